import { takeAway } from '../../src/api/delivery-assignment/give';
import { lockOrder } from '../../src/api/order/life-store';
import { inTransaction } from '../../src/documents/save';
import {
  assignments,
  assignmentsOf,
  driverAtWork,
  driversOf,
  preparedOrder,
  settleDelivery,
} from '../support/assignments';
import { app, sql } from '../support/application';
import { newShop, type ProductItem, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { change, stocked } from '../support/orders';
import { until } from '../support/outbox';
import { startSecondApplication } from '../support/second-application';

jest.setTimeout(120_000);

let shop: Shop;
let customer: Customer;
let milk: ProductItem;

beforeEach(async () => {
  shop = await newShop();
  await settleDelivery(shop, { autoAssign: false });
  customer = await newCustomer(shop.company);
  milk = await stocked(shop, 500);
});

const waiting = (count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, index) =>
      preparedOrder(shop, customer, milk, [1 + (index % 5), index % 3]),
    ),
  );

const refuseAs = (orderId: string): Promise<void> =>
  inTransaction(app.strapi, async (trx) => {
    const order = await lockOrder(trx, shop.company.code, orderId);
    const actor = { kind: 'driver' as const, id: order.delivery_personnel, name: 'Omar Driver' };
    const by = { actor, mover: 'system' as const, rules: { customerMayCancelProcessing: false } };
    await takeAway(trx, order, { outcome: 'refused', reason: 'flat tyre' }, by);
  });

it('twenty orders that two processes give away at once have one driver each, and no driver too many', async () => {
  const drivers = [];
  for (const km of [1, 2, 3]) drivers.push(await driverAtWork(shop, { km, capacity: 6 }));
  const orders = await waiting(20);
  const second = await startSecondApplication({ DELIVERY_LOOKING_MS: '20', DELIVERY_ESTIMATING_MS: '50' });
  try {
    await settleDelivery(shop, { autoAssign: true });
    await Promise.all(Array.from({ length: 8 }, () => assignments().assign(shop.company.code)));
  } finally {
    await second.close();
  }
  const given = await driversOf(orders);
  expect(given.filter((driver) => driver !== null)).toHaveLength(18);
  for (const driver of drivers) expect(given.filter((id) => id === driver)).toHaveLength(6);
  const rows = await Promise.all(orders.map(assignmentsOf));
  expect(rows.map((all) => all.map(({ driver }) => driver))).toEqual(
    given.map((driver) => (driver === null ? [] : [driver])),
  );
  const { rows: told } = await sql.query<{ count: number }>(
    `select count(*)::int as count from order_events where company_code = $1 and kind = 'order_assigned'`,
    [shop.company.code],
  );
  expect(told).toEqual([{ count: 18 }]);
});

it('an order that staff give away at the same time has one driver, whoever was faster', async () => {
  const [automatic, byHand] = [await driverAtWork(shop, { km: 1 }), await driverAtWork(shop, { km: 9 })];
  const orders = await waiting(6);
  await settleDelivery(shop, { autoAssign: true });
  await Promise.all([
    assignments().assign(shop.company.code),
    ...orders.map((order) => change(shop, order, { delivery_personnel: byHand }).expect(200)),
  ]);
  // staff have the last word
  expect(await driversOf(orders)).toEqual(orders.map(() => byHand));
  for (const order of orders) {
    const rows = await assignmentsOf(order);
    expect(rows.filter(({ status }) => status === 'assigned').map(({ driver }) => driver)).toEqual([byHand]);
    expect(
      rows.filter(({ status }) => status === 'cancelled').map(({ driver, outcome }) => [driver, outcome]),
    ).toEqual(rows.length === 1 ? [] : [[automatic, 'reassigned']]);
  }
});

it('who refuses is not asked again: the next one has the order, then nobody', async () => {
  const [first, second] = [await driverAtWork(shop, { km: 1 }), await driverAtWork(shop, { km: 5 })];
  await settleDelivery(shop, { autoAssign: true });
  const [order] = await waiting(1);
  const has = (driver: string | null) =>
    until(
      async () => (await driversOf([order!]))[0],
      (id) => id === driver,
    );
  await has(first);
  await refuseAs(order!.documentId);
  await has(second);
  await refuseAs(order!.documentId);
  await assignments().lookAgain();
  expect(await driversOf([order!])).toEqual([null]);
  expect((await assignmentsOf(order!)).map(({ driver, outcome }) => [driver, outcome])).toEqual([
    [first, 'refused'],
    [second, 'refused'],
  ]);
  const { rows } = await sql.query<{ idle: boolean }>(
    'select bool_and(idle_since is not null) as idle from driver_states where driver_id = any($1)',
    [[first, second]],
  );
  expect(rows).toEqual([{ idle: true }]);
});

it('five orders whose drivers are silent are passed over once, by whichever process looks', async () => {
  const silent = await driverAtWork(shop, { km: 1 });
  await settleDelivery(shop, { autoAssign: true });
  const orders = await waiting(5);
  await until(
    async () => (await driversOf(orders)).filter((driver) => driver === silent).length,
    (count) => count === 5,
  );
  await sql.query(
    `update delivery_assignments set respond_by = now() at time zone 'utc' - interval '1 second' where company_code = $1`,
    [shop.company.code],
  );
  await Promise.all([assignments().passOverSilent(), assignments().passOverSilent()]);
  expect(await driversOf(orders)).toEqual(orders.map(() => null));
  const { rows } = await sql.query<{ count: number }>(
    'select count(*)::int as count from delivery_refusals where company_code = $1',
    [shop.company.code],
  );
  expect(rows).toEqual([{ count: 5 }]);
});
