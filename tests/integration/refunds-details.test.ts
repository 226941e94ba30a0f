import { api, sql } from '../support/application';
import {
  create,
  expectInvalid,
  expectRefusal,
  newShop,
  panelUser,
  type ProductItem,
  type Shop,
} from '../support/catalogue';
import { type Customer, newCustomer, PASSWORD } from '../support/customers';
import { expectStockTrue, line, type OrderItem, stocked, stockOf } from '../support/orders';
import {
  delivered,
  expectBooksBalance,
  readOrder,
  refund,
  refunded,
  type RefundItem,
} from '../support/refunds';
import { superAdmin } from '../support/staff';

let shop: Shop;
let customer: Customer;
let milk: ProductItem;

beforeEach(async () => {
  shop = await newShop();
  customer = await newCustomer(shop.company);
  milk = await stocked(shop, 20);
});

/** Divides what was paid for an order between two payments, the second of which is newer. */
const paidTwice = async ({ documentId }: OrderItem, first: number, second: number): Promise<void> => {
  await sql.query('update payments set amount = $2 where order_id = $1', [documentId, first]);
  await sql.query(
    `insert into payments (id, company_code, order_id, provider, status, amount, currency, decimals, paid_at)
     select id || '2', company_code, order_id, provider, status, $2, currency, decimals, now() + interval '1 second'
       from payments where order_id = $1`,
    [documentId, second],
  );
};

describe('an order that was paid in two payments', () => {
  test('what one of them can give, one gives', async () => {
    const order = await delivered(shop, customer, [line(milk, 4)]);
    await paidTwice(order, 700, 300);
    expect(await refunded(shop, order, { amount: 5 })).toMatchObject({ amount: 5, further: [] });
    expect(await refunded(shop, order, { amount: 3 })).toMatchObject({ amount: 3, further: [] });
    expect(expectRefusal(await refund(shop, order, { amount: 2.01 }), 422, 'refund_too_large')).toEqual({
      refundable: 2,
    });
    await expectBooksBalance(order);
  });

  test('what only both can give has a credit note of each, and goods come back once', async () => {
    const order = await delivered(shop, customer, [line(milk, 4)]);
    await paidTwice(order, 700, 300);
    const back = await refunded(shop, order, { lines: [{ line: '1', quantity: 4 }] });
    expect(back).toMatchObject({
      amount: 3,
      credit_note: 1,
      lines: [{ line: '1', quantity: 4, amount: 3 }],
      refunded_total: 10,
      further: [{ amount: 7, credit_note: 2, lines: [{ line: '1', quantity: 0, amount: 7 }] }],
    });
    const parts = [back, ...(back['further'] as RefundItem[])];
    expect(parts.map(({ vat }) => vat)).toEqual([0.39, 0.91]);
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 20, reserved: 0 });
    await expectStockTrue(milk.documentId);
    await expectBooksBalance(order);
  });
});

test('VAT that came on top of prices goes back with them', async () => {
  await api.put('/api/setting', { vat: { rate: 15, inclusive: false } }, shop.staff).expect(200);
  const order = await delivered(shop, customer, [line(milk, 3)]);
  expect(order).toMatchObject({ subtotal: 7.5, vat: 1.13, total: 8.63 });
  const thirds = [];
  for (let third = 0; third < 3; third += 1) {
    const { amount, vat } = await refunded(shop, order, { lines: [{ line: '1', quantity: 1 }] });
    thirds.push([amount, vat]);
  }
  expect(thirds).toEqual([
    [2.88, 0.38],
    [2.87, 0.37],
    [2.88, 0.38],
  ]);
  expect(await readOrder(shop, order)).toMatchObject({ refunded_total: 8.63 });
  await expectBooksBalance(order);
});

test('goods of a combo are refunded one by one, for what was paid for them', async () => {
  const bread = await stocked(shop, 20, { units: [{ unitId: shop.piece, unitValue: 1, price: 4 }] });
  const promotion = await create(shop, '/promotions', {
    name: 'Breakfast',
    type: 'combo',
    requiredItemCount: 2,
    comboPrice: 5,
    products: [milk.documentId, bread.documentId],
  });
  const order = await delivered(shop, customer, [
    {
      isCombo: true,
      promotion: promotion.documentId,
      quantity: 1,
      selectedProducts: [line(milk), line(bread)],
    },
  ]);
  expectInvalid(await refund(shop, order, { lines: [{ line: '1', quantity: 1 }] }), 'lines.0.line');
  // 6.50 for 5.00: the milk was 2.50 − 0.58, the bread 4.00 − 0.92.
  expect(await refunded(shop, order, { lines: [{ line: '1.1', quantity: 1 }] })).toMatchObject({
    amount: 1.92,
  });
  expect(await refunded(shop, order, { lines: [{ line: '1.2', quantity: 1 }] })).toMatchObject({
    amount: 3.08,
    refunded_total: 5,
  });
  await expectBooksBalance(order);
});

test('goods that were free have nothing to give back', async () => {
  await create(shop, '/promotions', {
    name: 'Free',
    type: 'discount',
    discount_type: 'percentage',
    discount_value: 100,
    products: [milk.documentId],
  });
  const bread = await stocked(shop, 20);
  const order = await delivered(shop, customer, [line(milk), line(bread)]);
  const free = order.cart.find(({ productId }) => productId === milk.documentId)!;
  expectInvalid(await refund(shop, order, { lines: [{ line: free.id, quantity: 1 }] }), 'lines');
  expect(await readOrder(shop, order)).toMatchObject({ refunded_total: 0, refunds: [] });
});

test('customers see what they got back, staff also who gave it; lists can show how much', async () => {
  const order = await delivered(shop, customer, [line(milk, 4)]);
  const { documentId } = await refunded(shop, order, { amount: 2.3 });
  const { body } = await api.get(`/api/order/${order.documentId}`, customer.options).expect(200);
  expect(body.data).toMatchObject({ refunded_total: 2.3, paid_at: expect.any(String) });
  expect(body.data).not.toHaveProperty('payments');
  expect(body.data.refunds).toEqual([
    {
      documentId,
      kind: 'credit',
      status: 'succeeded',
      amount: 2.3,
      credit_note: 1,
      vat: 0.3,
      vat_by_rate: [{ rate: 15, net: 2, vat: 0.3 }],
      createdAt: expect.any(String),
      settledAt: expect.any(String),
    },
  ]);
  const list = await api
    .get('/api/order', { ...shop.staff, query: { fields: 'invoice,refunded_total' } })
    .expect(200);
  expect(list.body.data).toMatchObject([{ invoice: order.invoice, refunded_total: 2.3 }]);
});

test('who is erased leaves their refunds without a word of why', async () => {
  const order = await delivered(shop, customer, [line(milk, 4)]);
  await refunded(shop, order, { amount: 2, reason: 'Layla called' });
  await api.post('/api/customer/profile/erase', { currentPassword: PASSWORD }, customer.options).expect(204);
  const read = await readOrder(shop, order);
  expect(read['refunds']).toMatchObject([{ amount: 2, reason: null, credit_note: 1 }]);
  expect(JSON.stringify(read)).not.toContain('Layla');
  expect(await refunded(shop, order, { amount: 8 })).toMatchObject({ refunded_total: 10 });
});

test('nobody writes the books by hand, in the panel neither', async () => {
  const order = await delivered(shop, customer, [line(milk, 4)]);
  await refunded(shop, order, { amount: 2 });
  const panel = await panelUser(await superAdmin());
  const ORDER = 'api::order.order';
  const form = (await panel.read(ORDER, order.documentId).expect(200)).body.data as Record<string, unknown>;
  for (const change of [{ refunded_total: '0' }, { paid_at: null }, { seller: { name: 'Me' } }]) {
    const refused = await panel.update(ORDER, order.documentId, { ...form, ...change });
    expect({ change, status: refused.status }).toEqual({ change, status: 400 });
  }
  await panel.update(ORDER, order.documentId, { ...form, notes: 'Kept' }).expect(200);
  expect(await readOrder(shop, order)).toMatchObject({ refunded_total: 2, notes: 'Kept' });
});
