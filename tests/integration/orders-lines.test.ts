import { api, sql } from '../support/application';
import {
  create,
  expectInvalid,
  expectRefusal,
  newProduct,
  newShop,
  type ProductItem,
  type Shop,
} from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import {
  change,
  countersOf,
  expectStockTrue,
  line,
  moveTo,
  type OrderItem,
  placed,
  recipient,
  stocked,
  stockOf,
  traces,
} from '../support/orders';

let shop: Shop;
let customer: Customer;
let milk: ProductItem;
let bread: ProductItem;

beforeEach(async () => {
  shop = await newShop();
  customer = await newCustomer(shop.company);
  milk = await stocked(shop, 20);
  bread = await stocked(shop, 20, { units: [{ unitId: shop.piece, unitValue: 1, price: 4 }] });
});

const path = ({ documentId }: { documentId: string }, rest: string): string =>
  `/api/order/${documentId}/${rest}`;

const edit = (order: OrderItem, cart: object[], options: object = customer.options, more: object = {}) =>
  api.put(path(order, 'lines'), { cart, ...more }, options);

const pick = (order: OrderItem, lines: object[], more: object = {}) =>
  api.post(path(order, 'pick'), { lines, ...more }, shop.staff);

const giveBack = (order: OrderItem, lines: object[], reason = 'Sour') =>
  api.post(path(order, 'return'), { lines, reason }, shop.staff);

const netsOf = ({ cart }: OrderItem): unknown[] => cart.map(({ id, quantity, net }) => [id, quantity, net]);

const expectAllTrue = async (): Promise<void> => {
  await expectStockTrue(milk.documentId);
  await expectStockTrue(bread.documentId);
};

describe('editing', () => {
  test('lines go up, down, away and come in; everything follows', async () => {
    const order = await placed(customer, [line(milk, 4), line(bread, 2)]);
    expect(await countersOf(customer)).toMatchObject({ orders: 1, spent: 1_800 });
    const edited = await edit(order, [line(milk, 1), line(bread, 5)]).expect(200);
    expect(edited.body.data).toMatchObject({
      invoice: order.invoice,
      total: 22.5,
      subtotal: 22.5,
      vat: 2.93,
    });
    expect(netsOf(edited.body.data)).toEqual([
      ['1', 1, 2.5],
      ['2', 5, 20],
    ]);
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 20, reserved: 1 });
    expect(await stockOf(bread.documentId)).toEqual({ onHand: 20, reserved: 5 });
    const only = await edit(order, [line(bread, 1)]).expect(200);
    expect(only.body.data).toMatchObject({ total: 4 });
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 20, reserved: 0 });
    expect(await countersOf(customer)).toEqual({ points: 0, orders: 1, spent: 400 });
    const { rows } = await sql.query(
      'select product_id, sales from product_counters where product_id = any($1) order by sales',
      [[milk.documentId, bread.documentId]],
    );
    expect(rows).toEqual([
      { product_id: milk.documentId, sales: '0' },
      { product_id: bread.documentId, sales: '1' },
    ]);
    await expectAllTrue();
  });

  test('all that is there may be taken, what the order holds already counted in', async () => {
    const order = await placed(customer, [line(milk, 15)]);
    await edit(order, [line(milk, 20)]).expect(200);
    const before = await traces(shop);
    expect(expectRefusal(await edit(order, [line(milk, 21)]), 409, 'insufficient_stock')).toEqual({
      lines: [{ productId: milk.documentId, requested: 21, available: 20 }],
    });
    expect(await traces(shop)).toEqual(before);
    await expectAllTrue();
  });

  test('a single use of a promotion is the order’s own', async () => {
    await create(shop, '/promotions', {
      name: 'Once',
      type: 'discount',
      discount_type: 'percentage',
      discount_value: 50,
      usage_limit: 1,
      usage_limit_total: 1,
      products: [milk.documentId],
    });
    const order = await placed(customer, [line(milk, 2)]);
    expect(order.total).toBe(2.5);
    const edited = await edit(order, [line(milk, 4)]).expect(200);
    expect(edited.body.data.total).toBe(5);
    const without = await edit(order, [line(bread, 1)]).expect(200);
    expect(without.body.data.total).toBe(4);
    expect((await placed(customer, [line(milk, 2)])).total).toBe(2.5);
    const again = await edit(order, [line(milk, 2)]).expect(200);
    expect(again.body.data.total).toBe(5);
  });

  test('the coupon stays though it has ended, goes when it is let go, and another one takes its place', async () => {
    const coupon = await create(shop, '/coupon', {
      code: 'ONE',
      type: 'fixed',
      value: 1,
      usage_limit_total: 1,
    });
    await create(shop, '/coupon', { code: 'TWO', type: 'fixed', value: 2 });
    const order = await placed(customer, [line(milk, 4)], { coupon: 'ONE' });
    expect(order.total).toBe(9);
    await api.put(`/api/coupon/${coupon.documentId}`, { isActive: false }, shop.staff).expect(200);
    const kept = await edit(order, [line(milk, 2)]).expect(200);
    expect(kept.body.data).toMatchObject({ total: 4, coupon: { code: 'ONE' } });
    const other = await edit(order, [line(milk, 2)], customer.options, { coupon: 'two' }).expect(200);
    expect(other.body.data).toMatchObject({ total: 3, coupon: { code: 'TWO' } });
    const none = await edit(order, [line(milk, 2)], customer.options, { coupon: null }).expect(200);
    expect(none.body.data).toMatchObject({ total: 5, coupon: null });
    const before = await traces(shop);
    expectRefusal(
      await edit(order, [line(milk, 2)], customer.options, { coupon: 'ONE' }),
      422,
      'coupon_not_found',
    );
    expect(await traces(shop)).toEqual(before);
    const { rows } = await sql.query('select used_count from coupon_counters where coupon_id = $1', [
      coupon.documentId,
    ]);
    expect(rows).toEqual([{ used_count: '0' }]);
  });

  test('another total than expected is refused', async () => {
    const order = await placed(customer, [line(milk, 4)]);
    const before = await traces(shop);
    expectRefusal(
      await edit(order, [line(milk, 2)], customer.options, { expected_total: 4 }),
      409,
      'price_changed',
    );
    expect(await traces(shop)).toEqual(before);
  });

  test('the owner until somebody begins, staff until somebody picks', async () => {
    const order = await placed(customer, [line(milk, 4)]);
    expectRefusal(
      await edit(order, [line(milk, 1)], (await newCustomer(shop.company)).options),
      404,
      'not_found',
    );
    await moveTo(shop, order, 'processing');
    const before = await traces(shop);
    expectRefusal(await edit(order, [line(milk, 1)]), 409, 'illegal_transition');
    expect(await traces(shop)).toEqual(before);
    await edit(order, [line(milk, 3)], shop.staff).expect(200);
    await pick(order, [{ line: '1', quantity: 3 }]).expect(200);
    expectRefusal(await edit(order, [line(milk, 1)], shop.staff), 409, 'illegal_transition');
  });

  test('carts that cross do not wait for one another for ever', async () => {
    const orders = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        placed(customer, index % 2 ? [line(milk), line(bread)] : [line(bread), line(milk)]),
      ),
    );
    for (let round = 0; round < 3; round += 1) {
      const answers = await Promise.all(
        orders.map((order, index) =>
          edit(order, (index + round) % 2 ? [line(milk, 2), line(bread)] : [line(bread, 2), line(milk)]),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual(orders.map(() => 200));
    }
    await expectAllTrue();
  });
});

describe('picking', () => {
  test('what is missing is not paid, and can be sold to others', async () => {
    await api.put('/api/setting', { loyalty: { earnPerUnit: 0, redeemValue: 0.1 } }, shop.staff).expect(200);
    await sql.query('update customer_counters set loyalty_points = 100 where customer_id = $1', [
      customer.documentId,
    ]);
    const order = await placed(customer, [line(milk, 4), line(bread, 1)], { redeem_points: 28 });
    expect(order).toMatchObject({ total: 11.2, points_used: 28 });
    const picked = await pick(order, [
      { line: '1', quantity: 2 },
      { line: '2', quantity: 1 },
    ]).expect(200);
    expect(picked.body.data).toMatchObject({
      subtotal: 9,
      points_discount: 1.8,
      points_used: 18,
      total: 7.2,
    });
    expect(netsOf(picked.body.data)).toEqual([
      ['1', 2, 4],
      ['2', 1, 3.2],
    ]);
    expect(picked.body.data.cart[0]).toMatchObject({ orderedQuantity: 4, picked: true });
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 20, reserved: 2 });
    expect(await countersOf(customer)).toEqual({ points: 82, orders: 1, spent: 720 });
    const found = await pick(order, [{ line: '1', quantity: 4 }]).expect(200);
    expect(found.body.data).toMatchObject({ total: 11.2, points_used: 28, points_discount: 2.8 });
    expect(await countersOf(customer)).toEqual({ points: 72, orders: 1, spent: 1_120 });
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 20, reserved: 4 });
    await expectAllTrue();
  });

  test('weights as weighed; more than agreed only if the customer agrees', async () => {
    const cheese = await newProduct(shop, {
      basicUnit: shop.kilo,
      units: [{ unitId: shop.kilo, unitValue: 1, price: 30 }],
      stock: [{ locationId: 1, qty: 10 }],
    });
    const order = await placed(customer, [line(cheese, 0.5)]);
    expect(order.total).toBe(15);
    const lighter = await pick(order, [{ line: '1', quantity: 0.482 }]).expect(200);
    expect(lighter.body.data).toMatchObject({ total: 14.46 });
    const before = await traces(shop);
    const refused = await pick(order, [{ line: '1', quantity: 0.512 }]);
    expect(expectRefusal(refused, 409, 'total_would_rise')).toEqual({ total: 15, would_be: 15.36 });
    expect(await traces(shop)).toEqual(before);
    const heavier = await pick(order, [{ line: '1', quantity: 0.512 }], { customer_agreed: true }).expect(
      200,
    );
    expect(heavier.body.data).toMatchObject({ total: 15.36 });
    await moveTo(shop, order, 'processing', 'shipped');
    expect(await stockOf(cheese.documentId)).toEqual({ onHand: 9.488, reserved: 0 });
    await expectStockTrue(cheese.documentId);
  });

  test('what was taken off was for what was ordered, and no more', async () => {
    await create(shop, '/coupon', { code: 'FIVE', type: 'fixed', value: 5 });
    const cheese = await newProduct(shop, {
      basicUnit: shop.kilo,
      units: [{ unitId: shop.kilo, unitValue: 1, price: 30 }],
      stock: [{ locationId: 1, qty: 10 }],
    });
    const order = await placed(customer, [line(cheese, 1)], { coupon: 'five' });
    expect(order.total).toBe(25);
    const heavier = await pick(order, [{ line: '1', quantity: 1.2 }], { customer_agreed: true }).expect(200);
    expect(heavier.body.data).toMatchObject({ total: 31, coupon_discount: 5 });
    const lighter = await pick(order, [{ line: '1', quantity: 0.5 }]).expect(200);
    expect(lighter.body.data).toMatchObject({ total: 12.5, coupon_discount: 2.5 });
    // What the customer agreed to once they pay at most.
    const agreed = await pick(order, [{ line: '1', quantity: 1.1 }]).expect(200);
    expect(agreed.body.data).toMatchObject({ total: 28 });
  });

  test('goods of a combo are picked one by one', async () => {
    const promotion = await create(shop, '/promotions', {
      name: 'Breakfast',
      type: 'combo',
      requiredItemCount: 2,
      comboPrice: 5,
      products: [milk.documentId, bread.documentId],
    });
    const order = await placed(customer, [
      {
        isCombo: true,
        promotion: promotion.documentId,
        quantity: 1,
        selectedProducts: [line(milk), line(bread)],
      },
    ]);
    expect(order.total).toBe(5);
    expectInvalid(await pick(order, [{ line: '1', quantity: 1 }]), 'lines.0.line');
    const picked = await pick(order, [{ line: '1.2', quantity: 0 }]).expect(200);
    // 6.50 for 5.00: the bread was 4.00 − 0.92, the milk stays at 2.50 − 0.58.
    expect(picked.body.data).toMatchObject({ total: 1.92 });
    expect(await stockOf(bread.documentId)).toEqual({ onHand: 20, reserved: 0 });
  });

  test('lines that are not there, broken pieces, and orders that have left are refused', async () => {
    const order = await placed(customer, [line(milk, 4)]);
    const before = await traces(shop);
    expectInvalid(await pick(order, [{ line: '7', quantity: 1 }]), 'lines.0.line');
    expectInvalid(await pick(order, [{ line: '1', quantity: 1.5 }]), 'lines.0.quantity');
    expectInvalid(
      await pick(order, [
        { line: '1', quantity: 1 },
        { line: '1', quantity: 2 },
      ]),
      'lines',
    );
    expect(await traces(shop)).toEqual(before);
    await moveTo(shop, order, 'processing', 'shipped');
    expectRefusal(await pick(order, [{ line: '1', quantity: 1 }]), 409, 'illegal_transition');
  });
});

describe('returning', () => {
  test('goods lie where they came from; they are sold no longer and earn nothing', async () => {
    await api
      .put('/api/setting', { loyalty: { earnPerUnit: 2 }, delivery: { basePrice: 3 } }, shop.staff)
      .expect(200);
    const order = await placed(customer, [line(milk, 4), line(bread, 2)], { user_info: recipient });
    await moveTo(shop, order, 'processing', 'shipped', 'delivered');
    expect(await countersOf(customer)).toMatchObject({ points: 36 });
    const returned = await giveBack(order, [{ line: '1', quantity: 3 }]).expect(200);
    expect(returned.body.data).toMatchObject({ points_earned: 21, order_status: 'delivered', total: 21 });
    expect(returned.body.data.cart[0]).toMatchObject({ quantity: 4, returnedQuantity: 3 });
    expect(returned.body.data.timeline.at(-1)).toMatchObject({
      kind: 'order_returned',
      data: { lines: [{ line: '1', quantity: 3 }], reason: 'Sour' },
    });
    expect(await countersOf(customer)).toMatchObject({ points: 21 });
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 19, reserved: 0 });
    const before = await traces(shop);
    expectInvalid(await giveBack(order, [{ line: '1', quantity: 2 }]), 'lines.0.quantity');
    expect(await traces(shop)).toEqual(before);
    await giveBack(order, [{ line: '1', quantity: 1 }]).expect(200);
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 20, reserved: 0 });
    const { rows } = await sql.query('select sales from product_counters where product_id = $1', [
      milk.documentId,
    ]);
    expect(rows).toEqual([{ sales: '0' }]);
    await expectAllTrue();
  });

  test('the same pieces do not come back twice at once', async () => {
    const order = await placed(customer, [line(milk, 4)]);
    await moveTo(shop, order, 'processing', 'shipped', 'delivered');
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => giveBack(order, [{ line: '1', quantity: 3 }])),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400]);
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 19, reserved: 0 });
  });

  test('only what was delivered, and only by staff', async () => {
    const order = await placed(customer, [line(milk, 4)]);
    const before = await traces(shop);
    expectRefusal(await giveBack(order, [{ line: '1', quantity: 1 }]), 409, 'illegal_transition');
    expectRefusal(await api.post(path(order, 'return'), {}, customer.options), 403, 'forbidden');
    expectInvalid(await change(shop, order, { total: 1 }), 'total');
    expect(await traces(shop)).toEqual(before);
  });
});
