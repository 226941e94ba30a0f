import { api, sql } from '../support/application';
import { newShop, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { newDriver } from '../support/drivers';
import { change, line, moveTo, type OrderItem, placed, stocked } from '../support/orders';

let shop: Shop;
let customer: Customer;
let first: string;
let second: string;

/** A driver's document id, the latest one of the shop. */
const driverOf = async ({ company }: Shop): Promise<string> => {
  await newDriver(company);
  const { rows } = await sql.query<{ document_id: string }>(
    `select document_id from up_users where kind = 'delivery' and company_code = $1 order by id desc limit 1`,
    [company.code],
  );
  return rows[0]!.document_id;
};

beforeEach(async () => {
  shop = await newShop();
  customer = await newCustomer(shop.company);
  first = await driverOf(shop);
  second = await driverOf(shop);
  await api
    .put(
      '/api/setting',
      { delivery: { basePrice: 12, driverPay: { perDelivery: 5, perKm: 1.5, feeShare: 25 } } },
      shop.staff,
    )
    .expect(200);
});

const preparing = async (overrides: object = {}): Promise<OrderItem> => {
  const order = await placed(customer, [line(await stocked(shop, 10), 4)], overrides);
  await moveTo(shop, order, 'processing');
  return order;
};

const give = (order: OrderItem, driver: string | null) =>
  change(shop, order, { delivery_personnel: driver }).expect(200);

const assignmentsOf = async ({ documentId }: OrderItem) => {
  const { rows } = await sql.query<Record<string, unknown>>(
    `select delivery_personnel as driver, status, outcome, given_by, attempts, driver_pay,
            picked_at is not null as picked, failed_at is not null as failed, ended_at is not null as ended
       from delivery_assignments where order_id = $1 order by id`,
    [documentId],
  );
  return rows;
};

const cashOf = async (driver: string) => {
  const { rows } = await sql.query(
    'select kind, amount, order_id, reported from driver_cash where driver_id = $1',
    [driver],
  );
  return rows;
};

const given = { status: 'assigned', outcome: null, given_by: 'staff', attempts: 0, driver_pay: null };
const fresh = { ...given, picked: false, failed: false, ended: false };

test('an order that staff give to a driver is assigned to nobody else', async () => {
  const order = await preparing();
  await give(order, first);
  expect(await assignmentsOf(order)).toEqual([{ ...fresh, driver: first }]);
  await give(order, second);
  expect(await assignmentsOf(order)).toEqual([
    { ...fresh, driver: first, status: 'cancelled', outcome: 'reassigned', ended: true },
    { ...fresh, driver: second },
  ]);
  await expect(
    sql.query(
      `insert into delivery_assignments (document_id, company_code, order_id, delivery_personnel, status)
       values ('x', $1, $2, $3, 'assigned')`,
      [shop.company.code, order.documentId, first],
    ),
  ).rejects.toThrow('delivery_assignments_active');
});

test('what a driver brings is theirs with its cash and pay, whoever says that it was brought', async () => {
  const order = await preparing();
  await give(order, first);
  await moveTo(shop, order, 'shipped');
  expect(await assignmentsOf(order)).toEqual([
    { ...fresh, driver: first, status: 'picked', picked: true, attempts: 1 },
  ]);
  await moveTo(shop, order, 'delivered');
  expect(await assignmentsOf(order)).toEqual([
    {
      ...fresh,
      driver: first,
      status: 'delivered',
      outcome: 'delivered',
      picked: true,
      attempts: 1,
      ended: true,
      // 5 and a quarter of the fee of 12; nobody planned how far it is
      driver_pay: '800',
    },
  ]);
  expect(await cashOf(first)).toEqual([
    { kind: 'collected', amount: '2200', order_id: order.documentId, reported: null },
  ]);
});

test('what nobody brings leaves no cash with anybody', async () => {
  const order = await preparing();
  await moveTo(shop, order, 'shipped', 'delivered');
  expect(await assignmentsOf(order)).toEqual([]);
  const { rows } = await sql.query('select 1 from driver_cash where order_id = $1', [order.documentId]);
  expect(rows).toEqual([]);
});

test('what was not delivered is tried again by the same driver, or by another', async () => {
  const order = await preparing();
  await give(order, first);
  await moveTo(shop, order, 'shipped');
  await change(shop, order, { delivery_status: 'failed' }).expect(200);
  expect(await assignmentsOf(order)).toEqual([
    { ...fresh, driver: first, status: 'picked', picked: true, failed: true, attempts: 1 },
  ]);
  await change(shop, order, { delivery_status: 'picked' }).expect(409);
  await change(shop, order, { delivery_status: 'assigned' }).expect(200);
  await change(shop, order, { delivery_status: 'picked' }).expect(200);
  expect(await assignmentsOf(order)).toEqual([
    { ...fresh, driver: first, status: 'picked', picked: true, attempts: 2 },
  ]);
  await change(shop, order, { delivery_status: 'failed' }).expect(200);
  await give(order, second);
  expect(await assignmentsOf(order)).toEqual([
    {
      ...fresh,
      driver: first,
      status: 'cancelled',
      outcome: 'failed',
      picked: true,
      failed: true,
      attempts: 2,
      ended: true,
    },
    { ...fresh, driver: second },
  ]);
});

test('an order that is cancelled has no driver any more', async () => {
  const order = await preparing();
  await give(order, first);
  await moveTo(shop, order, 'cancelled');
  expect(await assignmentsOf(order)).toEqual([
    { ...fresh, driver: first, status: 'cancelled', outcome: 'order_cancelled', ended: true },
  ]);
});

test('goods that staff take back were returned by their driver', async () => {
  const order = await preparing();
  await give(order, first);
  await moveTo(shop, order, 'shipped', 'cancelled');
  expect(await assignmentsOf(order)).toEqual([
    {
      ...fresh,
      driver: first,
      status: 'cancelled',
      outcome: 'returned',
      picked: true,
      attempts: 1,
      ended: true,
    },
  ]);
  expect(await cashOf(first)).toEqual([]);
});

test('only who ordered is told the code, and as long as something is to be handed over', async () => {
  const order = await preparing();
  const code = order['delivery_code'];
  expect(code).toMatch(/^[0-9]{6}$/);
  const path = `/api/order/${order.documentId}`;
  const own = await api.get(path, customer.options).expect(200);
  expect(own.body.data.delivery_code).toBe(code);
  const staff = await api.get(path, shop.staff).expect(200);
  expect(staff.body.data).not.toHaveProperty('delivery_code');
  const list = await api.get('/api/order', shop.staff).expect(200);
  expect(list.text).not.toContain(code);
  await moveTo(shop, order, 'shipped', 'delivered');
  const after = await api.get(path, customer.options).expect(200);
  expect(after.body.data.delivery_code).toBeNull();
});

test('drivers print the receipt of what is theirs to bring', async () => {
  const order = await preparing();
  const driver = await newDriver(shop.company);
  const { rows } = await sql.query<{ document_id: string }>(
    `select document_id from up_users where kind = 'delivery' and company_code = $1 order by id desc limit 1`,
    [shop.company.code],
  );
  const path = `/api/mobile-delivery/orders/${order.documentId}/receipt.pdf`;
  await api.get(path, driver).expect(404);
  await give(order, rows[0]!.document_id);
  await api.get(path, driver).expect(200).expect('Content-Type', 'application/pdf');
  await give(order, second);
  await api.get(path, driver).expect(404);
});

test('staff read who had which order, and nobody else does', async () => {
  const order = await preparing();
  await give(order, first);
  await give(order, second);
  await moveTo(shop, order, 'shipped', 'delivered');
  const query = { 'filters[order]': order.documentId };
  const list = await api.get('/api/delivery/assignments', { ...shop.staff, query }).expect(200);
  expect(list.body.meta.pagination.total).toBe(2);
  expect(list.body.data).toMatchObject([
    {
      order: { documentId: order.documentId, invoice: order.invoice },
      delivery_personnel: { documentId: second },
      status: 'delivered',
      outcome: 'delivered',
      driver_pay: 8,
      attempts: 1,
    },
    {
      delivery_personnel: { documentId: first },
      status: 'cancelled',
      outcome: 'reassigned',
      driver_pay: null,
    },
  ]);
  const { documentId } = list.body.data[0] as { documentId: string };
  const one = await api.get(`/api/delivery/assignments/${documentId}`, shop.staff).expect(200);
  expect(one.body.data).toEqual(list.body.data[0]);
  const other = await newShop();
  expect((await api.get('/api/delivery/assignments', { ...other.staff, query })).body.data).toEqual([]);
  await api.get(`/api/delivery/assignments/${documentId}`, other.staff).expect(404);
  await api.get('/api/delivery/assignments', customer.options).expect(403);
});
