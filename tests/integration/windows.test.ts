import { localDay, localInstant } from '../../src/domain/company-day';
import { api, app, sql } from '../support/application';
import {
  countRows,
  create,
  expectInvalid,
  expectRefusal,
  type Item,
  newShop,
  newStaff,
  onConnection,
  panelUser,
  type Shop,
} from '../support/catalogue';
import { newCustomer } from '../support/customers';
import { line, placed, stocked } from '../support/orders';
import { type SecondApplication, startSecondApplication } from '../support/second-application';
import { closeDays, placesOf, type SlotItem, useTimezone } from '../support/slots';

const ZONE = 'Europe/Berlin';
const WINDOW = 'api::delivery-window.delivery-window';
const everyDay = [1, 2, 3, 4, 5, 6, 7];

let shop: Shop;

beforeEach(async () => {
  shop = await newShop();
  await useTimezone(shop, ZONE);
});

/** A window late in the day, so that today's slot is ahead at most hours; tests count from tomorrow on. */
const newWindow = (overrides: object = {}): Promise<Item> =>
  create(shop, '/delivery/windows', {
    weekdays: everyDay,
    from: '10:00',
    to: '12:30',
    cutoffMinutes: 90,
    capacity: 4,
    ...overrides,
  });

const path = ({ documentId }: Item): string => `/api/delivery/windows/${documentId}`;

/** The slots of a shop from tomorrow on, as its calendar has it. */
const slotsAhead = async (): Promise<SlotItem[]> => {
  const tomorrow = localInstant(day(1), 0, ZONE).toISOString();
  const query = `?filters[start][$gte]=${tomorrow}&pagination[pageSize]=100`;
  const response = await api.get(`/api/delivery/slots${query}`, shop.staff).expect(200);
  return response.body.data as SlotItem[];
};

const DAY = 86_400_000;

/** The date so many days from today. */
const day = (days: number): string =>
  new Date(Date.parse(`${localDay(new Date(), ZONE)}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;

const comingDays = Array.from({ length: 13 }, (_, index) => index + 1);

const look = () =>
  (
    app.strapi.service('api::delivery-window.delivery-window') as { makeMissingSlots(): Promise<void> }
  ).makeMissingSlots();

test('a window is made with the slots of the coming days', async () => {
  const window = await newWindow();
  expect(window).toEqual({
    documentId: expect.any(String),
    weekdays: everyDay,
    from: '10:00',
    to: '12:30',
    cutoffMinutes: 90,
    capacity: 4,
    isActive: true,
    createdAt: expect.stringMatching(/Z$/),
    updatedAt: expect.stringMatching(/Z$/),
  });
  const at = (date: string, minutes: number): string => localInstant(date, minutes, ZONE).toISOString();
  expect((await slotsAhead()).map(({ start, end, cutoff }) => ({ start, end, cutoff }))).toEqual(
    comingDays.map(day).map((date) => ({ start: at(date, 600), end: at(date, 750), cutoff: at(date, 510) })),
  );
  for (const slot of await slotsAhead()) {
    expect(slot).toMatchObject({ capacity: 4, isActive: true, window: window.documentId, taken: 0 });
  }
});

test('only its weekdays have one', async () => {
  await newWindow({ weekdays: [5, 2] });
  const dates = (await slotsAhead()).map(({ start }) => localDay(new Date(start), ZONE));
  expect(dates).toEqual(comingDays.map(day).filter((date) => [2, 5].includes(weekdayOf(date))));
});

test.each([
  ['no day', { weekdays: [] }, 'weekdays'],
  ['a day twice', { weekdays: [1, 1] }, 'weekdays'],
  ['an eighth day', { weekdays: [8] }, 'weekdays.0'],
  ['what is no time', { from: '9:00' }, 'from'],
  ['a time after the day', { to: '24:01' }, 'to'],
  ['an end at the beginning', { to: '10:00' }, 'to'],
  ['a cut-off after the start', { cutoffMinutes: -1 }, 'cutoffMinutes'],
  ['no capacity', { capacity: undefined }, 'capacity'],
])('%s is refused', async (_what, body, field) => {
  const whole = { weekdays: everyDay, from: '10:00', to: '12:00', cutoffMinutes: 0, capacity: 1, ...body };
  expectInvalid(await api.post('/api/delivery/windows', whole, shop.staff), field);
  expect(await countRows('delivery_windows', shop)).toBe(0);
  expect(await countRows('delivery_slots', shop)).toBe(0);
});

test('looking again makes nothing twice, and nothing that staff have deleted', async () => {
  await newWindow();
  const [first, ...others] = await slotsAhead();
  await api.delete(`/api/delivery/slots/${first!.documentId}`, shop.staff).expect(204);
  await Promise.all([look(), look(), look()]);
  expect(await slotsAhead()).toEqual(others);
});

test('closed days are left out, and made once they are not closed any more', async () => {
  await closeDays(shop, [day(2), day(5)]);
  await newWindow();
  const dates = async () => (await slotsAhead()).map(({ start }) => localDay(new Date(start), ZONE));
  expect(await dates()).toEqual(comingDays.filter((days) => days !== 2 && days !== 5).map(day));
  await closeDays(shop, [day(5)]);
  await look();
  expect(await dates()).toEqual(comingDays.filter((days) => days !== 5).map(day));
});

test('in another time zone they are at the same hours there', async () => {
  await newWindow();
  await useTimezone(shop, 'Africa/Cairo');
  const inCairo = (days: number, minutes: number) =>
    localInstant(day(days), minutes, 'Africa/Cairo').toISOString();
  // Tomorrow may be another day there.
  const slots = (await slotsAhead()).filter(({ start }) => start >= inCairo(2, 0) && start < inCairo(13, 0));
  expect(slots.map(({ start, cutoff }) => ({ start, cutoff }))).toEqual(
    comingDays.slice(1, -1).map((days) => ({ start: inCairo(days, 600), cutoff: inCairo(days, 510) })),
  );
});

describe('slots that nobody has taken', () => {
  const takeFirst = async (): Promise<SlotItem> => {
    const [slot] = await slotsAhead();
    const milk = await stocked(shop, 5);
    await placed(await newCustomer(shop.company), [line(milk)], { delivery_slot: slot!.documentId });
    return { ...slot!, taken: 1, available: slot!.capacity - 1 };
  };

  test('follow a change of their window; the others stay', async () => {
    const window = await newWindow();
    const kept = await takeFirst();
    await api.put(path(window), { from: '15:00', to: '16:00', capacity: 9 }, shop.staff).expect(200);
    const slots = await slotsAhead();
    expect(slots).toHaveLength(14);
    expect(slots[0]).toEqual(kept);
    const changed = slots.slice(1);
    expect(changed.map(({ start }) => start)).toEqual(
      comingDays.map((days) => localInstant(day(days), 15 * 60, ZONE).toISOString()),
    );
    expect(changed.every(({ capacity }) => capacity === 9)).toBe(true);
  });

  test('follow a change of what they hold, beside those that stay', async () => {
    const window = await newWindow();
    const kept = await takeFirst();
    await api.put(path(window), { capacity: 9 }, shop.staff).expect(200);
    const slots = await slotsAhead();
    expect(slots).toHaveLength(13);
    expect(slots[0]).toEqual(kept);
    expect(slots.slice(1).every(({ capacity }) => capacity === 9)).toBe(true);
  });

  test('go with it when it is off or deleted', async () => {
    const window = await newWindow();
    const kept = await takeFirst();
    await api.put(path(window), { isActive: false }, shop.staff).expect(200);
    expect(await slotsAhead()).toEqual([kept]);
    await look();
    expect(await slotsAhead()).toEqual([kept]);
    await api.put(path(window), { isActive: true }, shop.staff).expect(200);
    expect(await slotsAhead()).toHaveLength(13);
    await api.delete(path(window), shop.staff).expect(204);
    expect(await slotsAhead()).toEqual([kept]);
    expect(await placesOf(kept)).toEqual({ counted: 1, orders: 1 });
    const { rows } = await sql.query('select 1 from delivery_window_days where company_code = $1', [
      shop.company.code,
    ]);
    expect(rows).toEqual([]);
  });
});

/** Waits until so many transactions wait for what another one holds. */
const waiting = async (count: number): Promise<void> => {
  for (;;) {
    const { rows } = await sql.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rows[0]!.count >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

// A second application takes its time to start on a busy machine.
const STARTING_MS = 240_000;

test(
  'two processes that look at the same moment make each slot once',
  async () => {
    const window = await newWindow();
    const before = await slotsAhead();
    await sql.query('delete from delivery_slots where company_code = $1', [shop.company.code]);
    await sql.query('delete from delivery_window_days where company_code = $1', [shop.company.code]);
    let second: SecondApplication | undefined;
    let looking: Promise<void> | undefined;
    await onConnection(async (client) => {
      await client.query('begin');
      await client.query('select 1 from delivery_windows where document_id = $1 for update', [
        window.documentId,
      ]);
      // The other one looks as it starts.
      second = await startSecondApplication({});
      looking = look();
      await waiting(2);
      await client.query('commit');
    });
    await looking;
    await second?.close();
    const times = ({ start, end, cutoff, capacity }: SlotItem) => ({ start, end, cutoff, capacity });
    expect((await slotsAhead()).map(times)).toEqual(before.map(times));
  },
  STARTING_MS,
);

test('windows of other companies are not there; dispatchers keep them, the order desk does not', async () => {
  const window = await newWindow();
  const other = await newShop();
  expectRefusal(await api.get(path(window), other.staff), 404, 'not_found');
  expectRefusal(await api.put(path(window), { capacity: 1 }, other.staff), 404, 'not_found');
  expectRefusal(await api.delete(path(window), other.staff), 404, 'not_found');
  const as = async (role: string) => ({ ...shop.staff, token: (await newStaff(role, [shop.company])).token });
  expectRefusal(await api.put(path(window), { capacity: 1 }, await as('merchandiser')), 403, 'forbidden');
  await api.put(path(window), { capacity: 5 }, await as('dispatcher')).expect(200);
  expect((await api.get(path(window), shop.staff)).body.data).toEqual({
    ...window,
    capacity: 5,
    updatedAt: expect.any(String),
  });
});

test('the panel obeys the same rules', async () => {
  const user = await panelUser(await newStaff('dispatcher', [shop.company]));
  const values = {
    company_code: shop.company.code,
    weekdays: everyDay,
    from: '10:00',
    to: '11:00',
    capacity: 2,
  };
  await user.create(WINDOW, { ...values, weekdays: ['Monday'] }).expect(400);
  await user.create(WINDOW, { ...values, to: '09:00' }).expect(400);
  expect(await slotsAhead()).toEqual([]);
  const made = await user.create(WINDOW, values).expect(201);
  expect(await slotsAhead()).toHaveLength(13);
  await user.remove(WINDOW, made.body.data.documentId as string).expect(200);
  expect(await slotsAhead()).toEqual([]);
});
