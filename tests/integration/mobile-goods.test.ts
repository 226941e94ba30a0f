import { api } from '../support/application';
import { expectInvalid, expectRefusal, newProduct, type ProductItem } from '../support/catalogue';
import {
  codeOf,
  type Courier,
  type DeliveryShop,
  give,
  given,
  newCourier,
  newDeliveryShop,
  onTheWay,
  stateOf,
  tell,
} from '../support/deliveries';
import { expectStockTrue, line, moveTo, type OrderItem, placed, stocked, stockOf } from '../support/orders';

let from: DeliveryShop;

beforeEach(async () => {
  from = await newDeliveryShop();
});

describe('the check-list', () => {
  let dates: ProductItem;
  let order: OrderItem;

  beforeEach(async () => {
    const { shop } = from;
    dates = await newProduct(shop, {
      title: { en: 'Dates', ar: 'تمر' },
      basicUnit: shop.kilo,
      units: [{ unitId: shop.kilo, unitValue: 1, price: 20 }],
      stock: [{ locationId: 1, qty: 50 }],
    });
    order = await placed(from.customer, [line(from.milk, 4), line(dates, 1.5)]);
    await moveTo(shop, order, 'processing');
    await give(from, order, from.driver);
  });

  const check = (items: object[], driver: Courier = from.driver) =>
    api.post(`/api/mobile-delivery/orders/${order.documentId}/items`, { items }, driver.options);

  test('notes what is missing and what was weighed; price, stock and cash follow', async () => {
    expect(order.total).toBe(50);
    const checked = await check([
      { line: '1', picked: false },
      { line: '2', picked: true, actualQuantity: 1.405 },
    ]).expect(200);
    expect(checked.body.data).toMatchObject({
      total: 38.1,
      cash_due: 38.1,
      cart: [
        { id: '1', orderedQuantity: 4, quantity: 0, picked: true },
        { id: '2', orderedQuantity: 1.5, quantity: 1.405, picked: true },
      ],
    });
    expect(await stockOf(from.milk.documentId)).toEqual({ onHand: 100, reserved: 0 });
    expect(await stockOf(dates.documentId)).toEqual({ onHand: 50, reserved: 1.405 });
    // It was on the shelf after all.
    const picked = await tell(from.driver, order, { status: 'picked', items: [{ line: '1', picked: true }] });
    expect(picked.body.data).toMatchObject({ delivery_status: 'picked', total: 48.1 });
    expect(await stockOf(from.milk.documentId)).toEqual({ onHand: 96, reserved: 0 });
    expect(await stockOf(dates.documentId)).toEqual({ onHand: 48.595, reserved: 0 });
    await tell(from.driver, order, { status: 'delivered', code: await codeOf(order), cash: 48.1 }).expect(
      200,
    );
    await expectStockTrue(from.milk.documentId);
    await expectStockTrue(dates.documentId);
  });

  test('refuses what is none of it, more than was agreed, and what has left', async () => {
    const before = await stateOf(order);
    expectInvalid(await check([{ line: '9', picked: true }]), 'items.0.line');
    expectInvalid(await check([{ line: '1', picked: true, actualQuantity: 1.5 }]), 'items.0.actualQuantity');
    expectInvalid(
      await check([{ line: '2', picked: true, actualQuantity: 1.0001 }]),
      'items.0.actualQuantity',
    );
    expectInvalid(await check([{ line: '2', picked: false, actualQuantity: 1 }]), 'items.0.actualQuantity');
    const twice = { line: '1', picked: true };
    expectInvalid(await check([twice, twice]), 'items');
    expectInvalid(await check([]), 'items');
    expectRefusal(await check([{ line: '2', picked: true, actualQuantity: 1.6 }]), 409, 'total_would_rise');
    expectRefusal(await check([twice], await newCourier(from.shop)), 404, 'not_found');
    expect(await stateOf(order)).toEqual(before);
    await onTheWay(from.driver, order);
    expectRefusal(await check([twice]), 409, 'illegal_transition');
    // A refused list keeps the whole update.
    const second = await given(from);
    const untouched = await stateOf(second);
    const items = [{ line: '1', picked: true, actualQuantity: 5 }];
    expectRefusal(await tell(from.driver, second, { status: 'picked', items }), 409, 'total_would_rise');
    expect(await stateOf(second)).toEqual(untouched);
  });

  test('says what goes in the place of what is missing, and what goes after all', async () => {
    const substitute = { productId: dates.documentId, quantity: 0.5 };
    const checked = await check([{ line: '1', picked: false, substitute }]).expect(200);
    expect(checked.body.data).toMatchObject({ total: 50, cash_due: 50 });
    expect(checked.body.data.cart[0]).toMatchObject({
      title: 'Milk',
      quantity: 0.5,
      orderedQuantity: 4,
      substitute: { productId: dates.documentId, title: 'Dates', unitName: 'Kilogram', quantity: 0.5 },
    });
    const seen = await api.get(`/api/order/${order.documentId}`, from.shop.staff).expect(200);
    expect(seen.body.data.cart[0].substitute).toEqual(checked.body.data.cart[0].substitute);
    expect(seen.body.data.timeline.at(-1)).toMatchObject({
      kind: 'order_changed',
      actor: { kind: 'driver', name: 'Omar Driver' },
      data: {
        line: '1',
        substitute: { productId: dates.documentId, quantity: 0.5, title: { en: 'Dates', ar: 'تمر' } },
      },
    });
    expect(await stockOf(from.milk.documentId)).toEqual({ onHand: 100, reserved: 0 });
    expect(await stockOf(dates.documentId)).toEqual({ onHand: 50, reserved: 2 });
    // The same list again changes nothing.
    const events = seen.body.data.timeline.length as number;
    const repeated = await check([{ line: '1', picked: false, substitute }]).expect(200);
    expect(repeated.body.data.cart[0]).toEqual(checked.body.data.cart[0]);
    const after = await api.get(`/api/order/${order.documentId}`, from.shop.staff).expect(200);
    expect(after.body.data.timeline.slice(events)).toMatchObject([{ kind: 'order_picked' }]);
    const again = await check([{ line: '1', picked: true }]).expect(200);
    expect(again.body.data.cart[0]).toMatchObject({ quantity: 4, substitute: null });
    expect(await stockOf(from.milk.documentId)).toEqual({ onHand: 100, reserved: 4 });
    expect(await stockOf(dates.documentId)).toEqual({ onHand: 50, reserved: 1.5 });
    await expectStockTrue(from.milk.documentId);
    await expectStockTrue(dates.documentId);
  });

  test('refuses substitutes that cannot go', async () => {
    const before = await stateOf(order);
    const foreign = await newDeliveryShop();
    const substituted = (substitute: object, more: object = {}) =>
      check([{ line: '1', picked: false, substitute, ...more }]);
    const refused = await substituted({ productId: foreign.milk.documentId });
    expect(expectRefusal(refused, 422, 'product_unavailable')).toMatchObject({
      lines: [{ path: 'items.0.substitute', reason: 'unknown_product' }],
    });
    expectInvalid(await substituted({ productId: dates.documentId }), 'items.0.substitute.quantity');
    expectInvalid(
      await substituted({ productId: dates.documentId, quantity: 0.0001 }),
      'items.0.substitute.quantity',
    );
    expectInvalid(await substituted({ productId: from.milk.documentId }), 'items.0.substitute.productId');
    const both = { picked: true, actualQuantity: 1 };
    expectInvalid(
      await substituted({ productId: dates.documentId, quantity: 1 }, both),
      'items.0.actualQuantity',
    );
    expect(await stateOf(order)).toEqual(before);
  });

  test('the last piece of a substitute goes to one of two drivers', async () => {
    const laban = await stocked(from.shop, 4, { title: { en: 'Laban', ar: 'لبن' } });
    const second = await given({ ...from, driver: await newCourier(from.shop) });
    const other = await newCourier(from.shop);
    await give(from, second, other);
    const items = [{ line: '1', picked: false, substitute: { productId: laban.documentId } }];
    const answers = await Promise.all([
      tell(from.driver, order, { status: 'picked', items }),
      tell(other, second, { status: 'picked', items }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409)!;
    expect(expectRefusal(lost, 409, 'insufficient_stock')).toEqual({
      lines: [{ productId: laban.documentId, requested: 4, available: 0 }],
    });
    // What was fetched has left.
    expect(await stockOf(laban.documentId)).toEqual({ onHand: 0, reserved: 0 });
    expect(await stockOf(from.milk.documentId)).toEqual({ onHand: 100, reserved: 4 });
    await expectStockTrue(laban.documentId);
    await expectStockTrue(from.milk.documentId);
  });
});
