import { api, sql } from '../support/application';
import {
  create,
  expectInvalid,
  expectRefusal,
  type Item,
  newProduct,
  newShop,
  newStaff,
  type ProductItem,
  type Shop,
  UNKNOWN_ID,
} from '../support/catalogue';
import { newCoupon } from '../support/coupons';
import { newCustomer } from '../support/customers';

const HOUR = 3_600_000;

const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();

/** What of a quote these tests look at. */
interface Quote {
  cart: { productId: string; net: number; adjustments: object[] }[];
  subtotal: number;
  promotion_discount: number;
  discount: number;
  delivery_fee: number;
  total: number;
  promotions: string[];
  error?: { code: string; message: string; details: object };
}

interface Preview {
  now: Quote;
  then: Quote;
  difference: Record<string, number> | null;
}

let shop: Shop;
let milk: ProductItem;
let cheese: ProductItem;

beforeAll(async () => {
  shop = await newShop();
  milk = await newProduct(shop);
  cheese = await newProduct(shop, { units: [{ unitId: shop.piece, unitValue: 1, price: 12 }] });
});

const cartOf = (...lines: [ProductItem, number][]): object[] =>
  lines.map(([{ documentId }, quantity]) => ({ productId: documentId, quantity }));

const ask = (body: object, who = shop.staff) => api.post('/api/promotions/preview', body, who);

const preview = async (body: object): Promise<Preview> => (await ask(body).expect(200)).body.data as Preview;

const promotion = (overrides: object): Promise<Item> =>
  create(shop, '/promotions', {
    name: { en: 'Offer' },
    type: 'discount',
    discount_type: 'percentage',
    discount_value: 10,
    products: [cheese.documentId],
    ...overrides,
  });

describe('a preview', () => {
  test('compares now with the time at which a promotion runs', async () => {
    const coming = await promotion({ startDate: inHours(24), endDate: inHours(48), discount_value: 25 });
    const cart = cartOf([milk, 4], [cheese, 2]);
    const { now, then, difference } = await preview({ cart, at: inHours(36) });
    expect(now).toMatchObject({ subtotal: 34, promotion_discount: 0, total: 34, promotions: [] });
    expect(then).toMatchObject({
      subtotal: 28,
      promotion_discount: 6,
      total: 28,
      promotions: [coming.documentId],
      cart: [
        { productId: milk.documentId, net: 10, adjustments: [] },
        {
          productId: cheese.documentId,
          shelf: 24,
          net: 18,
          adjustments: [{ kind: 'promotion', id: coming.documentId, amount: 6 }],
        },
      ],
    });
    // 34.00 and 28.00 with 15 % within: 4.43 and 3.65.
    expect(difference).toEqual({
      subtotal: -6,
      promotion_discount: 6,
      discount: 0,
      delivery_fee: 0,
      vat: -0.78,
      total: -6,
    });
    expect((await preview({ cart, at: inHours(49) })).then.total).toBe(34);
    expect((await preview({ cart })).difference).toEqual(
      Object.fromEntries(Object.keys(difference!).map((field) => [field, 0])),
    );
    await api.delete(`/api/promotions/${coming.documentId}`, shop.staff).expect(204);
  });

  test('is the quote that a shopper gets', async () => {
    const stocked = await newProduct(shop, { stock: [{ locationId: 1, qty: 10 }] });
    const live = await promotion({ type: 'bogo', products: [stocked.documentId] });
    const cart = cartOf([stocked, 3]);
    const response = await api.post('/api/order/quote', { cart }, shop.visitor).expect(200);
    // A preview promises no delivery.
    const {
      promised_delivery: _promise,
      delivery,
      ...prices
    } = response.body.data as Quote & {
      promised_delivery: unknown;
      delivery: { slot: unknown };
    };
    const { slot: _slot, ...fee } = delivery;
    const quote = { ...prices, delivery: fee };
    expect(quote).toMatchObject({ subtotal: 5, promotions: [live.documentId] });
    expect(await preview({ cart })).toMatchObject({ now: quote, then: quote });
  });

  test.each<[string, object]>([
    ['inactive', { isActive: false }],
    ['inactive by status', { status: 'inactive' }],
    ['not started', { startDate: inHours(24) }],
    ['over', { endDate: inHours(-24) }],
  ])('takes a promotion that is %s as live, if it is named', async (_what, state) => {
    const { documentId } = await promotion(state);
    const cart = cartOf([cheese, 1]);
    expect(await preview({ cart, promotion: documentId })).toMatchObject({
      now: { total: 12, promotions: [] },
      then: { total: 10.8, promotions: [documentId] },
      difference: { total: -1.2 },
    });
    expect((await preview({ cart })).then.total).toBe(12);
  });

  test('prices explicit combos of a promotion to come', async () => {
    const combo = await promotion({
      type: 'combo',
      requiredItemCount: 2,
      comboPrice: 10,
      products: [milk.documentId, cheese.documentId],
      startDate: inHours(24),
    });
    const selectedProducts = cartOf([milk, 1], [cheese, 1]);
    const cart = [{ isCombo: true, promotion: combo.documentId, quantity: 1, selectedProducts }];
    const { now, then, difference } = await preview({ cart, promotion: combo.documentId });
    expect(now).toEqual({
      error: {
        code: 'promotion_not_active',
        message: expect.stringMatching(/\S/),
        details: expect.any(Object),
      },
    });
    expect(then).toMatchObject({ subtotal: 10, promotion_discount: 4.5, total: 10 });
    expect(difference).toBeNull();
    await api.delete(`/api/promotions/${combo.documentId}`, shop.staff).expect(204);
  });

  test('says in words why a part is refused', async () => {
    const { code } = await newCoupon(shop, { startDate: inHours(24) });
    const body = { cart: cartOf([milk, 4]), coupon: ` ${code.toLowerCase()}`, at: inHours(25) };
    const english = await preview(body);
    expect(english.now.error).toEqual({
      code: 'coupon_not_started',
      message: 'This coupon does not hold yet',
      details: { startsAt: expect.any(String) },
    });
    expect(english).toMatchObject({ then: { subtotal: 10, discount: 1, total: 9 }, difference: null });
    const arabic = await ask(body, { ...shop.staff, locale: 'ar' } as typeof shop.staff).expect(200);
    expect(arabic.body.data.now.error.message).toBe('لم يبدأ سريان هذه القسيمة بعد');
    const hidden = await newProduct(shop, { status: 'inactive' });
    const { now, then } = await preview({ cart: cartOf([hidden, 1]) });
    expect([now.error?.code, then.error?.code]).toEqual(['product_unavailable', 'product_unavailable']);
  });

  test('brings the cart somewhere, or asks no place', async () => {
    const far = await newShop();
    await api
      .put(
        '/api/setting',
        {
          delivery: {
            basePrice: 10,
            perKm: 2,
            freeRadiusKm: 5,
            maxKm: 50,
            requireLocation: true,
            store: { latitude: 24.7, longitude: 46.7 },
          },
        },
        far.staff,
      )
      .expect(200);
    const cart = cartOf([await newProduct(far), 1]);
    const at = async (destination?: object): Promise<Preview> =>
      (await ask({ cart, ...(destination && { destination }) }, far.staff).expect(200)).body.data as Preview;
    expect((await at()).now).toMatchObject({ delivery_fee: 10, delivery: { estimated: true } });
    expect((await at({ latitude: 24.7, longitude: 46.7 })).now).toMatchObject({
      delivery_fee: 0,
      total: 2.5,
    });
    expect((await at({ latitude: 30, longitude: 46.7 })).now.error?.code).toBe('out_of_range');
  });

  test('stores nothing', async () => {
    const counts = async (): Promise<unknown> =>
      (
        await sql.query(
          `select (select count(*) from orders) as orders, (select count(*) from redemptions) as uses,
                  (select count(*) from stock_movements) as movements, (select count(*) from audit_log) as events`,
        )
      ).rows;
    const before = await counts();
    await preview({ cart: cartOf([cheese, 2]), at: inHours(1) });
    expect(await counts()).toEqual(before);
  });

  test.each<[string, object, string]>([
    ['no cart', { cart: undefined }, 'cart'],
    ['an empty cart', { cart: [] }, 'cart'],
    ['less than nothing', { cart: [{ productId: UNKNOWN_ID, quantity: -1 }] }, 'cart.0.quantity'],
    ['a time that is none', { at: 'tomorrow' }, 'at'],
    ['an unknown promotion', { promotion: UNKNOWN_ID }, 'promotion'],
    ['a place outside the globe', { destination: { latitude: 91, longitude: 0 } }, 'destination.latitude'],
    ['a price of its own', { total: 1 }, 'total'],
  ])('is refused for %s', async (_what, overrides, path) => {
    expectInvalid(await ask({ cart: cartOf([cheese, 1]), ...overrides }), path);
  });

  test('is refused for broken pieces, and for a promotion of another company', async () => {
    expectInvalid(await ask({ cart: cartOf([cheese, 1.5]) }), 'cart.0.quantity');
    const other = await newShop();
    const foreign = await promotion({ isActive: false });
    const cart = cartOf([await newProduct(other), 1]);
    expectInvalid(await ask({ cart, promotion: foreign.documentId }, other.staff), 'promotion');
  });

  test('is for staff who may read promotions', async () => {
    const body = { cart: cartOf([cheese, 1]) };
    const staffOf = async (role: string) => ({
      company: shop.company.code,
      token: (await newStaff(role, [shop.company])).token,
    });
    await ask(body, await staffOf('order_desk')).expect(200);
    expectRefusal(await ask(body, await staffOf('dispatcher')), 403, 'forbidden');
    expectRefusal(await ask(body, (await newCustomer(shop.company)).options), 403, 'forbidden');
    expectRefusal(await ask(body, shop.visitor), 401, 'unauthenticated');
  });
});
