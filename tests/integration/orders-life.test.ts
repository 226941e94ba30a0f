import { api, app, sql } from '../support/application';
import { create, expectInvalid, expectRefusal, newShop, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { newDriver } from '../support/drivers';
import {
  change,
  countersOf,
  expectStockTrue,
  line,
  moveTo,
  type OrderItem,
  placed,
  stocked,
  stockOf,
  traces,
} from '../support/orders';

let shop: Shop;
let customer: Customer;

beforeEach(async () => {
  shop = await newShop();
  customer = await newCustomer(shop.company);
});

const cancel = ({ documentId }: { documentId: string }, options: object) =>
  api.put(`/api/order/${documentId}/cancel`, {}, options);

const kinds = ({ timeline }: OrderItem): unknown[] =>
  timeline.map(({ kind, actor, data }) => [kind, actor.kind, data['from'] ?? null, data['to'] ?? null]);

const salesOf = async (productId: string): Promise<number> => {
  const { rows } = await sql.query<{ sales: string }>(
    'select sales from product_counters where product_id = $1',
    [productId],
  );
  return Number(rows[0]!.sales);
};

test('from the shelf to the door, step by step', async () => {
  const milk = await stocked(shop, 10);
  const order = await placed(customer, [line(milk, 4)]);
  const driver = await newDriver(shop.company);
  const { rows } = await sql.query<{ document_id: string }>(
    `select document_id from up_users where kind = 'delivery' and company_code = $1`,
    [shop.company.code],
  );
  expect(driver).toBeDefined();
  await moveTo(shop, order, 'processing');
  const assigned = await change(shop, order, { delivery_personnel: rows[0]!.document_id }).expect(200);
  expect(assigned.body.data).toMatchObject({ delivery_status: 'assigned', order_status: 'processing' });
  expect(await stockOf(milk.documentId)).toEqual({ onHand: 10, reserved: 4 });
  const picked = await change(shop, order, { delivery_status: 'picked' }).expect(200);
  expect(picked.body.data).toMatchObject({ delivery_status: 'picked', order_status: 'shipped' });
  expect(await stockOf(milk.documentId)).toEqual({ onHand: 6, reserved: 0 });
  const delivered = await change(shop, order, { delivery_status: 'delivered' }).expect(200);
  expect(delivered.body.data).toMatchObject({
    delivery_status: 'delivered',
    order_status: 'delivered',
    payment_status: 'paid',
    actual_delivery: expect.any(String),
  });
  expect(kinds(delivered.body.data)).toEqual([
    ['order_created', 'customer', null, null],
    ['order_status_changed', 'staff', 'pending', 'processing'],
    ['order_assigned', 'staff', null, null],
    ['delivery_status', 'staff', 'pending', 'assigned'],
    ['delivery_status', 'staff', 'assigned', 'picked'],
    ['order_status_changed', 'staff', 'processing', 'shipped'],
    ['delivery_status', 'staff', 'picked', 'delivered'],
    ['order_status_changed', 'staff', 'shipped', 'delivered'],
  ]);
  await expectStockTrue(milk.documentId);
});

test('what is over is given to no driver any more', async () => {
  const milk = await stocked(shop, 10);
  const order = await placed(customer, [line(milk)]);
  await newDriver(shop.company);
  const { rows } = await sql.query<{ document_id: string }>(
    `select document_id from up_users where kind = 'delivery' and company_code = $1`,
    [shop.company.code],
  );
  const delivery_personnel = rows[0]!.document_id;
  expectInvalid(await change(shop, order, { delivery_personnel: customer.documentId }), 'delivery_personnel');
  await change(shop, order, { delivery_personnel }).expect(200);
  const free = await change(shop, order, { delivery_personnel: null }).expect(200);
  expect(free.body.data).toMatchObject({ delivery_personnel: null, delivery_status: 'pending' });
  expectRefusal(await change(shop, order, { delivery_status: 'assigned' }), 409, 'illegal_transition');
  await change(shop, order, { delivery_personnel }).expect(200);
  await cancel(order, shop.staff).expect(200);
  const before = await traces(shop);
  expectRefusal(await change(shop, order, { delivery_personnel: null }), 409, 'illegal_transition');
  expect(await traces(shop)).toEqual(before);
});

test('the same move again changes nothing, an illegal one is refused', async () => {
  const milk = await stocked(shop, 10);
  const order = await placed(customer, [line(milk, 4)]);
  await moveTo(shop, order, 'processing');
  const before = await traces(shop);
  await moveTo(shop, order, 'processing');
  for (const body of [
    { order_status: 'delivered' },
    { order_status: 'pending' },
    { delivery_status: 'picked' },
  ]) {
    expectRefusal(await change(shop, order, body), 409, 'illegal_transition');
  }
  const refused = await change(shop, order, { order_status: 'delivered', notes: 'Not written' });
  expect(expectRefusal(refused, 409, 'illegal_transition')).toEqual({
    field: 'order_status',
    from: 'processing',
    to: 'delivered',
    allowed: ['shipped', 'cancelled'],
  });
  expect(await traces(shop)).toEqual(before);
  const read = await api.get(`/api/order/${order.documentId}`, shop.staff).expect(200);
  expect(read.body.data).toMatchObject({ order_status: 'processing', notes: null });
});

test('two who move an order at once move it once', async () => {
  const milk = await stocked(shop, 10);
  const order = await placed(customer, [line(milk, 4)]);
  await moveTo(shop, order, 'processing');
  const answers = await Promise.all([
    ...Array.from({ length: 5 }, () => change(shop, order, { order_status: 'shipped' })),
    ...Array.from({ length: 5 }, () => cancel(order, shop.staff)),
  ]);
  expect(answers.every(({ status }) => [200, 409].includes(status))).toBe(true);
  const { reserved, onHand } = await stockOf(milk.documentId);
  expect({ reserved, onHand }).toEqual({ reserved: 0, onHand: 10 });
  await expectStockTrue(milk.documentId);
  expect(await countersOf(customer)).toEqual({ points: 0, orders: 0, spent: 0 });
});

describe('cancelling', () => {
  test('a customer may while nobody has begun; uses, points, stock and totals come back once', async () => {
    const milk = await stocked(shop, 10);
    const promotion = await create(shop, '/promotions', {
      name: 'Once',
      type: 'discount',
      discount_type: 'fixed',
      discount_value: 1,
      usage_limit: 1,
      products: [milk.documentId],
    });
    const order = await placed(customer, [line(milk, 4)]);
    expect(order).toMatchObject({ total: 9, promotion_discount: 1 });
    expect(await placed(customer, [line(milk, 1)])).toMatchObject({ total: 2.5, promotion_discount: 0 });
    expect(await salesOf(milk.documentId)).toBe(5);
    const before = await countersOf(customer);
    for (let time = 0; time < 3; time += 1) {
      const response = await cancel(order, customer.options).expect(200);
      expect(response.body.data).toMatchObject({ order_status: 'cancelled' });
    }
    await Promise.all(Array.from({ length: 5 }, () => cancel(order, customer.options).expect(200)));
    expect(await countersOf(customer)).toEqual({
      ...before,
      orders: before.orders - 1,
      spent: before.spent - 900,
    });
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 10, reserved: 1 });
    expect(await salesOf(milk.documentId)).toBe(1);
    await expectStockTrue(milk.documentId);
    const { rows } = await sql.query('select used_count from promotion_counters where promotion_id = $1', [
      promotion.documentId,
    ]);
    expect(rows).toEqual([{ used_count: '0' }]);
    expect(await placed(customer, [line(milk, 1)])).toMatchObject({ promotion_discount: 1 });
  });

  test('what is being prepared only where a setting allows it, what has left never', async () => {
    const milk = await stocked(shop, 10);
    const order = await placed(customer, [line(milk, 4)]);
    await moveTo(shop, order, 'processing');
    expectRefusal(await cancel(order, customer.options), 409, 'illegal_transition');
    await api.put('/api/setting', { order: { customerMayCancel: true } }, shop.staff).expect(200);
    await cancel(order, customer.options).expect(200);
    const second = await placed(customer, [line(milk, 4)]);
    await moveTo(shop, second, 'processing', 'shipped');
    expectRefusal(await cancel(second, customer.options), 409, 'illegal_transition');
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 6, reserved: 0 });
  });

  test('staff also what has left, and the goods come back', async () => {
    const milk = await stocked(shop, 10);
    const order = await placed(customer, [line(milk, 4)]);
    await moveTo(shop, order, 'processing', 'shipped');
    await cancel(order, shop.staff).expect(200);
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 10, reserved: 0 });
    await expectStockTrue(milk.documentId);
    const done = await placed(customer, [line(milk, 4)]);
    await moveTo(shop, done, 'processing', 'shipped', 'delivered');
    expectRefusal(await cancel(done, shop.staff), 409, 'illegal_transition');
  });

  test('nobody cancels the order of somebody else', async () => {
    const milk = await stocked(shop, 10);
    const order = await placed(customer, [line(milk, 4)]);
    const before = await traces(shop);
    expectRefusal(await cancel(order, (await newCustomer(shop.company)).options), 404, 'not_found');
    expectRefusal(await cancel(order, shop.visitor), 401, 'unauthenticated');
    expect(await traces(shop)).toEqual(before);
  });
});

test('an order that nobody pays in time is cancelled by the shop, one that was paid stays', async () => {
  const milk = await stocked(shop, 10);
  const [unpaid, paid, waiting] = [
    await placed(customer, [line(milk, 1)]),
    await placed(customer, [line(milk, 2)]),
    await placed(customer, [line(milk, 4)]),
  ];
  await sql.query(
    `update orders set payment_method = 'stripe', payment_status = case document_id when $2 then 'paid' else 'pending' end,
            expires_at = now() at time zone 'utc' + case document_id when $3 then interval '1 hour' else interval '-1 second' end
      where document_id = any($1)`,
    [[unpaid.documentId, paid.documentId, waiting.documentId], paid.documentId, waiting.documentId],
  );
  const orders = app.strapi.service('api::order.order') as { cancelExpired(): Promise<void> };
  await Promise.all([orders.cancelExpired(), orders.cancelExpired()]);
  const statuses = [];
  for (const { documentId } of [unpaid, paid, waiting]) {
    const read = await api.get(`/api/order/${documentId}`, shop.staff).expect(200);
    statuses.push([read.body.data.order_status, read.body.data.cancel_reason]);
  }
  expect(statuses).toEqual([
    ['cancelled', 'unpaid'],
    ['pending', null],
    ['pending', null],
  ]);
  expect(await stockOf(milk.documentId)).toEqual({ onHand: 10, reserved: 6 });
});

describe('deleting', () => {
  test('only what is cancelled; it is on no list, its row and number stay', async () => {
    const milk = await stocked(shop, 10);
    const order = await placed(customer, [line(milk, 4)]);
    const path = `/api/order/${order.documentId}`;
    const before = await traces(shop);
    expect(expectRefusal(await api.delete(path, shop.staff), 409, 'in_use')).toEqual({
      order_status: 'pending',
    });
    expect(await traces(shop)).toEqual(before);
    await cancel(order, shop.staff).expect(200);
    await api.delete(path, shop.staff).expect(204);
    expectRefusal(await api.get(path, shop.staff), 404, 'not_found');
    const list = await api.get('/api/order', customer.options).expect(200);
    expect(list.body.data).toEqual([]);
    const { rows } = await sql.query('select invoice from orders where document_id = $1', [order.documentId]);
    expect(rows).toEqual([{ invoice: 10_000 }]);
    expect((await placed(customer, [line(milk)])).invoice).toBe(10_001);
  });
});

test('what staff do is in the audit log', async () => {
  const milk = await stocked(shop, 10);
  const order = await placed(customer, [line(milk, 4)]);
  await moveTo(shop, order, 'processing');
  const { rows } = await sql.query(
    `select action, actor_kind, before, after from audit_log where subject_id = $1 order by id`,
    [order.documentId],
  );
  expect(rows).toEqual([
    {
      action: 'update',
      actor_kind: 'staff',
      before: {
        order_status: 'pending',
        delivery_status: 'pending',
        delivery_personnel: null,
        delivery_slot: null,
      },
      after: { order_status: 'processing' },
    },
  ]);
});
