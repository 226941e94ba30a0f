import { api, type RequestOptions } from '../support/application';
import {
  create,
  expectInvalid,
  expectRefusal,
  newProduct,
  newShop,
  type Shop,
  UNKNOWN_ID,
} from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { newDriver } from '../support/drivers';
import {
  line,
  orderOf,
  place,
  type OrderItem,
  placed,
  quoted,
  recipient,
  stocked,
  traces,
} from '../support/orders';

let shop: Shop;
let customer: Customer;
let milk: { documentId: string; units: { documentId: string }[] };
let flour: { documentId: string };

beforeAll(async () => {
  shop = await newShop();
  customer = await newCustomer(shop.company);
  milk = await stocked(shop, 50);
  flour = await newProduct(shop, {
    basicUnit: shop.kilo,
    units: [{ unitId: shop.kilo, unitValue: 1, price: 4 }],
    stock: [{ locationId: 1, qty: 50 }],
  });
});

/** Orders and quotes the same; both are refused, and nothing changes. */
const refusedBoth = async (body: object, check: (response: Awaited<ReturnType<typeof api.post>>) => void) => {
  const before = await traces(shop);
  check(await api.post('/api/order', body, customer.options));
  check(await api.post('/api/order/quote', body, customer.options));
  expect(await traces(shop)).toEqual(before);
};

describe('bodies that are not what the contract says', () => {
  const of = (goods: object): object => orderOf([goods]);
  const milkLine = (more: object): object => ({ productId: milk.documentId, quantity: 1, ...more });

  test.each<[string, () => object, string[]]>([
    ['an empty cart', () => orderOf([]), ['cart']],
    ['a price', () => of(milkLine({ price: 0.01 })), ['cart.0.price']],
    ['a total', () => orderOf([milkLine({})], { total: 1 }), ['total']],
    ['that it is paid', () => orderOf([milkLine({})], { payment_status: 'paid' }), ['payment_status']],
    ['nothing of a product', () => of(milkLine({ quantity: 0 })), ['cart.0.quantity']],
    ['less than nothing', () => of(milkLine({ quantity: -1 })), ['cart.0.quantity']],
    ['half a piece', () => of(milkLine({ quantity: 1.5 })), ['cart.0.quantity']],
    ['a tenth of a gram', () => of({ productId: flour.documentId, quantity: 0.0001 }), ['cart.0.quantity']],
    ['more than can be counted', () => of(milkLine({ quantity: 1e15 })), ['cart.0.quantity']],
    ['a text for a number', () => of(milkLine({ quantity: '2' })), ['cart.0.quantity']],
    ['no id', () => of({ productId: 'milk', quantity: 1 }), ['cart.0.productId']],
    ['too many lines', () => orderOf(Array.from({ length: 10_000 }, () => milkLine({}))), ['cart']],
    [
      'an unknown way to pay',
      () => orderOf([milkLine({})], { payment_method: 'barter' }),
      ['payment_method'],
    ],
    ['broken points', () => orderOf([milkLine({})], { redeem_points: 0.5 }), ['redeem_points']],
    [
      'a place off the globe',
      () =>
        orderOf([milkLine({})], {
          user_info: { ...recipient, deliveryLocation: { latitude: 91, longitude: 0 } },
        }),
      ['user_info.deliveryLocation.latitude'],
    ],
    [
      'an address that is not theirs',
      () => orderOf([milkLine({})], { addressId: UNKNOWN_ID }),
      ['addressId'],
    ],
  ])('%s', async (_name, body, paths) => {
    await refusedBoth(body(), (response) => expectInvalid(response, ...paths));
  });

  test('an order to nowhere, and without a way to pay', async () => {
    const before = await traces(shop);
    const nowhere = { user_info: { name: 'Layla' } };
    expectInvalid(await place(customer, [line(milk)], nowhere), 'user_info.address');
    const { payment_method: _method, ...unpaid } = orderOf([line(milk)]);
    expectInvalid(await api.post('/api/order', unpaid, customer.options), 'payment_method');
    expect(await traces(shop)).toEqual(before);
  });

  test('a key that is none', async () => {
    const headers = { 'Idempotency-Key': 'x'.repeat(256) };
    expectInvalid(await place(customer, [line(milk)], {}, headers), 'Idempotency-Key');
  });
});

describe('what is not for sale', () => {
  const unavailable = async (goods: object, reason: string) => {
    await refusedBoth(orderOf([line(milk), goods]), (response) => {
      const { lines } = expectRefusal(response, 422, 'product_unavailable') as { lines: object[] };
      expect(lines).toEqual([expect.objectContaining({ path: 'cart.1', reason })]);
    });
  };

  test('a product that is not there', () =>
    unavailable({ productId: UNKNOWN_ID, quantity: 1 }, 'unknown_product'));

  test('a product of another company', async () => {
    const other = await newShop();
    const theirs = await stocked(other, 5);
    await unavailable(line(theirs), 'unknown_product');
  });

  test('an inactive product', async () => {
    const hidden = await stocked(shop, 5, { status: 'inactive' });
    await unavailable(line(hidden), 'inactive_product');
  });

  test('a unit that is not there', () =>
    unavailable({ productId: milk.documentId, selectedUnitId: UNKNOWN_ID, quantity: 1 }, 'unknown_unit'));

  test('a unit of another product', async () => {
    const other = await stocked(shop, 5);
    const selectedUnitId = other.units[0]!.documentId;
    await unavailable({ productId: milk.documentId, selectedUnitId, quantity: 1 }, 'unknown_unit');
  });

  test('an inactive unit', async () => {
    const eggs = await newProduct(shop, {
      units: [
        { unitId: shop.piece, unitValue: 1, price: 1 },
        { unitId: shop.dozen, unitValue: 1, price: 10 },
      ],
      stock: [{ locationId: 1, qty: 30 }],
    });
    const dozen = eggs.units.find(({ packQty }) => packQty === 12)!;
    await api.put(`/api/product-units/${dozen.documentId}`, { isActive: false }, shop.staff).expect(200);
    const selectedUnitId = dozen.documentId;
    await unavailable({ productId: eggs.documentId, selectedUnitId, quantity: 1 }, 'inactive_unit');
  });
});

describe('rules of the shop', () => {
  test('more than there is', async () => {
    await refusedBoth(orderOf([line(milk, 30), line(milk, 21)]), (response) =>
      expect(expectRefusal(response, 409, 'insufficient_stock')).toEqual({
        lines: [{ productId: milk.documentId, requested: 51, available: 50 }],
      }),
    );
  });

  test('a way to pay that is not set up', async () => {
    await refusedBoth(orderOf([line(milk)], { payment_method: 'stripe' }), (response) =>
      expect(expectRefusal(response, 422, 'payment_method_unavailable')).toMatchObject({
        available: ['cod'],
      }),
    );
  });

  test('less than the shop delivers, and too far', async () => {
    const strict = await newShop();
    const theirs = await newCustomer(strict.company);
    const bread = await stocked(strict, 10);
    const setting = {
      order: { minimum: 5 },
      delivery: {
        basePrice: 10,
        perKm: 2,
        maxKm: 50,
        requireLocation: true,
        store: { latitude: 24.7, longitude: 46.7 },
      },
    };
    await api.put('/api/setting', setting, strict.staff).expect(200);
    const at = (longitude: number): object => ({
      user_info: { ...recipient, deliveryLocation: { latitude: 24.7, longitude } },
    });
    const before = await traces(strict);
    expectRefusal(await place(theirs, [line(bread)], at(46.7)), 422, 'minimum_order');
    expectRefusal(await place(theirs, [line(bread, 2)], at(48)), 422, 'out_of_range');
    expectRefusal(await place(theirs, [line(bread, 2)]), 422, 'delivery_location_required');
    expect(await traces(strict)).toEqual(before);
    expect(await placed(theirs, [line(bread, 2)], at(46.7))).toMatchObject({ total: 15 });
  });

  test('combos of the wrong goods, of the wrong number, and of no promotion', async () => {
    const cheese = await stocked(shop, 50);
    const promotion = await create(shop, '/promotions', {
      name: 'Two of these',
      type: 'combo',
      requiredItemCount: 2,
      comboPrice: 4,
      products: [milk.documentId],
    });
    const combo = (promotionId: string, ...selectedProducts: object[]): object =>
      orderOf([{ isCombo: true, promotion: promotionId, quantity: 1, selectedProducts }]);
    const id = promotion.documentId;
    await refusedBoth(combo(id, line(milk, 3)), (response) => expectRefusal(response, 422, 'combo_invalid'));
    await refusedBoth(combo(id, line(milk), line(cheese)), (response) =>
      expectRefusal(response, 422, 'combo_invalid'),
    );
    await refusedBoth(combo(UNKNOWN_ID, line(milk, 2)), (response) =>
      expectRefusal(response, 422, 'promotion_not_active'),
    );
    const cart = [{ isCombo: true, promotion: id, quantity: 2, selectedProducts: [line(milk, 2)] }];
    const quote = await quoted(customer.options, cart);
    const order = await placed(customer, cart);
    expect(order.cart).toMatchObject(quote.cart);
    expect(order.cart).toEqual([
      expect.objectContaining({ id: '1', isCombo: true, promotion: id, quantity: 2, comboPrice: 4, net: 8 }),
    ]);
    expect(order.cart[0]!['selectedProducts']).toEqual([
      expect.objectContaining({ id: '1.1', productId: milk.documentId, quantity: 4, net: 8 }),
    ]);
    await api.put(`/api/promotions/${id}`, { isActive: false }, shop.staff).expect(200);
    await refusedBoth(combo(id, line(milk, 2)), (response) =>
      expectRefusal(response, 422, 'promotion_not_active'),
    );
  });
});

describe('who may order', () => {
  const tried = async (options: RequestOptions, status: number, code: string) => {
    const before = await traces(shop);
    expectRefusal(await api.post('/api/order', orderOf([line(milk)]), options), status, code);
    expect(await traces(shop)).toEqual(before);
  };

  test('nobody without an account, staff or drivers', async () => {
    await tried(shop.visitor, 401, 'unauthenticated');
    await tried(shop.staff, 403, 'forbidden');
    await tried(await newDriver(shop.company), 403, 'forbidden');
  });

  test('everybody may ask for a price', async () => {
    const quote: OrderItem = await quoted(shop.visitor, [line(milk, 2)]);
    expect(quote).toMatchObject({ total: 5 });
  });
});
