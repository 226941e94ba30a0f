import { api, sql } from '../support/application';
import { expectInvalid, expectRefusal, newProduct, newShop, type Shop, unique } from '../support/catalogue';
import { newCoupon, use } from '../support/coupons';
import { newCustomer } from '../support/customers';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

const HOUR = 3_600_000;

const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();

const look = (code: string, query: Record<string, string | number> = {}, options = {}) =>
  api.get(`/api/coupon/${encodeURIComponent(code)}`, { ...shop.visitor, ...options, query });

const discountOn = async (code: string, subtotal: number): Promise<unknown> =>
  (await look(code, { subtotal }).expect(200)).body.data.discount;

describe('looking up a code', () => {
  test('tells a shopper what it offers, and nothing else', async () => {
    const product = await newProduct(shop);
    const [startDate, endDate] = [inHours(-1), inHours(1)];
    const { code } = await newCoupon(shop, {
      value: 12.5,
      maximum_discount: 8,
      minimum_order: 20,
      startDate,
      endDate,
      usage_limit_total: 50,
      usage_limit_per_customer: 1,
      products: [product.documentId],
    });
    const response = await look(code).expect(200);
    expect(response.body).toEqual({
      data: {
        code,
        type: 'percentage',
        value: 12.5,
        maximum_discount: 8,
        minimum_order: 20,
        startDate,
        endDate,
      },
      meta: {},
    });
    expect(response.headers['cache-control']).toBe('private, no-store');
  });

  test.each([
    ['in another case', 'Spring-24', 'sPRING-24'],
    ['with blanks and marks around it', 'Autumn-24', ' Autumn-24\u200f '],
    ['in Arabic', 'رمضان-٢٤', 'رمضان-٢٤'],
    ['in Arabic, composed otherwise', 'أهلا', 'أهلا'.normalize('NFD')],
    ['with a slash and a per cent sign', '10%/all & more?', '10%/all & more?'],
    ['that is a path elsewhere', 'active', 'ACTIVE'],
  ])('finds one %s', async (_what, code, typed) => {
    await newCoupon(shop, { code });
    expect((await look(typed).expect(200)).body.data.code).toBe(code);
  });

  test('estimates what it takes off a subtotal', async () => {
    const tenth = await newCoupon(shop, { value: 10, maximum_discount: 8 });
    expect(await discountOn(tenth.code, 50)).toBe(5);
    expect(await discountOn(tenth.code, 33.35)).toBe(3.34);
    expect(await discountOn(tenth.code, 80)).toBe(8);
    expect(await discountOn(tenth.code, 500)).toBe(8);
    const fixed = await newCoupon(shop, { type: 'fixed', value: 7.5 });
    expect(await discountOn(fixed.code, 20)).toBe(7.5);
    expect(await discountOn(fixed.code, 5)).toBe(5);
  });

  test('does so for staff and customers alike, and asks no scope', async () => {
    const product = await newProduct(shop);
    const { code } = await newCoupon(shop, { value: 50, products: [product.documentId] });
    const { options } = await newCustomer(shop.company);
    for (const who of [{}, options, shop.staff]) {
      expect((await look(code, { subtotal: 10 }, who).expect(200)).body.data.discount).toBe(5);
    }
  });

  test('in the decimals of the currency', async () => {
    const dinars = await newShop();
    await api.put('/api/setting', { currency: 'JOD' }, dinars.staff).expect(200);
    const { code } = await newCoupon(dinars, { type: 'fixed', value: 1.255 });
    const options = { ...dinars.visitor, query: { subtotal: 9.999 } };
    expect((await api.get(`/api/coupon/${code}`, options).expect(200)).body.data).toMatchObject({
      value: 1.255,
      discount: 1.255,
    });
  });
});

describe('a code that does not hold', () => {
  test('unknown, inactive and foreign ones look the same', async () => {
    const other = await newShop();
    const inactive = await newCoupon(shop, { isActive: false, startDate: inHours(1) });
    const foreign = await newCoupon(other);
    const unknown = await look(unique('NOBODY'));
    expectRefusal(unknown, 404, 'not_found');
    for (const code of [inactive.code, foreign.code, 'x'.repeat(65), '\u200f', '\0', 'a\nb']) {
      const { status, body } = await look(code);
      expect({ code, status, body }).toEqual({ code, status: 404, body: unknown.body });
    }
    const arabic = await look(inactive.code, { locale: 'ar' });
    expect(arabic.body.error.message).toMatch(/[\u0600-\u06ff]/);
  });

  test.each<[string, object, string]>([
    ['before it starts', { startDate: inHours(1), endDate: inHours(2) }, 'coupon_not_started'],
    ['after it has ended', { startDate: inHours(-2), endDate: inHours(-1) }, 'coupon_expired'],
  ])('%s', async (_what, dates, code) => {
    const coupon = await newCoupon(shop, { ...dates, minimum_order: 100 });
    expectRefusal(await look(coupon.code), 422, code);
    expectRefusal(await look(coupon.code, { subtotal: 1 }), 422, code);
  });

  test('begins and ends at its second', async () => {
    const soon = Math.ceil(Date.now() / 1000) * 1000 + 1_000;
    const [start, end] = [new Date(soon).toISOString(), new Date(soon + 1_000).toISOString()];
    const starts = await newCoupon(shop, { startDate: start });
    const ends = await newCoupon(shop, { endDate: end });
    const wait = (until: number) => new Promise((resolve) => setTimeout(resolve, until - Date.now()));
    expectRefusal(await look(starts.code), 422, 'coupon_not_started');
    await wait(soon + 20);
    await look(starts.code).expect(200);
    await look(ends.code).expect(200);
    await wait(soon + 1_020);
    expectRefusal(await look(ends.code), 422, 'coupon_expired');
  });

  test('below its minimum; equal suffices', async () => {
    const { code } = await newCoupon(shop, { minimum_order: 20 });
    await look(code).expect(200);
    expect(expectRefusal(await look(code, { subtotal: 19.99 }), 422, 'coupon_min_order')).toEqual({
      minimum: 20,
      missing: 0.01,
    });
    expect(await discountOn(code, 20)).toBe(2);
  });

  test('with nothing to take off', async () => {
    const { code } = await newCoupon(shop);
    expectRefusal(await look(code, { subtotal: 0 }), 422, 'coupon_not_eligible');
  });

  test('used as often as all may', async () => {
    const coupon = await newCoupon(shop, { usage_limit_total: 2, minimum_order: 20 });
    await use(shop, 'coupon', coupon, 'one');
    await look(coupon.code).expect(200);
    await use(shop, 'coupon', coupon, 'two');
    const refused = await look(coupon.code);
    expectRefusal(refused, 422, 'coupon_exhausted');
    expect(refused.body.error.message).toBe('This coupon is used up');
    expectRefusal(await look(coupon.code, { subtotal: 30 }), 422, 'coupon_exhausted');
    expectRefusal(await look(coupon.code, { subtotal: 10 }), 422, 'coupon_min_order');
    await sql.query('update coupon_counters set used_count = 1 where coupon_id = $1', [coupon.documentId]);
    await look(coupon.code).expect(200);
  });

  test('used as often as this customer may; nobody else is told', async () => {
    const coupon = await newCoupon(shop, { usage_limit_per_customer: 1 });
    const [one, two] = [await newCustomer(shop.company), await newCustomer(shop.company)];
    await use(shop, 'coupon', coupon, one.documentId);
    expectRefusal(await look(coupon.code, {}, one.options), 422, 'coupon_customer_exhausted');
    expectRefusal(await look(coupon.code, { subtotal: 10 }, one.options), 422, 'coupon_customer_exhausted');
    await look(coupon.code, {}, two.options).expect(200);
    await look(coupon.code, { subtotal: 10 }).expect(200);
  });

  test.each(['-1', '', 'ten', '1e3', 'NaN', '1.005', '0x10', '999999999999', ' 5'])(
    'no estimate for a subtotal of "%s"',
    async (subtotal) => {
      const { code } = await newCoupon(shop);
      expectInvalid(await look(code, { subtotal }), 'subtotal');
    },
  );

  test('nor for two of them, nor for what is not asked', async () => {
    const { code } = await newCoupon(shop);
    expectInvalid(await api.get(`/api/coupon/${code}?subtotal=1&subtotal=2`, shop.visitor), 'subtotal');
    expectRefusal(await look(code, { cart: 1 }), 400, 'unknown_parameter');
  });
});
