import { createId } from '@paralleldrive/cuid2';
import { createAssignmentService } from '../../src/api/delivery-assignment/services/delivery-assignment';
import { api, app, sql } from './application';
import type { Shop } from './catalogue';
import type { Customer } from './customers';
import { line, moveTo, type OrderItem, placed } from './orders';

export const store = { latitude: 24.7136, longitude: 46.6753 };

/** A place so many kilometres to the north and to the east of the store. */
export const placeAt = (north: number, east = 0): { latitude: number; longitude: number } => {
  const degrees = 180 / Math.PI / 6371;
  return {
    latitude: store.latitude + north * degrees,
    longitude: store.longitude + (east * degrees) / Math.cos((store.latitude * Math.PI) / 180),
  };
};

/** Says how a shop brings its orders; its store stands in Riyadh. */
export const settleDelivery = async (shop: Shop, delivery: object = {}): Promise<void> => {
  await api.put('/api/setting', { delivery: { store, ...delivery } }, shop.staff).expect(200);
};

type State = {
  onDuty?: boolean;
  /** kilometres to the north of the store; null = nobody knows where they are */
  km?: number | null;
  /** minutes since they were there */
  minutes?: number;
  capacity?: number | null;
};

/** A driver at work, without a token. @returns their document id */
export const driverAtWork = async (
  { company }: Shop,
  { onDuty = true, km = 1, minutes = 0, capacity = null }: State = {},
): Promise<string> => {
  const driverId = createId();
  await sql.query(
    `insert into up_users (document_id, kind, company_code, name, email, phone, vehicle, confirmed, blocked, capacity)
     values ($1, 'delivery', $2, 'Omar Driver', $3, '+966500000009', 'Van', true, false, $4)`,
    [driverId, company.code, `${driverId}@saptmarkets.test`, capacity],
  );
  const place = km === null ? null : placeAt(km);
  await sql.query(
    `insert into driver_states (driver_id, company_code, on_duty, idle_since, latitude, longitude, position_at)
     values ($1, $2, $3, case when $3 then now() end, $4, $5,
             case when $4::float8 is not null then now() - $6::float8 * interval '1 minute' end)`,
    [driverId, company.code, onDuty, place?.latitude ?? null, place?.longitude ?? null, minutes],
  );
  return driverId;
};

/** Where a driver is from now on. */
export const driverAt = async (driverId: string, north: number, east = 0): Promise<void> => {
  const { latitude, longitude } = placeAt(north, east);
  await sql.query(
    'update driver_states set latitude = $2, longitude = $3, position_at = clock_timestamp() where driver_id = $1',
    [driverId, latitude, longitude],
  );
};

/** The service as the application uses it. */
export const assignments = (): ReturnType<typeof createAssignmentService> =>
  createAssignmentService({ strapi: app.strapi });

/** An order that is being prepared, for so many kilometres to the north and east of the store. */
export const preparedOrder = async (
  shop: Shop,
  customer: Customer,
  product: { documentId: string },
  [north, east]: [number, number] = [1, 0],
  overrides: object = {},
): Promise<OrderItem> => {
  const order = await placed(customer, [line(product, 1)], {
    user_info: {
      name: 'Layla Mansour',
      email: 'layla@saptmarkets.test',
      contact: '+966500000001',
      address: 'King Fahd Road 1',
      city: 'Riyadh',
      country: 'SA',
      zipCode: '12211',
      deliveryLocation: placeAt(north, east),
    },
    ...overrides,
  });
  await moveTo(shop, order, 'processing');
  return order;
};

/** An assignment as it is stored; times are told by whether there is one. */
export type AssignmentRow = {
  driver: string;
  status: string;
  given_by: string;
  outcome: string | null;
  answers: boolean;
  sequence: number | null;
  planned_km: number | null;
  estimated_delivery: Date | null;
};

/** The assignments of an order, the first one first. */
export const assignmentsOf = async ({ documentId }: { documentId: string }): Promise<AssignmentRow[]> => {
  const { rows } = await sql.query<AssignmentRow>(
    `select delivery_personnel as driver, status, given_by, outcome, respond_by is not null as answers, sequence,
            planned_km::float8 as planned_km, estimated_delivery at time zone 'utc' as estimated_delivery
       from delivery_assignments where order_id = $1 order by id`,
    [documentId],
  );
  return rows;
};

/** Who has each order now; null = nobody. */
export const driversOf = async (orders: { documentId: string }[]): Promise<(string | null)[]> => {
  const { rows } = await sql.query<{ id: string; driver: string | null }>(
    'select document_id as id, delivery_personnel as driver from orders where document_id = any($1)',
    [orders.map(({ documentId }) => documentId)],
  );
  const byId = new Map(rows.map(({ id, driver }) => [id, driver]));
  return orders.map(({ documentId }) => byId.get(documentId) ?? null);
};

/** Which of the orders are offered to whoever comes first. */
export const offeredOf = async (orders: { documentId: string }[]): Promise<boolean[]> => {
  const { rows } = await sql.query<{ order_id: string }>(
    'select order_id from delivery_offers where order_id = any($1) and closed_at is null',
    [orders.map(({ documentId }) => documentId)],
  );
  const ids = new Set(rows.map(({ order_id }) => order_id));
  return orders.map(({ documentId }) => ids.has(documentId));
};
