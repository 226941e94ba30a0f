import {
  assignments,
  assignmentsOf,
  driverAt,
  driverAtWork,
  driversOf,
  offeredOf,
  preparedOrder,
  settleDelivery,
} from '../support/assignments';
import { api, sql } from '../support/application';
import { newShop, type ProductItem, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { change, type OrderItem, stocked } from '../support/orders';
import { until } from '../support/outbox';

let shop: Shop;
let customer: Customer;
let milk: ProductItem;

beforeEach(async () => {
  shop = await newShop();
  await settleDelivery(shop);
  customer = await newCustomer(shop.company);
  milk = await stocked(shop, 500);
});

const prepared = (place?: [number, number], overrides?: object): Promise<OrderItem> =>
  preparedOrder(shop, customer, milk, place, overrides);

const readOrder = async ({ documentId }: { documentId: string }): Promise<OrderItem> =>
  (await api.get(`/api/order/${documentId}`, shop.staff).expect(200)).body.data as OrderItem;

/** Waits until somebody was found for an order. */
const driverFor = async (order: { documentId: string }): Promise<string> =>
  (await until(
    async () => (await driversOf([order]))[0],
    (driver) => driver !== null,
  ))!;

/** When orders were given to drivers, each in one transaction. */
const assignedAt = async (orders: { documentId: string }[]): Promise<string[]> => {
  const { rows } = await sql.query<{ at: string }>(
    'select assigned_at::text as at from delivery_assignments where order_id = any($1)',
    [orders.map(({ documentId }) => documentId)],
  );
  return rows.map(({ at }) => at);
};

/** Waits until an order is offered to whoever comes first. */
const untilOffered = async (order: { documentId: string }): Promise<void> => {
  await until(
    async () => (await offeredOf([order]))[0],
    (isOffered) => isOffered === true,
  );
};

describe('an order that is being prepared', () => {
  it('goes to who suits best, with a time to answer, a plan and its line on the timeline', async () => {
    await driverAtWork(shop, { km: 6 });
    const near = await driverAtWork(shop, { km: 2 });
    const order = await prepared([3, 0]);
    expect(await driverFor(order)).toBe(near);
    const { delivery_status, delivery_personnel, timeline } = await readOrder(order);
    expect({ delivery_status, delivery_personnel }).toMatchObject({ delivery_status: 'assigned' });
    expect(timeline.slice(-2).map(({ kind, actor }) => [kind, actor.kind])).toEqual([
      ['order_assigned', 'system'],
      ['delivery_status', 'system'],
    ]);
    const [row, ...others] = await assignmentsOf(order);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      driver: near,
      status: 'assigned',
      given_by: 'automatic',
      outcome: null,
      answers: true,
      planned_km: 3.9,
    });
    const { rows } = await sql.query<{ seconds: number; isDue: boolean }>(
      `select round(extract(epoch from a.respond_by - a.assigned_at))::int as seconds,
              a.estimated_delivery = date_trunc('minute', o.created_at + interval '28 minutes 47.999 seconds') as "isDue"
         from delivery_assignments a join orders o on o.document_id = a.order_id where o.document_id = $1`,
      [order.documentId],
    );
    // 15 minutes of preparation, 3.9 km at 30 km/h and 5 at the door are 27.8, told in full minutes
    expect(rows).toEqual([{ seconds: 120, isDue: true }]);
  });

  it.each<[string, Parameters<typeof driverAtWork>[1]]>([
    ['off duty', { onDuty: false }],
    ['far away', { km: 10.1 }],
    ['of whom nothing was heard for ten minutes', { minutes: 11 }],
    ['of whom nobody knows where they are', { km: null }],
    ['who can take none', { capacity: 0 }],
  ])('is offered to all where the only driver is one %s', async (_what, state) => {
    await driverAtWork(shop, state);
    const order = await prepared();
    await untilOffered(order);
    expect(await driversOf([order])).toEqual([null]);
    expect(await assignmentsOf(order)).toEqual([]);
    expect((await readOrder(order)).delivery_status).toBe('pending');
  });

  it('waits where the shop gives its orders away by hand', async () => {
    await settleDelivery(shop, { autoAssign: false });
    await driverAtWork(shop);
    const order = await prepared();
    expect(await assignments().assign(shop.company.code)).toEqual({ given: 0, offered: 0 });
    expect(await driversOf([order])).toEqual([null]);
    expect(await offeredOf([order])).toEqual([false]);
  });

  it('that was offered goes to who comes near, and is offered no longer', async () => {
    const driver = await driverAtWork(shop, { km: 30 });
    const order = await prepared();
    await untilOffered(order);
    await driverAt(driver, 2);
    await assignments().lookAgain();
    expect(await driversOf([order])).toEqual([driver]);
    expect(await offeredOf([order])).toEqual([false]);
  });

  it('is not given to drivers of other companies', async () => {
    const foreign = await newShop();
    await driverAtWork(foreign);
    const order = await prepared();
    await untilOffered(order);
    await assignments().assign(foreign.company.code);
    expect(await driversOf([order])).toEqual([null]);
  });

  it('is found a driver behind a hundred that the same driver has refused', async () => {
    await settleDelivery(shop, { autoAssign: false });
    const driver = await driverAtWork(shop);
    const [refused, waiting] = [await prepared(), await prepared()];
    await sql.query(
      `with copies as (
         insert into orders
         select (jsonb_populate_record(o, jsonb_build_object(
                   'id', nextval('orders_id_seq'), 'document_id', o.document_id || n, 'invoice', -o.invoice * 1000 - n,
                   'promised_delivery', o.created_at))).*
           from orders o, generate_series(1, 100) n where o.document_id = $1
         returning document_id, company_code
       ), offers as (
         insert into delivery_offers (order_id, company_code) select document_id, company_code from copies)
       insert into delivery_refusals (order_id, company_code, driver_id, kind)
       select document_id, company_code, $2, 'refused' from copies`,
      [refused.documentId, driver],
    );
    await settleDelivery(shop, { autoAssign: true });
    await change(shop, refused, { order_status: 'cancelled' }).expect(200);
    await assignments().lookAgain();
    expect(await driversOf([waiting])).toEqual([driver]);
    const { rows } = await sql.query('select 1 from delivery_assignments where company_code = $1', [
      shop.company.code,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('is offered no longer once it is cancelled', async () => {
    const order = await prepared();
    await untilOffered(order);
    await api.put(`/api/order/${order.documentId}/cancel`, {}, shop.staff).expect(200);
    await assignments().lookAgain();
    expect(await offeredOf([order])).toEqual([false]);
  });
});

describe('a driver', () => {
  it('takes what they can carry; what is left is offered', async () => {
    await settleDelivery(shop, { autoAssign: false });
    const driver = await driverAtWork(shop, { capacity: 2 });
    const orders = [await prepared([1, 0]), await prepared([2, 0]), await prepared([3, 0])];
    await settleDelivery(shop, { autoAssign: true });
    await assignments().assign(shop.company.code);
    const drivers = await driversOf(orders);
    expect(drivers.filter((id) => id === driver)).toHaveLength(2);
    expect((await offeredOf(orders)).filter(Boolean)).toHaveLength(1);
    expect(await assignments().assign(shop.company.code)).toEqual({ given: 0, offered: 0 });
  });

  it('brings together what lies together, in the sequence of the way', async () => {
    await settleDelivery(shop, { autoAssign: false, preparationMinutes: 60 });
    const [one, other] = [await driverAtWork(shop, { km: 1 }), await driverAtWork(shop, { km: 1.5 })];
    // two to the north, the farther first; one to the south
    const orders = [await prepared([4, 0]), await prepared([3, 0]), await prepared([-4, 0])];
    await sql.query(
      `update orders set promised_delivery = created_at + interval '3 hours' where company_code = $1`,
      [shop.company.code],
    );
    await settleDelivery(shop, { autoAssign: true });
    await assignments().assign(shop.company.code);
    expect(await driversOf(orders)).toEqual([one, one, other]);
    expect(new Set(await assignedAt(orders)).size).toBe(2);
    const [far, near, south] = (await Promise.all(orders.map(assignmentsOf))).flat();
    expect([near, far, south].map((row) => [row?.sequence, row?.planned_km])).toEqual([
      [1, 3.9],
      [2, 1.3],
      [1, 5.2],
    ]);
    const minutes = (far!.estimated_delivery!.getTime() - near!.estimated_delivery!.getTime()) / 60_000;
    // 1.3 km at 30 km/h and 5 minutes at the door, each in whole minutes
    expect(minutes).toBeGreaterThanOrEqual(7);
    expect(minutes).toBeLessThanOrEqual(8);
  });

  it('waits for more where orders are collected for a while', async () => {
    await settleDelivery(shop, { batchSeconds: 600 });
    const driver = await driverAtWork(shop);
    const order = await prepared();
    expect(await assignments().assign(shop.company.code)).toEqual({ given: 0, offered: 0 });
    expect(await driversOf([order])).toEqual([null]);
    await sql.query(`update order_events set at = at - interval '10 minutes' where order_id = $1`, [
      order.documentId,
    ]);
    // the application looks by itself from time to time: it may have been first
    await assignments().assign(shop.company.code);
    expect(await driversOf([order])).toEqual([driver]);
  });
});

describe('a driver who says nothing', () => {
  it('is passed over when the time is over: the next one has the order', async () => {
    const silent = await driverAtWork(shop, { km: 1 });
    const next = await driverAtWork(shop, { km: 5 });
    const order = await prepared();
    expect(await driverFor(order)).toBe(silent);
    await assignments().passOverSilent();
    expect(await driversOf([order])).toEqual([silent]);
    await sql.query(
      `update delivery_assignments set respond_by = now() at time zone 'utc' - interval '1 second' where order_id = $1`,
      [order.documentId],
    );
    await assignments().passOverSilent();
    await until(
      async () => (await driversOf([order]))[0],
      (driver) => driver === next,
    );
    expect(
      (await assignmentsOf(order)).map(({ driver, status, outcome }) => [driver, status, outcome]),
    ).toEqual([
      [silent, 'cancelled', 'timed_out'],
      [next, 'assigned', null],
    ]);
    const { rows } = await sql.query('select driver_id, kind from delivery_refusals where order_id = $1', [
      order.documentId,
    ]);
    expect(rows).toEqual([{ driver_id: silent, kind: 'timed_out' }]);
  });

  it('is asked again after ten minutes, where there is nobody else', async () => {
    const silent = await driverAtWork(shop);
    const order = await prepared();
    await driverFor(order);
    await sql.query(
      `update delivery_assignments set respond_by = now() at time zone 'utc' - interval '1 second' where order_id = $1`,
      [order.documentId],
    );
    await assignments().passOverSilent();
    await untilOffered(order);
    await assignments().lookAgain();
    expect(await driversOf([order])).toEqual([null]);
    await sql.query(`update delivery_refusals set at = at - interval '10 minutes' where order_id = $1`, [
      order.documentId,
    ]);
    await assignments().lookAgain();
    expect(await driversOf([order])).toEqual([silent]);
  });

  it('but has accepted is left alone', async () => {
    const driver = await driverAtWork(shop);
    const order = await prepared();
    await driverFor(order);
    await sql.query(
      `update delivery_assignments set respond_by = now() at time zone 'utc' - interval '1 second',
              accepted_at = now() at time zone 'utc' where order_id = $1`,
      [order.documentId],
    );
    await assignments().passOverSilent();
    expect(await driversOf([order])).toEqual([driver]);
    expect(await assignmentsOf(order)).toHaveLength(1);
  });
});
