import { api, sql } from '../support/application';
import {
  expectInvalid,
  expectRefusal,
  newShop,
  type ProductItem,
  type Shop,
  unique,
} from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { countersOf, expectStockTrue, line, placed, stocked, stockOf, traces } from '../support/orders';
import {
  creditNotesOf,
  delivered,
  expectBooksBalance,
  readOrder,
  refund,
  refunded,
  type RefundItem,
} from '../support/refunds';

let shop: Shop;
let customer: Customer;
let milk: ProductItem;
let bread: ProductItem;

beforeEach(async () => {
  shop = await newShop();
  customer = await newCustomer(shop.company);
  milk = await stocked(shop, 20);
  bread = await stocked(shop, 20, { units: [{ unitId: shop.piece, unitValue: 1, price: 4 }], vatRate: 0 });
});

/** Everything that a refund could leave behind in a company. */
const marks = async (): Promise<unknown> => {
  const { rows } = await sql.query(
    `select (select count(*) from refunds where company_code = $1 and status <> 'failed') as refunds,
            (select count(*) from credit_notes where company_code = $1) as notes,
            (select coalesce(sum(refunded_quantity), 0) from order_lines where company_code = $1) as quantities,
            (select coalesce(sum(refunded_total), 0) from orders where company_code = $1) as refunded,
            (select count(*) from idempotency_keys where company_code = $1) as keys`,
    [shop.company.code],
  );
  return { ...rows[0], ...(await traces(shop)), counters: await countersOf(customer) };
};

const salesOf = async (productId: string): Promise<number> => {
  const { rows } = await sql.query<{ sales: string }>(
    'select sales from product_counters where product_id = $1',
    [productId],
  );
  return Number(rows[0]!.sales);
};

test('a part by line, a part by amount, and the rest: everything follows, and the books balance', async () => {
  await api
    .put('/api/setting', { loyalty: { earnPerUnit: 2 }, delivery: { basePrice: 3 } }, shop.staff)
    .expect(200);
  const order = await delivered(shop, customer, [line(milk, 4), line(bread, 2)]);
  // 10.00 with 15 % in it, 8.00 without, and 3.00 for the delivery.
  expect(order).toMatchObject({ total: 21, refunded_total: 0, refunds: [], payment_status: 'paid' });
  expect(await countersOf(customer)).toEqual({ points: 36, orders: 1, spent: 2_100 });

  const byLine = await refunded(shop, order, { lines: [{ line: '1', quantity: 3 }] });
  expect(byLine).toMatchObject({
    kind: 'credit',
    status: 'succeeded',
    amount: 7.5,
    reason: 'Sour',
    credit_note: 1,
    vat: 0.98,
    vat_by_rate: [{ rate: 15, net: 6.52, vat: 0.98 }],
    lines: [{ line: '1', quantity: 3, amount: 7.5, vat: 0.98 }],
    refunded_total: 7.5,
    further: [],
  });
  expect(await stockOf(milk.documentId)).toEqual({ onHand: 19, reserved: 0 });
  expect(await salesOf(milk.documentId)).toBe(1);
  expect(await countersOf(customer)).toEqual({ points: 21, orders: 1, spent: 1_350 });
  await expectBooksBalance(order);

  const byAmount = await refunded(shop, order, { amount: 6.75, reason: 'Late' });
  // Half of what is left: 5.50 with VAT in it, 8.00 without.
  expect(byAmount).toMatchObject({
    amount: 6.75,
    credit_note: 2,
    vat_by_rate: [
      { rate: 15, net: 2.39, vat: 0.36 },
      { rate: 0, net: 4, vat: 0 },
    ],
    refunded_total: 14.25,
  });
  expect(await stockOf(milk.documentId)).toEqual({ onHand: 19, reserved: 0 });
  // 10.50 of goods are left, less 18/21 of 6.75.
  expect(await countersOf(customer)).toEqual({ points: 9, orders: 1, spent: 675 });

  const rest = await refunded(shop, order, { amount: 6.75 });
  expect(rest).toMatchObject({ credit_note: 3, refunded_total: 21 });
  expect(await countersOf(customer)).toEqual({ points: 0, orders: 1, spent: 0 });
  const read = await readOrder(shop, order);
  expect(read).toMatchObject({ payment_status: 'paid', order_status: 'delivered', refunded_total: 21 });
  expect(read['refunds']).toMatchObject([
    { documentId: byLine.documentId, amount: 7.5, credit_note: 1, actor: { kind: 'staff' }, failure: null },
    { documentId: byAmount.documentId, amount: 6.75, reason: 'Late' },
    { documentId: rest.documentId, amount: 6.75 },
  ]);
  expect(read['payments']).toMatchObject([{ provider: 'cod', status: 'paid', amount: 21, failure: null }]);
  expect(read.timeline.filter(({ kind }) => kind === 'order_refunded').map(({ data }) => data)).toMatchObject(
    [
      { refund: byLine.documentId, amount: 7.5, credit_note: 1, reason: 'Sour' },
      { amount: 6.75, credit_note: 2 },
      { amount: 6.75, credit_note: 3 },
    ],
  );
  expect(await creditNotesOf(shop)).toEqual([1, 2, 3]);
  const { rows } = await sql.query(
    `select sum((entry->>'vat')::int) as vat, sum((entry->>'net')::int) as net
       from credit_notes, jsonb_array_elements(vat_by_rate) entry
      where order_id = $1 group by entry->>'rate' order by vat desc`,
    [order.documentId],
  );
  expect(rows).toEqual([
    { vat: '170', net: '1130' },
    { vat: '0', net: '800' },
  ]);
  await expectBooksBalance(order);
  await expectStockTrue(milk.documentId);
  expect(expectRefusal(await refund(shop, order, { amount: 0.01 }), 422, 'refund_too_large')).toEqual({
    refundable: 0,
  });
});

test('a credit note can be printed from its row alone', async () => {
  const seller = { name: 'Dairy & Sons', vatNumber: '310122393500003', address: 'Riyadh' };
  await api.put('/api/setting', { seller }, shop.staff).expect(200);
  const order = await delivered(shop, customer, [line(milk, 4)]);
  await refunded(shop, order, { lines: [{ line: '1', quantity: 1 }] });
  const { rows } = await sql.query(
    'select amount, vat, vat_by_rate, lines, seller from credit_notes where order_id = $1',
    [order.documentId],
  );
  expect(rows).toEqual([
    {
      amount: '250',
      vat: '33',
      vat_by_rate: [{ rate: 15, net: 217, vat: 33 }],
      lines: [
        {
          line: '1',
          sku: milk.sku,
          title_en: 'Milk',
          title_ar: 'حليب',
          replaces_en: null,
          replaces_ar: null,
          unit_name_en: 'Piece',
          unit_name_ar: 'حبة',
          unit_type: 'piece',
          quantity: 1_000,
          amount: 250,
          net: 217,
          vat: 33,
          vat_rate: 15,
        },
      ],
      seller,
    },
  ]);
});

describe('goods', () => {
  test('that came back before do not come back again; spoiled ones do not come back at all', async () => {
    const order = await delivered(shop, customer, [line(milk, 4)]);
    const giveBack = (quantity: number) =>
      api.post(`/api/order/${order.documentId}/return`, { lines: [{ line: '1', quantity }] }, shop.staff);
    await giveBack(2).expect(200);
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 18, reserved: 0 });
    await refunded(shop, order, { lines: [{ line: '1', quantity: 2 }] });
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 18, reserved: 0 });
    expect(await salesOf(milk.documentId)).toBe(2);
    await refunded(shop, order, { lines: [{ line: '1', quantity: 1 }], restock: false });
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 18, reserved: 0 });
    expect(await salesOf(milk.documentId)).toBe(1);
    await refunded(shop, order, { lines: [{ line: '1', quantity: 1 }] });
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 19, reserved: 0 });
    const read = await readOrder(shop, order);
    expect(read.cart[0]).toMatchObject({ quantity: 4, returnedQuantity: 3, refundedQuantity: 4 });
    expect(read).toMatchObject({ refunded_total: 10 });
    await expectStockTrue(milk.documentId);
    await expectBooksBalance(order);
  });

  test('of which all was refunded free their coupon and give the points back that paid for them, once', async () => {
    await api.put('/api/setting', { loyalty: { earnPerUnit: 1, redeemValue: 0.1 } }, shop.staff).expect(200);
    await sql.query('update customer_counters set loyalty_points = 100 where customer_id = $1', [
      customer.documentId,
    ]);
    await api
      .post('/api/coupon', { code: 'ONCE', type: 'fixed', value: 1, usage_limit_total: 1 }, shop.staff)
      .expect(201);
    const order = await delivered(shop, customer, [line(milk, 4)], { coupon: 'once', redeem_points: 20 });
    expect(order).toMatchObject({ total: 7, points_used: 20 });
    expect(await countersOf(customer)).toEqual({ points: 87, orders: 1, spent: 700 });
    await refunded(shop, order, { lines: [{ line: '1', quantity: 2 }] });
    expect(await countersOf(customer)).toEqual({ points: 83, orders: 1, spent: 350 });
    await refunded(shop, order, { lines: [{ line: '1', quantity: 2 }] });
    expect(await countersOf(customer)).toEqual({ points: 100, orders: 1, spent: 0 });
    expect(await placed(customer, [line(milk, 4)], { coupon: 'ONCE' })).toMatchObject({ total: 9 });
  });
});

describe('refused, and nothing changes', () => {
  test('bodies that say nothing, too much, or what is not there', async () => {
    const order = await delivered(shop, customer, [line(milk, 4)]);
    const before = await marks();
    const lines = [{ line: '1', quantity: 1 }];
    for (const [body, ...paths] of [
      [{}, 'amount'],
      [{ amount: 1, lines }, 'lines'],
      [{ amount: 0 }, 'amount'],
      [{ amount: -1 }, 'amount'],
      [{ amount: 0.005 }, 'amount'],
      [{ amount: '1' }, 'amount'],
      [{ lines: [] }, 'lines'],
      [{ lines: [{ line: '7', quantity: 1 }] }, 'lines.0.line'],
      [{ lines: [{ line: '1', quantity: 5 }] }, 'lines.0.quantity'],
      [{ lines: [{ line: '1', quantity: 0.5 }] }, 'lines.0.quantity'],
      [{ amount: 1, reason: '' }, 'reason'],
      [{ amount: 1, status: 'succeeded' }, 'status'],
    ] as [object, ...string[]][]) {
      expectInvalid(await refund(shop, order, body), ...paths);
    }
    expect(expectRefusal(await refund(shop, order, { amount: 10.01 }), 422, 'refund_too_large')).toEqual({
      refundable: 10,
    });
    expect(await marks()).toEqual(before);
  });

  test('what was not paid, what is somebody else’s, and who is not staff', async () => {
    const order = await placed(customer, [line(milk, 4)]);
    const before = await marks();
    expectRefusal(await refund(shop, order, { amount: 1 }), 409, 'not_paid');
    expectRefusal(await refund(await newShop(), order, { amount: 1 }), 404, 'not_found');
    const path = `/api/order/${order.documentId}/refund`;
    expectRefusal(await api.post(path, { amount: 1, reason: 'Mine' }, customer.options), 403, 'forbidden');
    expect(await marks()).toEqual(before);
  });

  test('a line of which less is left than wanted', async () => {
    const order = await delivered(shop, customer, [line(milk, 4)]);
    await refunded(shop, order, { lines: [{ line: '1', quantity: 3 }] });
    const before = await marks();
    expectInvalid(await refund(shop, order, { lines: [{ line: '1', quantity: 2 }] }), 'lines.0.quantity');
    await refunded(shop, order, { amount: 2 });
    expect(
      expectRefusal(
        await refund(shop, order, { lines: [{ line: '1', quantity: 1 }] }),
        422,
        'refund_too_large',
      ),
    ).toEqual({ refundable: 0.5 });
    expect(before).not.toEqual(await marks());
    await expectBooksBalance(order);
  });
});

describe('a key', () => {
  test('gives the same answer again, and is refused with another body', async () => {
    const order = await delivered(shop, customer, [line(milk, 4)]);
    const headers = { 'Idempotency-Key': unique('key-') };
    const first = await refund(shop, order, { amount: 2 }, headers).expect(200);
    const again = await refund(shop, order, { amount: 2 }, headers).expect(200);
    expect(again.body).toEqual(first.body);
    const before = await marks();
    expectRefusal(await refund(shop, order, { amount: 3 }, headers), 422, 'idempotency_key_reused');
    expect(await marks()).toEqual(before);
    expect(await readOrder(shop, order)).toMatchObject({ refunded_total: 2 });
  });

  test('of ten requests at once stands for one refund', async () => {
    const order = await delivered(shop, customer, [line(milk, 4)]);
    const headers = { 'Idempotency-Key': unique('key-') };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => refund(shop, order, { lines: [{ line: '1', quantity: 1 }] }, headers)),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const ids = answers.map(({ body }) => (body.data as RefundItem).documentId);
    expect(new Set(ids).size).toBe(1);
    expect(await readOrder(shop, order)).toMatchObject({ refunded_total: 2.5 });
  });
});

describe('at once', () => {
  test('two who give back everything give it back once', async () => {
    const order = await delivered(shop, customer, [line(milk, 4)]);
    const answers = await Promise.all([
      refund(shop, order, { amount: 10 }),
      refund(shop, order, { amount: 10 }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    const refused = answers.find(({ status }) => status === 422)!;
    expect(expectRefusal(refused, 422, 'refund_too_large')).toEqual({ refundable: 0 });
    expect(await creditNotesOf(shop)).toEqual([1]);
    await expectBooksBalance(order);
  });

  test('ten who give back a third of it each: three do; numbers have no gaps', async () => {
    const order = await delivered(shop, customer, [line(milk, 4), line(bread, 2)]);
    const answers = await Promise.all(Array.from({ length: 10 }, () => refund(shop, order, { amount: 6 })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, ...Array(7).fill(422)]);
    expect(await creditNotesOf(shop)).toEqual([1, 2, 3]);
    expect(await readOrder(shop, order)).toMatchObject({ refunded_total: 18 });
    await expectBooksBalance(order);
    const others = await Promise.all([1, 2, 3, 4].map(() => delivered(shop, customer, [line(milk, 1)])));
    await Promise.all(others.map((other) => refunded(shop, other, { lines: [{ line: '1', quantity: 1 }] })));
    expect(await creditNotesOf(shop)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    await expectStockTrue(milk.documentId);
  });
});
