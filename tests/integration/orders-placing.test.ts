import { api, sql } from '../support/application';
import { create, expectRefusal, newProduct, newShop, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import {
  countersOf,
  expectStockTrue,
  line,
  moveTo,
  type OrderItem,
  place,
  placed,
  quoted,
  recipient,
  stocked,
  stockOf,
  traces,
} from '../support/orders';

let shop: Shop;
let customer: Customer;

const settings = (body: object) => api.put('/api/setting', body, shop.staff).expect(200);

beforeEach(async () => {
  shop = await newShop();
  customer = await newCustomer(shop.company);
});

/** The members that a quote and its order have in common. */
const priceOf = ({ cart, ...order }: OrderItem): object => ({
  lines: cart.map(({ productId, selectedUnitId, quantity, price, shelf, net, vat, adjustments }) => ({
    productId,
    selectedUnitId,
    quantity,
    price,
    shelf,
    net,
    vat,
    adjustments,
  })),
  ...Object.fromEntries(
    ['subtotal', 'promotion_discount', 'discount', 'delivery_fee', 'vat', 'vat_by_rate', 'total'].map(
      (field) => [field, order[field]],
    ),
  ),
});

test('an order holds what was ordered, at which price, by whom and where to', async () => {
  const milk = await stocked(shop, 10, { cost: 1.2 });
  const order = await placed(customer, [line(milk, 2)], { notes: 'Ring <b>twice</b>' });
  expect(order).toMatchObject({
    invoice: 10_000,
    user: customer.documentId,
    user_info: { ...recipient, deliveryLocation: null },
    order_status: 'pending',
    delivery_status: 'pending',
    payment_status: 'pending',
    payment_method: 'cod',
    currency: 'SAR',
    subtotal: 5,
    discount: 0,
    delivery_fee: 0,
    vat: 0.65,
    total: 5,
    notes: 'Ring twice',
  });
  expect(order.cart).toEqual([
    expect.objectContaining({
      id: '1',
      title: 'Milk',
      productId: milk.documentId,
      selectedUnitId: milk.units[0]!.documentId,
      unitName: 'Piece',
      price: 2.5,
      quantity: 2,
      net: 5,
      vat: 0.65,
      adjustments: [],
    }),
  ]);
  expect(order.timeline).toEqual([
    {
      seq: 1,
      kind: 'order_created',
      at: expect.any(String),
      actor: { kind: 'customer' },
      data: { invoice: 10_000, total: 5 },
    },
  ]);
  expect(await stockOf(milk.documentId)).toEqual({ onHand: 10, reserved: 2 });
  expect(await countersOf(customer)).toEqual({ points: 0, orders: 1, spent: 500 });
  const { rows } = await sql.query(
    'select unit_cost::float8 as cost from stock_movements where order_id = $1',
    [order.documentId],
  );
  expect(rows).toEqual([{ cost: 1.2 }]);
  const read = await api.get(`/api/products/${milk.documentId}`, shop.visitor).expect(200);
  expect(read.body.data).toMatchObject({ stock: 8, sales: 2 });
});

test('invoice numbers follow one another from the start that is set', async () => {
  await settings({ invoice: { start: 500 } });
  const milk = await stocked(shop, 10);
  const invoices: number[] = [];
  for (let count = 0; count < 3; count += 1) invoices.push((await placed(customer, [line(milk)])).invoice);
  expect(invoices).toEqual([500, 501, 502]);
});

test('a quote says what the order then costs', async () => {
  await settings({
    delivery: {
      basePrice: 10,
      perKm: 2,
      freeRadiusKm: 5,
      maxKm: 50,
      store: { latitude: 24.7, longitude: 46.7 },
    },
    vat: { inclusive: false },
  });
  const rice = await newProduct(shop, {
    basicUnit: shop.kilo,
    units: [{ unitId: shop.kilo, unitValue: 1, price: 7.35 }],
    stock: [{ locationId: 1, qty: 100 }],
  });
  const milk = await stocked(shop, 100, { vatRate: 0 });
  await create(shop, '/promotions', {
    name: 'Ten off',
    type: 'discount',
    discount_type: 'percentage',
    discount_value: 10,
    products: [rice.documentId],
  });
  const user_info = { ...recipient, deliveryLocation: { latitude: 24.7, longitude: 46.8 } };
  const cart = [line(milk, 3), line(rice, 1.255), line(milk, 1)];
  const quote = await quoted(customer.options, cart, { user_info });
  const order = await placed(customer, cart, { user_info, expected_total: quote.total });
  expect(priceOf(order)).toEqual(priceOf(quote));
  // 4 × 2.50, and 1.255 kg at 7.35 = 9.22 less a tenth; 10.1 km cost 10 + 2 × 10.1; VAT on rice and delivery.
  expect(priceOf(order)).toMatchObject({
    subtotal: 18.3,
    promotion_discount: 0.92,
    delivery_fee: 30.2,
    vat: 5.78,
    total: 54.28,
  });
  expect(order.cart.map(({ quantity, net }) => ({ quantity, net }))).toEqual([
    { quantity: 4, net: 10 },
    { quantity: 1.255, net: 8.3 },
  ]);
  expect(order['vat_by_rate']).toEqual([
    { rate: 15, net: 38.5, vat: 5.78 },
    { rate: 0, net: 10, vat: 0 },
  ]);
});

test('another total than the buyer was told is refused, with the new quote', async () => {
  const milk = await stocked(shop, 10);
  const before = await traces(shop);
  const refused = await place(customer, [line(milk, 2)], { expected_total: 4.99 });
  expect(expectRefusal(refused, 409, 'price_changed')['quote']).toMatchObject({ total: 5, subtotal: 5 });
  expect(await traces(shop)).toEqual(before);
});

test('what a customer leaves out comes from their account and their saved address', async () => {
  const milk = await stocked(shop, 10);
  const home = {
    address: 'Olaya Street 7',
    city: 'Riyadh',
    deliveryLocation: { latitude: 24.69, longitude: 46.68 },
  };
  await api.post('/api/customer/addresses', home, customer.options).expect(201);
  const work = { address: 'Tahlia Street 2', city: 'Jeddah', name: 'Front desk', contact: '+966511111111' };
  const { body } = await api.post('/api/customer/addresses', work, customer.options).expect(201);
  const first = await placed(customer, [line(milk)], { user_info: undefined });
  expect(first['user_info']).toMatchObject({
    name: 'Layla Mansour',
    email: customer.email,
    address: home.address,
  });
  expect(first['user_info']).toMatchObject({ deliveryLocation: { latitude: 24.69, longitude: 46.68 } });
  const addressId = body.data.documentId as string;
  const second = await placed(customer, [line(milk)], { user_info: { contact: '+966522222222' }, addressId });
  expect(second['user_info']).toMatchObject({
    name: 'Front desk',
    contact: '+966522222222',
    address: work.address,
    city: 'Jeddah',
    deliveryLocation: null,
  });
});

test('goods come from the default location first, then from the others', async () => {
  const { documentId: other } = await create(shop, '/locations', { name: 'Branch', code: 'b1' });
  const milk = await newProduct(shop, {
    stock: [
      { locationId: 1, qty: 3 },
      { locationId: other, qty: 5 },
    ],
  });
  const order = await placed(customer, [line(milk, 7)]);
  const { rows } = await sql.query(
    `select on_hand / 1000 as on_hand, reserved / 1000 as reserved from stock_levels l
       join locations loc on loc.document_id = l.location_id
      where product_id = $1 order by loc.is_default desc nulls last`,
    [milk.documentId],
  );
  expect(rows).toEqual([
    { on_hand: '3', reserved: '3' },
    { on_hand: '5', reserved: '4' },
  ]);
  const details = expectRefusal(await place(customer, [line(milk, 2)]), 409, 'insufficient_stock');
  expect(details).toEqual({ lines: [{ productId: milk.documentId, requested: 2, available: 1 }] });
  await moveTo(shop, order, 'processing', 'shipped');
  expect(await stockOf(milk.documentId)).toEqual({ onHand: 1, reserved: 0 });
  await expectStockTrue(milk.documentId);
});

test('units of one product draw on one stock', async () => {
  const eggs = await newProduct(shop, {
    units: [
      { unitId: shop.piece, unitValue: 1, price: 1 },
      { unitId: shop.dozen, unitValue: 1, price: 10 },
    ],
    stock: [{ locationId: 1, qty: 30 }],
  });
  const dozen = eggs.units.find(({ packQty }) => packQty === 12)!;
  const cart = [line(eggs, 7), { productId: eggs.documentId, selectedUnitId: dozen.documentId, quantity: 2 }];
  const details = expectRefusal(await place(customer, cart), 409, 'insufficient_stock');
  expect(details).toEqual({ lines: [{ productId: eggs.documentId, requested: 31, available: 30 }] });
  const order = await placed(customer, [line(eggs, 6), cart[1]!]);
  expect(order.total).toBe(26);
  expect(await stockOf(eggs.documentId)).toEqual({ onHand: 30, reserved: 30 });
});

test('what may be back-ordered is sold though it is not there, and ships when it is', async () => {
  const milk = await stocked(shop, 1);
  await sql.query('update products set backorder = true where document_id = $1', [milk.documentId]);
  const order = await placed(customer, [line(milk, 3)]);
  expect(await stockOf(milk.documentId)).toEqual({ onHand: 1, reserved: 1 });
  await moveTo(shop, order, 'processing');
  const early = await api.put(`/api/order/${order.documentId}`, { order_status: 'shipped' }, shop.staff);
  expect(expectRefusal(early, 409, 'insufficient_stock')).toEqual({
    lines: [{ productId: milk.documentId, requested: 2, available: 0 }],
  });
  await api
    .put(`/api/products/${milk.documentId}`, { stock: [{ locationId: 1, qty: 5 }] }, shop.staff)
    .expect(200);
  await moveTo(shop, order, 'shipped');
  expect(await stockOf(milk.documentId)).toEqual({ onHand: 2, reserved: 0 });
  await expectStockTrue(milk.documentId);
});

test('points pay for goods and are earned at the door', async () => {
  await settings({ loyalty: { earnPerUnit: 1, redeemValue: 0.1 }, delivery: { basePrice: 3 } });
  const milk = await stocked(shop, 100);
  const first = await placed(customer, [line(milk, 10)]);
  expect(await countersOf(customer)).toMatchObject({ points: 0 });
  const delivered = await moveTo(shop, first, 'processing', 'shipped', 'delivered');
  expect(delivered).toMatchObject({ points_earned: 25, payment_status: 'paid' });
  expect(await countersOf(customer)).toMatchObject({ points: 25 });

  const before = await traces(shop);
  const refused = await place(customer, [line(milk)], { redeem_points: 26 });
  expectRefusal(refused, 422, 'insufficient_points');
  expect(await traces(shop)).toEqual(before);

  const second = await placed(customer, [line(milk, 1)], { redeem_points: 20 });
  expect(second).toMatchObject({ points_used: 20, points_discount: 2, discount: 2, total: 3.5 });
  expect(second.cart[0]!.adjustments).toEqual([{ kind: 'points', id: null, amount: 2 }]);
  expect(await countersOf(customer)).toMatchObject({ points: 5 });
  await api.put(`/api/order/${second.documentId}/cancel`, {}, customer.options).expect(200);
  expect(await countersOf(customer)).toEqual({ points: 25, orders: 1, spent: 2_800 });
});
