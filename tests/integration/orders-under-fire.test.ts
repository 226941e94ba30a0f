import type { Response } from 'supertest';
import { api, sql } from '../support/application';
import { create, expectRefusal, newShop, readProduct, type Shop, unique } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import {
  countersOf,
  expectStockTrue,
  line,
  newCoupon,
  type OrderItem,
  place,
  placed,
  stocked,
  stockOf,
} from '../support/orders';

let shop: Shop;
let buyers: Customer[];

beforeAll(async () => {
  shop = await newShop();
  buyers = await Promise.all([1, 2, 3, 4].map(() => newCustomer(shop.company)));
});

const buyer = (index: number): Customer => buyers[index % buyers.length]!;

/** So many requests at the same time. */
const atOnce = (count: number, send: (index: number) => PromiseLike<Response>): Promise<Response[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => send(index)));

const answered = (responses: Response[], status: number): Response[] =>
  responses.filter((response) => response.status === status);

const orderIn = (response: Response): OrderItem => response.body.data as OrderItem;

const storedOrders = async (productId: string): Promise<number> => {
  const { rows } = await sql.query<{ orders: number }>(
    'select count(distinct order_id)::int as orders from order_lines where product_id = $1',
    [productId],
  );
  return rows[0]!.orders;
};

const usesOf = async (kind: 'coupon' | 'promotion', id: string): Promise<unknown> => {
  const { rows } = await sql.query<{ counted: number; redeemed: number }>(
    `select (select used_count::int from ${kind}_counters where ${kind}_id = $1) as counted,
            (select count(*)::int from redemptions where target_id = $1) as redeemed`,
    [id],
  );
  return rows[0];
};

test('fifty parallel orders for the last piece: one gets it', async () => {
  const product = await stocked(shop, 1);
  const responses = await atOnce(50, (index) => place(buyer(index), [line(product)]));

  expect(answered(responses, 201)).toHaveLength(1);
  const refused = responses.filter(({ status }) => status !== 201);
  expect(refused).toHaveLength(49);
  for (const response of refused) {
    expect(expectRefusal(response, 409, 'insufficient_stock')).toEqual({
      lines: [{ productId: product.documentId, requested: 1, available: 0 }],
    });
  }
  expect(await stockOf(product.documentId)).toEqual({ onHand: 1, reserved: 1 });
  await expectStockTrue(product.documentId);
  expect((await readProduct(shop, product.documentId)).stock).toBe(0);
  expect(await storedOrders(product.documentId)).toBe(1);
});

test('fifty parallel orders of three for a hundred pieces: thirty-three get theirs', async () => {
  const product = await stocked(shop, 100);
  const responses = await atOnce(50, (index) => place(buyer(index), [line(product, 3)]));

  expect(answered(responses, 201)).toHaveLength(33);
  expect(answered(responses, 409)).toHaveLength(17);
  expect(await stockOf(product.documentId)).toEqual({ onHand: 100, reserved: 99 });
  await expectStockTrue(product.documentId);
});

test('twenty parallel orders with a coupon for one: one wins', async () => {
  const product = await stocked(shop, 100);
  const code = unique('ONCE');
  const coupon = await newCoupon(shop, { code, type: 'fixed', value: 1, usage_limit_total: 1 });
  const responses = await atOnce(20, (index) => place(buyer(index), [line(product)], { coupon: code }));

  const won = answered(responses, 201);
  expect(won.map((response) => orderIn(response).total)).toEqual([1.5]);
  for (const response of responses.filter(({ status }) => status !== 201)) {
    expectRefusal(response, 422, 'coupon_exhausted');
  }
  expect(await usesOf('coupon', coupon.documentId)).toEqual({ counted: 1, redeemed: 1 });
  expect(await stockOf(product.documentId)).toEqual({ onHand: 100, reserved: 1 });
});

test('a coupon once for each customer', async () => {
  const product = await stocked(shop, 100);
  const code = unique('EACH');
  const coupon = await newCoupon(shop, { code, type: 'fixed', value: 1, usage_limit_per_customer: 1 });
  const responses = await atOnce(20, (index) => place(buyer(index), [line(product)], { coupon: code }));

  expect(answered(responses, 201)).toHaveLength(buyers.length);
  for (const response of responses.filter(({ status }) => status !== 201)) {
    expectRefusal(response, 422, 'coupon_customer_exhausted');
  }
  expect(await usesOf('coupon', coupon.documentId)).toEqual({
    counted: buyers.length,
    redeemed: buyers.length,
  });
});

test('a promotion for three orders: the others pay the shelf price', async () => {
  const product = await stocked(shop, 100);
  const promotion = await create(shop, '/promotions', {
    name: { en: 'Half', ar: 'نصف' },
    type: 'discount',
    discount_type: 'percentage',
    discount_value: 50,
    products: [product.documentId],
    usage_limit_total: 3,
  });
  const responses = await atOnce(16, (index) => place(buyer(index), [line(product)]));

  expect(answered(responses, 201)).toHaveLength(16);
  const totals = responses.map((response) => orderIn(response).total);
  expect(totals.filter((total) => total === 1.25)).toHaveLength(3);
  expect(totals.filter((total) => total === 2.5)).toHaveLength(13);
  expect(await usesOf('promotion', promotion.documentId)).toEqual({ counted: 3, redeemed: 3 });
});

test('the same key ten times at once: one order, ten equal answers', async () => {
  const product = await stocked(shop, 100);
  const key = { 'Idempotency-Key': unique('key-') };
  const responses = await atOnce(10, () => place(buyer(0), [line(product)], {}, key));

  expect(responses.map(({ status }) => status)).toEqual(Array(10).fill(201));
  expect(new Set(responses.map(({ text }) => text)).size).toBe(1);
  expect(await storedOrders(product.documentId)).toBe(1);
  expect(await stockOf(product.documentId)).toEqual({ onHand: 100, reserved: 1 });
});

test('carts that cross never stop one another', async () => {
  const [a, b, c] = [await stocked(shop, 500), await stocked(shop, 500), await stocked(shop, 500)];
  const carts = [
    [line(a), line(b)],
    [line(b), line(a)],
    [line(c), line(b), line(a)],
    [line(a), line(c)],
  ];
  const code = unique('CROSS');
  await newCoupon(shop, { code, type: 'percentage', value: 10, usage_limit_total: 1000 });
  const responses = await atOnce(120, (index) =>
    place(buyer(index), carts[index % carts.length]!, index % 3 === 0 ? { coupon: code } : {}),
  );

  expect(responses.map(({ status }) => status)).toEqual(Array(120).fill(201));
  expect(await stockOf(a.documentId)).toEqual({ onHand: 500, reserved: 120 });
  expect(await stockOf(b.documentId)).toEqual({ onHand: 500, reserved: 90 });
  expect(await stockOf(c.documentId)).toEqual({ onHand: 500, reserved: 60 });
  for (const { documentId } of [a, b, c]) await expectStockTrue(documentId);
});

test('points are spent once', async () => {
  const product = await stocked(shop, 100);
  const customer = await newCustomer(shop.company);
  await api.put('/api/setting', { loyalty: { earnPerUnit: 0, redeemValue: 0.1 } }, shop.staff).expect(200);
  await sql.query('update customer_counters set loyalty_points = 10 where customer_id = $1', [
    customer.documentId,
  ]);
  const responses = await atOnce(8, () => place(customer, [line(product)], { redeem_points: 10 }));

  expect(answered(responses, 201).map((response) => orderIn(response).total)).toEqual([1.5]);
  for (const response of responses.filter(({ status }) => status !== 201)) {
    expectRefusal(response, 422, 'insufficient_points');
  }
  expect(await countersOf(customer)).toEqual({ points: 0, orders: 1, spent: 150 });
  expect(await stockOf(product.documentId)).toEqual({ onHand: 100, reserved: 1 });
});

test('an order that is cancelled ten times at once comes back once', async () => {
  const product = await stocked(shop, 100);
  const customer = await newCustomer(shop.company);
  const order = await placed(customer, [line(product, 4)]);
  expect(await stockOf(product.documentId)).toEqual({ onHand: 100, reserved: 4 });
  const responses = await atOnce(10, () =>
    api.put(`/api/order/${order.documentId}/cancel`, {}, customer.options),
  );

  expect(responses.map(({ status }) => status)).toEqual(Array(10).fill(200));
  expect(await stockOf(product.documentId)).toEqual({ onHand: 100, reserved: 0 });
  await expectStockTrue(product.documentId);
  expect(await countersOf(customer)).toEqual({ points: 0, orders: 0, spent: 0 });
  const { rows } = await sql.query('select kind from order_events where order_id = $1 order by seq', [
    order.documentId,
  ]);
  expect(rows).toEqual([{ kind: 'order_created' }, { kind: 'order_status_changed' }]);
});

test('cancelled by the customer and sent by staff at once: one of both', async () => {
  const product = await stocked(shop, 100);
  const orders = await Promise.all(buyers.map((customer) => placed(customer, [line(product)])));
  await Promise.all(
    orders.flatMap((order, index) => [
      api.put(`/api/order/${order.documentId}/cancel`, {}, buyer(index).options),
      api
        .put(`/api/order/${order.documentId}`, { order_status: 'processing' }, shop.staff)
        .then(() => api.put(`/api/order/${order.documentId}`, { order_status: 'shipped' }, shop.staff)),
    ]),
  );

  const { rows } = await sql.query<{ order_status: string }>(
    'select order_status from orders where document_id = any($1)',
    [orders.map(({ documentId }) => documentId)],
  );
  const shipped = rows.filter(({ order_status }) => order_status === 'shipped').length;
  const cancelled = rows.filter(({ order_status }) => order_status === 'cancelled').length;
  expect(shipped + cancelled).toBe(orders.length);
  expect(await stockOf(product.documentId)).toEqual({ onHand: 100 - shipped, reserved: 0 });
  await expectStockTrue(product.documentId);
});
