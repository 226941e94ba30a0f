import { api, sql } from '../support/application';
import {
  countRows,
  expectInvalid,
  expectRefusal,
  newProduct,
  newShop,
  newStaff,
  pluck,
  type Shop,
  unique,
  UNKNOWN_ID,
} from '../support/catalogue';
import { couponBody, newCoupon, use } from '../support/coupons';
import { newCustomer } from '../support/customers';

let shop: Shop;
let product: string;

beforeAll(async () => {
  shop = await newShop();
  product = (await newProduct(shop)).documentId;
});

const post = (overrides: object) => api.post('/api/coupon', couponBody(overrides), shop.staff);

const readAll = async (query: Record<string, string | number> = {}) =>
  api.get('/api/coupon', { ...shop.staff, query }).expect(200);

describe('coupons', () => {
  test('are written and read by staff, with every field', async () => {
    const code = unique('Summer ');
    const coupon = await newCoupon(shop, {
      code: `  ${code}\u200f `,
      type: 'fixed',
      value: 7.5,
      maximum_discount: 5,
      minimum_order: 20,
      startDate: '2030-01-01',
      endDate: '2030-01-31',
      usage_limit_total: 100,
      usage_limit_per_customer: 2,
      products: [product],
      categories: [shop.category],
      isActive: false,
    });
    expect(coupon).toEqual({
      documentId: expect.any(String),
      code,
      type: 'fixed',
      value: 7.5,
      maximum_discount: 5,
      minimum_order: 20,
      // Whole days in Riyadh.
      startDate: '2029-12-31T21:00:00.000Z',
      endDate: '2030-01-31T21:00:00.000Z',
      usage_limit_total: 100,
      usage_limit_per_customer: 2,
      products: [product],
      categories: [shop.category],
      isActive: false,
      used_count: 0,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    expect((await readAll({ 'filters[code]': code })).body.data).toEqual([coupon]);
  });

  test('need a code and what they take off, no more', async () => {
    expect(await newCoupon(shop)).toMatchObject({
      type: 'percentage',
      value: 10,
      maximum_discount: null,
      minimum_order: null,
      startDate: null,
      endDate: null,
      usage_limit_total: null,
      usage_limit_per_customer: null,
      products: [],
      categories: [],
      isActive: true,
    });
  });

  test('are listed by pages, filters and orders', async () => {
    const other = await newShop();
    const [a, b, c] = [
      await newCoupon(other, { code: 'Alpha', endDate: '2030-01-01' }),
      await newCoupon(other, { code: 'Beta', type: 'fixed', isActive: false }),
      await newCoupon(other, { code: 'عيد مبارك', endDate: '2031-01-01' }),
    ];
    await use(other, 'coupon', b, 'one', 'two');
    await use(other, 'coupon', a, 'one');
    const list = async (query: Record<string, string | number>) =>
      api.get('/api/coupon', { ...other.staff, query }).expect(200);

    expect(pluck(await list({}), 'documentId')).toEqual([c, b, a].map((coupon) => coupon.documentId));
    expect(pluck(await list({ sort: 'used_count:desc' }), 'used_count')).toEqual([2, 1, 0]);
    expect(pluck(await list({ sort: 'code' }), 'code')).toEqual(['Alpha', 'Beta', 'عيد مبارك']);
    expect(pluck(await list({ 'filters[isActive]': 'false' }), 'code')).toEqual(['Beta']);
    expect(pluck(await list({ 'filters[type]': 'percentage' }), 'code')).toEqual(['عيد مبارك', 'Alpha']);
    expect(pluck(await list({ 'filters[used_count][$gte]': 1 }), 'code')).toEqual(['Beta', 'Alpha']);
    expect(pluck(await list({ 'filters[endDate][$lt]': '2030-06-01T00:00:00Z' }), 'code')).toEqual(['Alpha']);
    const second = await list({ sort: 'code', 'pagination[page]': 2, 'pagination[pageSize]': 2 });
    expect(pluck(second, 'code')).toEqual(['عيد مبارك']);
    expect(second.body.meta.pagination).toEqual({ page: 2, pageSize: 2, pageCount: 2, total: 3 });
    expectRefusal(
      await api.get('/api/coupon', { ...other.staff, query: { sort: 'value' } }),
      400,
      'unknown_parameter',
    );
  });

  test.each<[string, object, string[]]>([
    ['no code', { code: undefined }, ['code']],
    ['an empty code', { code: ' \u200e ' }, ['code']],
    ['a code of 65 characters', { code: 'x'.repeat(65) }, ['code']],
    ['a code of two lines', { code: 'SAVE\n10' }, ['code']],
    ['a code that is no text', { code: 10 }, ['code']],
    ['no type', { type: undefined }, ['type']],
    ['another type', { type: 'gift' }, ['type']],
    ['no value', { value: undefined }, ['value']],
    ['a value of zero', { value: 0 }, ['value']],
    ['a negative value', { value: -1 }, ['value']],
    ['a value as text', { value: '10' }, ['value']],
    ['over a hundred per cent', { value: 100.001 }, ['value']],
    ['too fine a percentage', { value: 10.0001 }, ['value']],
    ['too fine a sum', { type: 'fixed', value: 1.005 }, ['value']],
    ['too fine a cap', { maximum_discount: 0.001 }, ['maximum_discount']],
    ['a negative cap', { maximum_discount: -1 }, ['maximum_discount']],
    ['too fine a minimum', { minimum_order: 0.001 }, ['minimum_order']],
    ['a negative minimum', { minimum_order: -1 }, ['minimum_order']],
    ['an end before the start', { startDate: '2030-01-02', endDate: '2030-01-01' }, ['endDate']],
    ['a day that does not exist', { startDate: '2030-02-30' }, ['startDate']],
    ['no uses at all', { usage_limit_total: 0 }, ['usage_limit_total']],
    ['half a use', { usage_limit_per_customer: 0.5 }, ['usage_limit_per_customer']],
    ['uses of its own', { used_count: 3 }, ['used_count']],
    ['a company of its own', { company_code: 'other' }, ['company_code']],
    ['an unknown product', { products: [UNKNOWN_ID] }, ['products']],
    ['an unknown category', { categories: [UNKNOWN_ID] }, ['categories']],
  ])('with %s are refused', async (_what, overrides, paths) => {
    const before = await countRows('coupons', shop);
    expectInvalid(await post(overrides), ...paths);
    expect(await countRows('coupons', shop)).toBe(before);
  });

  test('may take all, in three decimals of a per cent, and may last one day', async () => {
    expect(await newCoupon(shop, { value: 100 })).toMatchObject({ value: 100 });
    expect(await newCoupon(shop, { value: 0.125 })).toMatchObject({ value: 0.125 });
    expect(await newCoupon(shop, { startDate: '2030-02-01', endDate: '2030-02-01' })).toMatchObject({
      startDate: '2030-01-31T21:00:00.000Z',
      endDate: '2030-02-01T21:00:00.000Z',
    });
  });

  test('count in the decimals of their currency', async () => {
    const dinars = await newShop();
    await api.put('/api/setting', { currency: 'JOD' }, dinars.staff).expect(200);
    expect(await newCoupon(dinars, { type: 'fixed', value: 1.255, minimum_order: 0.001 })).toMatchObject({
      value: 1.255,
      minimum_order: 0.001,
    });
    await api.put('/api/setting', { currency: 'JPY' }, dinars.staff).expect(200);
    const body = couponBody({ type: 'fixed', value: 1.5 });
    expectInvalid(await api.post('/api/coupon', body, dinars.staff), 'value');
  });
});

describe('a code', () => {
  test('belongs to one coupon of a company, however it is written', async () => {
    const other = await newShop();
    const { code } = await newCoupon(shop, { code: unique('ramadan') });
    const before = await countRows('coupons', shop);
    for (const spelling of [code, code.toUpperCase(), ` ${code}\u200f`]) {
      expect(expectRefusal(await post({ code: spelling }), 409, 'already_exists')).toEqual({ field: 'code' });
    }
    expect(await countRows('coupons', shop)).toBe(before);
    expect(await newCoupon(other, { code })).toMatchObject({ code });
  });

  test('goes to one of those who ask for it at once', async () => {
    const code = unique('RUSH');
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => post({ code: index % 2 === 0 ? code : code.toLowerCase() })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)]);
    const { rows } = await sql.query('select 1 from coupons where lower(code) = lower($1)', [code]);
    expect(rows).toHaveLength(1);
  });

  test('may change its case, but not to that of another one', async () => {
    const [one, other] = [await newCoupon(shop), await newCoupon(shop)];
    const path = `/api/coupon/${one.documentId}`;
    const changed = await api.put(path, { code: one.code.toLowerCase() }, shop.staff).expect(200);
    expect(changed.body.data.code).toBe(one.code.toLowerCase());
    expectRefusal(await api.put(path, { code: other.code }, shop.staff), 409, 'already_exists');
    expect((await readAll({ 'filters[code]': one.code.toLowerCase() })).body.data).toEqual([
      changed.body.data,
    ]);
  });
});

describe('changing and deleting', () => {
  test('absent stays, null clears', async () => {
    const coupon = await newCoupon(shop, { minimum_order: 5, endDate: '2030-01-01', products: [product] });
    const path = `/api/coupon/${coupon.documentId}`;
    const { body } = await api.put(path, { minimum_order: null, value: 12 }, shop.staff).expect(200);
    expect(body.data).toEqual({ ...coupon, minimum_order: null, value: 12, updatedAt: expect.any(String) });
    await api.delete(path, shop.staff).expect(204);
    expectRefusal(await api.put(path, { value: 5 }, shop.staff), 404, 'not_found');
    expectRefusal(await api.delete(path, shop.staff), 404, 'not_found');
  });

  test.each<[string, object, string]>([
    ['the code goes', { code: null }, 'code'],
    ['a sum of 150 becomes per cent', { type: 'percentage' }, 'value'],
    ['it ends before it begins', { endDate: '2029-12-31' }, 'endDate'],
  ])('is refused where %s', async (_what, change, path) => {
    const coupon = await newCoupon(shop, { type: 'fixed', value: 150, startDate: '2030-01-01' });
    expectInvalid(await api.put(`/api/coupon/${coupon.documentId}`, change, shop.staff), path);
    expect((await readAll({ 'filters[code]': coupon.code })).body.data).toEqual([coupon]);
  });

  test('one that orders have used stays, one whose orders were cancelled may go', async () => {
    const coupon = await newCoupon(shop);
    await use(shop, 'coupon', coupon, 'somebody', 'email:guest@saptmarkets.test');
    const path = `/api/coupon/${coupon.documentId}`;
    expect(expectRefusal(await api.delete(path, shop.staff), 409, 'in_use')).toEqual({ used: 2 });
    expect((await readAll({ 'filters[code]': coupon.code })).body.data).toEqual([
      { ...coupon, used_count: 2 },
    ]);
    await api.put(path, { isActive: false }, shop.staff).expect(200);
    await sql.query('delete from redemptions where target_id = $1', [coupon.documentId]);
    await api.delete(path, shop.staff).expect(204);
    const { rows } = await sql.query('select 1 from coupon_counters where coupon_id = $1', [
      coupon.documentId,
    ]);
    expect(rows).toEqual([]);
  });

  test('nothing goes without which a coupon would be for everything', async () => {
    const alone = (await newProduct(shop)).documentId;
    const forOne = await newCoupon(shop, { products: [alone] });
    const refusal = await api.delete(`/api/products/${alone}`, shop.staff);
    expect(expectRefusal(refusal, 409, 'in_use')).toEqual({
      reserved: 0,
      orders: 0,
      promotions: 0,
      coupons: 1,
    });
    const category = await api.post('/api/category', { name: 'Short-lived' }, shop.staff).expect(201);
    const categoryId = category.body.data.documentId as string;
    const forShelf = await newCoupon(shop, { categories: [categoryId] });
    const kept = await api.delete(`/api/category/${categoryId}`, shop.staff);
    expect(expectRefusal(kept, 409, 'in_use')).toMatchObject({ coupons: 1 });
    await api.delete(`/api/category/${categoryId}?reassignTo=${shop.category}`, shop.staff).expect(204);
    expect((await readAll({ 'filters[code]': forShelf.code })).body.data[0].categories).toEqual([
      shop.category,
    ]);
    await api.delete(`/api/coupon/${forOne.documentId}`, shop.staff).expect(204);
    await api.delete(`/api/products/${alone}`, shop.staff).expect(204);
  });
});

describe('who keeps them', () => {
  test('another company neither sees nor changes them, nor lends its goods', async () => {
    const other = await newShop();
    const coupon = await newCoupon(shop);
    const foreign = (await newProduct(other)).documentId;
    expectInvalid(await post({ products: [foreign] }), 'products');
    expectInvalid(await post({ categories: [other.category] }), 'categories');
    expect((await api.get('/api/coupon', other.staff).expect(200)).body.data).toEqual([]);
    const path = `/api/coupon/${coupon.documentId}`;
    expectRefusal(await api.put(path, { value: 99 }, other.staff), 404, 'not_found');
    expectRefusal(await api.delete(path, other.staff), 404, 'not_found');
    expect((await readAll({ 'filters[code]': coupon.code })).body.data).toEqual([coupon]);
  });

  test('shoppers neither list nor write them', async () => {
    const coupon = await newCoupon(shop);
    const { options } = await newCustomer(shop.company);
    const path = `/api/coupon/${coupon.documentId}`;
    expectRefusal(await api.get('/api/coupon', shop.visitor), 401, 'unauthenticated');
    expectRefusal(await api.get('/api/coupon', options), 403, 'forbidden');
    expectRefusal(await api.post('/api/coupon', couponBody(), options), 403, 'forbidden');
    expectRefusal(await api.put(path, { value: 99 }, options), 403, 'forbidden');
    expectRefusal(await api.delete(path, options), 403, 'forbidden');
    expect((await readAll({ 'filters[code]': coupon.code })).body.data).toEqual([coupon]);
  });

  test.each([
    ['merchandiser', 201],
    ['order_desk', 403],
    ['accountant', 403],
  ])('%s reads them; writing one answers %i', async (role, status) => {
    const { token } = await newStaff(role, [shop.company]);
    const options = { company: shop.company.code, token };
    await api.get('/api/coupon', options).expect(200);
    expect((await api.post('/api/coupon', couponBody(), options)).status).toBe(status);
  });

  test('a dispatcher has nothing to do with them', async () => {
    const { token } = await newStaff('dispatcher', [shop.company]);
    expectRefusal(await api.get('/api/coupon', { company: shop.company.code, token }), 403, 'forbidden');
  });
});
