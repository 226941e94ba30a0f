import { api, sql } from './application';
import { create, type Item, type Shop } from './catalogue';

/** A slot as staff see it. */
export interface SlotItem extends Item {
  start: string;
  end: string;
  cutoff: string;
  capacity: number;
  isActive: boolean;
  window: string | null;
  taken: number;
  available: number;
}

const HOUR = 3_600_000;

/** So many hours from now, to the second. */
export const inHours = (hours: number): string =>
  new Date(Math.floor((Date.now() + hours * HOUR) / 1_000) * 1_000).toISOString();

/** A slot that begins in two hours, unless something else is said. */
export const newSlot = (shop: Shop, overrides: object = {}): Promise<SlotItem> =>
  create<SlotItem>(shop, '/delivery/slots', {
    start: inHours(2),
    end: inHours(4),
    capacity: 2,
    ...overrides,
  });

export const readSlot = async (shop: Shop, { documentId }: { documentId: string }): Promise<SlotItem> => {
  const response = await api.get(`/api/delivery/slots/${documentId}`, shop.staff).expect(200);
  return response.body.data as SlotItem;
};

/** How many orders have a place, by the counter and by the orders themselves. */
export const placesOf = async ({ documentId }: { documentId: string }) => {
  const { rows } = await sql.query<{ counted: number; orders: number }>(
    `select coalesce((select taken from slot_counters where slot_id = $1), 0)::int as counted,
            (select count(*)::int from orders where delivery_slot = $1 and order_status <> 'cancelled') as orders`,
    [documentId],
  );
  return rows[0]!;
};

export const closeDays = (shop: Shop, closedDays: string[]) =>
  api.put('/api/setting', { delivery: { closedDays } }, shop.staff).expect(200);

export const useTimezone = (shop: Shop, timezone: string) =>
  api.put('/api/setting', { timezone }, shop.staff).expect(200);

/** The date of a shop's calendar at an instant. */
export const dayIn = (timeZone: string, at: string | Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(at));
