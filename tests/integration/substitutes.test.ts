import { api, sql } from '../support/application';
import { create, expectInvalid, expectRefusal, newShop, type Shop, UNKNOWN_ID } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { stateOf } from '../support/deliveries';
import {
  countersOf,
  expectStockTrue,
  line,
  moveTo,
  type OrderItem,
  placed,
  stocked,
  stockOf,
} from '../support/orders';
import { paperOf } from '../support/papers';
import { acted, begun, expire, paidNews, placedAt, post, readAs } from '../support/paying';
import { openAccount, startProvider } from '../support/payments';
import { linesOf } from '../support/poppler';
import { refunded } from '../support/refunds';
import { instead, type Larder, newLarder, pick, salesOf } from '../support/substitutes';

let shop: Shop;
let customer: Customer;
let larder: Larder;

beforeEach(async () => {
  shop = await newShop();
  customer = await newCustomer(shop.company);
  larder = await newLarder(shop);
});

const stocks = async () => ({
  milk: await stockOf(larder.milk.documentId),
  laban: await stockOf(larder.laban.documentId),
});

const expectAllTrue = async (): Promise<void> => {
  for (const { documentId } of Object.values(larder)) await expectStockTrue(documentId);
};

const lineOf = async (order: OrderItem): Promise<OrderItem['cart'][number]> => {
  const response = await api.get(`/api/order/${order.documentId}`, shop.staff).expect(200);
  return (response.body.data as OrderItem).cart[0]!;
};

const labanInstead = () => ({
  productId: larder.laban.documentId,
  selectedUnitId: larder.laban.units[0]!.documentId,
  title: 'Laban',
  unitName: 'Piece',
  unitType: 'piece',
  sku: 'LABAN-1',
  image: null,
  price: 2.5,
  quantity: 4,
});

describe('a substitute', () => {
  let order: OrderItem;

  beforeEach(async () => {
    const { milk, laban } = larder;
    order = await placed(customer, [line(milk, 4), line(laban, 1)]);
    expect(order.total).toBe(14);
  });

  test('goes at the price of what was ordered; stock, sales, cost and timeline are its own', async () => {
    const { milk, laban } = larder;
    const before = await lineOf(order);
    const picked = await pick(shop, order, [instead(laban, 4)]).expect(200);
    expect(picked.body.data).toMatchObject({ total: 14, vat: order.vat });
    const { unitCost, ...asBefore } = before;
    expect(unitCost).toBe(1);
    expect(picked.body.data.cart[0]).toEqual({
      ...asBefore,
      unitCost: 3,
      picked: true,
      substitute: labanInstead(),
    });
    expect(picked.body.data.timeline.slice(-2)).toMatchObject([
      { kind: 'order_picked', data: { lines: [{ line: '1', quantity: 4 }], total: { from: 14, to: 14 } } },
      {
        kind: 'order_changed',
        data: {
          line: '1',
          substitute: {
            productId: laban.documentId,
            selectedUnitId: laban.units[0]!.documentId,
            quantity: 4,
            title: { en: 'Laban', ar: 'لبن' },
          },
        },
      },
    ]);
    const own = await api
      .get(`/api/order/${order.documentId}`, { ...customer.options, locale: 'ar' })
      .expect(200);
    expect(own.body.data.cart[0]).toMatchObject({ title: 'حليب', substitute: { title: 'لبن', quantity: 4 } });
    expect(own.body.data.cart[0]).not.toHaveProperty('unitCost');
    expect(await stocks()).toEqual({
      milk: { onHand: 20, reserved: 0 },
      laban: { onHand: 10, reserved: 5 },
    });
    expect(await salesOf(milk, laban)).toEqual([0, 5]);
    expect(await countersOf(customer)).toMatchObject({ spent: 1_400 });
    await expectAllTrue();
    const { rows } = await sql.query(
      `select kind, reserved_delta, unit_cost::float8 as cost from stock_movements
        where order_id = $1 and product_id = $2 order by id`,
      [order.documentId, laban.documentId],
    );
    expect(rows).toEqual([
      { kind: 'reservation', reserved_delta: '1000', cost: 3 },
      { kind: 'reservation', reserved_delta: '4000', cost: 3 },
    ]);
  });

  test('less of it costs less, more of it no more, and another one takes its place', async () => {
    const { milk, laban, dates } = larder;
    const fewer = await pick(shop, order, [instead(laban, 3)]).expect(200);
    expect(fewer.body.data.total).toBe(11.5);
    expect(fewer.body.data.cart[0]).toMatchObject({ quantity: 3, orderedQuantity: 4, net: 7.5 });
    const more = await pick(shop, order, [instead(laban, 5)]).expect(200);
    expect(more.body.data.total).toBe(14);
    expect(more.body.data.cart[0]).toMatchObject({
      net: 10,
      price: 2.5,
      substitute: { price: 2, quantity: 5 },
    });
    const counted = await pick(shop, order, [{ line: '1', quantity: 4 }]).expect(200);
    expect(counted.body.data.cart[0]).toMatchObject({ net: 8, substitute: { quantity: 4 } });
    const weighed = await pick(shop, order, [instead(dates, 0.5)]).expect(200);
    expect(weighed.body.data).toMatchObject({
      total: 14,
      cart: [{ net: 10, substitute: { price: 20 } }, {}],
    });
    const lighter = await pick(shop, order, [{ line: '1', quantity: 0.48 }]).expect(200);
    expect(lighter.body.data).toMatchObject({ total: 13.6, cart: [{ net: 9.6, quantity: 0.48 }, {}] });
    expect(await stockOf(dates.documentId)).toEqual({ onHand: 5, reserved: 0.48 });
    expect(await stocks()).toEqual({
      milk: { onHand: 20, reserved: 0 },
      laban: { onHand: 10, reserved: 1 },
    });
    expect(await salesOf(milk, laban, dates)).toEqual([0, 1, 1]);
    await expectAllTrue();
  });

  test('is taken back, and all is as it was ordered', async () => {
    const { milk, laban, dates } = larder;
    const before = await lineOf(order);
    await pick(shop, order, [instead(dates, 0.5)]).expect(200);
    const back = await pick(shop, order, [{ line: '1', quantity: 4, substitute: null }]).expect(200);
    expect(back.body.data).toMatchObject({ total: 14, vat: order.vat });
    expect(back.body.data.cart[0]).toEqual({ ...before, picked: true });
    expect(back.body.data.timeline.at(-1)).toMatchObject({
      kind: 'order_changed',
      data: { line: '1', substitute: null },
    });
    expect(await stocks()).toEqual({
      milk: { onHand: 20, reserved: 4 },
      laban: { onHand: 10, reserved: 1 },
    });
    expect(await salesOf(milk, laban, dates)).toEqual([4, 1, 0]);
    const { rows } = await sql.query('select ordered_product from order_lines where order_id = $1', [
      order.documentId,
    ]);
    expect(rows).toEqual([{ ordered_product: null }, { ordered_product: null }]);
    await expectAllTrue();
  });

  test('that cannot go is refused, and nothing changes', async () => {
    const { milk, laban, dates } = larder;
    const other = await newShop();
    const foreign = await stocked(other, 9);
    const inactive = await stocked(shop, 9, { status: 'inactive' });
    const before = [await stateOf(order), await lineOf(order), await stocks()];
    const refusals: [string, string | null, string][] = [
      [UNKNOWN_ID, null, 'unknown_product'],
      [foreign.documentId, null, 'unknown_product'],
      [inactive.documentId, null, 'inactive_product'],
      [laban.documentId, milk.units[0]!.documentId, 'unknown_unit'],
    ];
    for (const [productId, selectedUnitId, reason] of refusals) {
      const substitute = { productId, selectedUnitId };
      const refused = await pick(shop, order, [{ line: '1', quantity: 1, substitute }]);
      expect(expectRefusal(refused, 422, 'product_unavailable')).toEqual({
        lines: [{ path: 'lines.0.substitute', ...substitute, reason }],
      });
    }
    expect(expectRefusal(await pick(shop, order, [instead(laban, 10)]), 409, 'insufficient_stock')).toEqual({
      lines: [{ productId: laban.documentId, requested: 10, available: 9 }],
    });
    expectInvalid(await pick(shop, order, [instead(laban, 1.5)]), 'lines.0.quantity');
    expectInvalid(await pick(shop, order, [instead(laban, 0)]), 'lines.0.quantity');
    expectInvalid(await pick(shop, order, [instead(dates, 0.0001)]), 'lines.0.quantity');
    expectInvalid(await pick(shop, order, [instead(milk, 4)]), 'lines.0.substitute.productId');
    expectInvalid(await pick(shop, order, [instead(laban, 1, '9')]), 'lines.0.line');
    const answer = await pick(shop, order, [{ line: '1', quantity: 1, substitute: { sku: 'LABAN-1' } }]);
    expectInvalid(answer, 'lines.0.substitute.productId', 'lines.0.substitute.sku');
    expect([await stateOf(order), await lineOf(order), await stocks()]).toEqual(before);
    await moveTo(shop, order, 'processing', 'shipped');
    expectRefusal(await pick(shop, order, [instead(laban, 1)]), 409, 'illegal_transition');
  });

  test('leaves, comes back and is refunded in the place of what was ordered', async () => {
    const { milk, laban } = larder;
    await pick(shop, order, [instead(laban, 4)]).expect(200);
    await moveTo(shop, order, 'processing', 'shipped');
    expect(await stocks()).toEqual({ milk: { onHand: 20, reserved: 0 }, laban: { onHand: 5, reserved: 0 } });
    await moveTo(shop, order, 'delivered');
    const lines = [{ line: '1', quantity: 1 }];
    await api.post(`/api/order/${order.documentId}/return`, { lines }, shop.staff).expect(200);
    expect(await stocks()).toEqual({ milk: { onHand: 20, reserved: 0 }, laban: { onHand: 6, reserved: 0 } });
    expect(await salesOf(milk, laban)).toEqual([0, 4]);
    const refund = await refunded(shop, order, { lines: [{ line: '1', quantity: 2 }] });
    expect(refund).toMatchObject({
      amount: 5,
      status: 'succeeded',
      lines: [{ line: '1', quantity: 2, amount: 5 }],
    });
    expect(await lineOf(order)).toMatchObject({ quantity: 4, returnedQuantity: 2, refundedQuantity: 2 });
    expect(await stocks()).toEqual({ milk: { onHand: 20, reserved: 0 }, laban: { onHand: 7, reserved: 0 } });
    expect(await salesOf(milk, laban)).toEqual([0, 3]);
    const note = await linesOf(
      await paperOf(order, `credit-notes/${refund.credit_note}.pdf?lang=en`, customer.options),
    );
    expect(note).toEqual(expect.arrayContaining(['Laban', 'In place of Milk']));
    await expectAllTrue();
  });

  test('stays on a line of which something was refunded', async () => {
    const { laban } = larder;
    await pick(shop, order, [instead(laban, 4)]).expect(200);
    await moveTo(shop, order, 'processing', 'shipped', 'delivered');
    await refunded(shop, order, { lines: [{ line: '1', quantity: 1 }] });
    const before = [await stateOf(order), await lineOf(order), await stocks()];
    expectRefusal(
      await pick(shop, order, [{ line: '1', quantity: 4, substitute: null }]),
      409,
      'illegal_transition',
    );
    expect([await stateOf(order), await lineOf(order), await stocks()]).toEqual(before);
  });

  test('is given back when the order is cancelled', async () => {
    const { milk, laban } = larder;
    await pick(shop, order, [instead(laban, 4)]).expect(200);
    await api.put(`/api/order/${order.documentId}/cancel`, {}, shop.staff).expect(200);
    expect(await stocks()).toEqual({
      milk: { onHand: 20, reserved: 0 },
      laban: { onHand: 10, reserved: 0 },
    });
    expect(await salesOf(milk, laban)).toEqual([0, 0]);
    await expectAllTrue();
  });

  test('stands on the papers, with what it replaces', async () => {
    await pick(shop, order, [instead(larder.laban, 4)]).expect(200);
    const read = async (paper: string) => linesOf(await paperOf(order, paper, shop.staff));
    for (const paper of ['invoice', 'receipt', 'picking-list']) {
      expect(await read(`${paper}.pdf?lang=en`)).toEqual(
        expect.arrayContaining(['Laban', 'In place of Milk']),
      );
      expect(await read(`${paper}.pdf?lang=ar`)).toEqual(expect.arrayContaining(['لبن', 'بدلاً من حليب']));
    }
  });
});

test('keeps what was taken off the line', async () => {
  const { milk, laban } = larder;
  await create(shop, '/promotions', {
    name: 'Half',
    type: 'discount',
    discount_type: 'percentage',
    discount_value: 50,
    products: [milk.documentId],
  });
  const order = await placed(customer, [line(milk, 4)]);
  expect(order.total).toBe(5);
  const picked = await pick(shop, order, [instead(laban, 2)]).expect(200);
  expect(picked.body.data).toMatchObject({
    total: 2.5,
    cart: [
      { shelf: 5, promotion_discount: 2.5, net: 2.5, adjustments: [{ kind: 'promotion', amount: 2.5 }] },
    ],
  });
});

test('goes for a good of a combo, whose price stays', async () => {
  const { milk, laban, dates } = larder;
  const promotion = await create(shop, '/promotions', {
    name: 'Breakfast',
    type: 'combo',
    requiredItemCount: 2,
    comboPrice: 5,
    products: [milk.documentId, laban.documentId],
  });
  const selectedProducts = [line(milk), line(laban)];
  const combo = { isCombo: true, promotion: promotion.documentId, quantity: 1, selectedProducts };
  const order = await placed(customer, [combo]);
  const picked = await pick(shop, order, [instead(dates, 0.25, '1.2')]).expect(200);
  expect(picked.body.data).toMatchObject({
    total: 5,
    cart: [
      {
        title: 'Breakfast',
        selectedProducts: [
          { substitute: null },
          { title: 'Laban', substitute: { title: 'Dates', quantity: 0.25 } },
        ],
      },
    ],
  });
  expect(await stocks()).toEqual({ milk: { onHand: 20, reserved: 1 }, laban: { onHand: 10, reserved: 0 } });
  expect(await stockOf(dates.documentId)).toEqual({ onHand: 5, reserved: 0.25 });
});

test('is reserved anew when an order is taken up again', async () => {
  const { milk, laban } = larder;
  const provider = await startProvider('stripe');
  try {
    await openAccount(shop, provider);
    const order = await placedAt(provider, customer, [line(milk, 4)]);
    await pick(shop, order, [instead(laban, 4)]).expect(200);
    const { providerId } = await begun(customer, order);
    await expire(order);
    expect((await stocks()).laban).toEqual({ onHand: 10, reserved: 0 });
    provider.pay(providerId);
    await post(shop, provider, paidNews(provider, providerId));
    expect(await acted(shop)).toEqual(['reopened']);
    expect(await readAs(customer, order)).toMatchObject({ order_status: 'pending', total: 10 });
    expect(await stocks()).toEqual({
      milk: { onHand: 20, reserved: 0 },
      laban: { onHand: 10, reserved: 4 },
    });
    expect(await salesOf(milk, laban)).toEqual([0, 4]);
    await expectAllTrue();
  } finally {
    await provider.stop();
  }
});
