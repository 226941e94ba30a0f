import { api, app, sql } from '../support/application';
import { countRows, newProduct, newShop, newStaff, panelUser, type Shop, unique } from '../support/catalogue';
import { couponBody, newCoupon, use } from '../support/coupons';

const COUPON = 'api::coupon.coupon';

type Panel = Awaited<ReturnType<typeof panelUser>>;

let shop: Shop;
let other: Shop;
let panel: Panel;

beforeAll(async () => {
  [shop, other] = [await newShop(), await newShop()];
  panel = await panelUser(await newStaff('merchandiser', [shop.company]));
});

const stored = async ({ code }: { code: string }): Promise<unknown[]> =>
  (await api.get('/api/coupon', { ...shop.staff, query: { 'filters[code]': code } }).expect(200)).body.data;

const connect = (...ids: string[]): object => ({
  connect: ids.map((documentId) => ({ documentId, locale: 'en' })),
  disconnect: [],
});

describe('coupons in the panel', () => {
  test('are made, changed and deleted as over REST', async () => {
    const product = await newProduct(shop);
    const code = unique('PANEL-');
    const made = await panel
      .create(COUPON, { ...couponBody({ code: ` ${code} ` }), products: connect(product.documentId) })
      .expect(201);
    const id = made.body.data.documentId as string;
    expect(await stored({ code })).toMatchObject([
      { documentId: id, code, value: 10, products: [product.documentId], isActive: true },
    ]);
    const { rows } = await sql.query('select company_code from coupons where document_id = $1', [id]);
    expect(rows).toEqual([{ company_code: shop.company.code }]);
    await panel.update(COUPON, id, { value: '12.5', isActive: false }).expect(200);
    expect(await stored({ code })).toMatchObject([{ value: 12.5, isActive: false }]);
    await panel.remove(COUPON, id).expect(200);
    expect(await stored({ code })).toEqual([]);
  });

  test.each<[string, object, RegExp]>([
    ['no code', { code: '' }, /code/],
    ['a code of nothing that is seen', { code: '\u200f \u200e' }, /code/],
    ['a code that is too long', { code: 'x'.repeat(65) }, /code/],
    ['a value of zero', { value: '0' }, /value/],
    ['over a hundred per cent', { value: '100.5' }, /value/],
    ['too fine a percentage', { value: '10.0005' }, /value/],
    ['too fine a sum', { type: 'fixed', value: '1.001' }, /value/],
    ['too fine a minimum', { minimum_order: '0.005' }, /minimum_order/],
    [
      'an end before the start',
      { startDate: '2030-01-02T00:00:00Z', endDate: '2030-01-01T00:00:00Z' },
      /endDate/,
    ],
    ['another type', { type: 'gift' }, /type/],
    ['no uses at all', { usage_limit_total: 0 }, /usage_limit_total/],
  ])('with %s are refused, made or changed', async (_what, wrong, words) => {
    const before = await countRows('coupons', shop);
    const refused = await panel.create(COUPON, couponBody(wrong));
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body.error)).toMatch(words);
    expect(await countRows('coupons', shop)).toBe(before);
    const coupon = await newCoupon(shop);
    expect((await panel.update(COUPON, coupon.documentId, wrong)).status).toBe(400);
    expect(await stored(coupon)).toEqual([coupon]);
  });

  test('share no code', async () => {
    const coupon = await newCoupon(shop);
    const refused = await panel.create(COUPON, couponBody({ code: coupon.code.toLowerCase() }));
    expect(refused.status).toBe(400);
    expect(refused.body.error.message).toBe('this code is already taken');
    expect(await stored(coupon)).toEqual([coupon]);
  });

  test('stay when orders have used them, alone and among others', async () => {
    const [used, unused] = [await newCoupon(shop), await newCoupon(shop)];
    await use(shop, 'coupon', used, 'somebody');
    const refused = await panel.remove(COUPON, used.documentId);
    expect(refused.status).toBe(400);
    expect(refused.body.error.message).toBe('orders have used this coupon; switch it off instead');
    expect((await panel.bulkRemove(COUPON, [unused.documentId, used.documentId])).status).toBe(400);
    expect(await stored(unused)).toEqual([unused]);
    expect(await stored(used)).toEqual([{ ...used, used_count: 1 }]);
  });

  test('of another company are out of reach', async () => {
    const foreign = await newCoupon(other);
    const product = await newProduct(other);
    expect((await panel.read(COUPON, foreign.documentId)).status).toBe(403);
    expect((await panel.update(COUPON, foreign.documentId, { value: 99 })).status).toBe(403);
    expect((await panel.remove(COUPON, foreign.documentId)).status).toBe(403);
    const before = [await countRows('coupons', shop), await countRows('coupons', other)];
    const planted = await panel.create(COUPON, couponBody({ company_code: other.company.code }));
    expect([400, 403]).toContain(planted.status);
    const lent = await panel.create(COUPON, { ...couponBody(), products: connect(product.documentId) });
    expect(lent.status).toBe(400);
    expect([await countRows('coupons', shop), await countRows('coupons', other)]).toEqual(before);
  });

  test('a copy needs a code of its own', async () => {
    const product = await newProduct(shop);
    const coupon = await newCoupon(shop, { products: [product.documentId], usage_limit_total: 5 });
    await use(shop, 'coupon', coupon, 'somebody');
    const clone = (data: object) =>
      api.post(`/content-manager/collection-types/${COUPON}/clone/${coupon.documentId}`, data, {
        token: panel.token,
      });
    const before = await countRows('coupons', shop);
    for (const data of [{}, { code: coupon.code }, { code: coupon.code.toLowerCase() }]) {
      const refused = await clone(data);
      expect(refused.status).toBe(400);
      expect(refused.body.error.message).toBe('this code is already taken');
    }
    expect(await countRows('coupons', shop)).toBe(before);
    const code = unique('COPY-');
    await clone({ code }).expect(200);
    expect(await stored({ code })).toMatchObject([
      { code, value: 10, products: [product.documentId], usage_limit_total: 5, used_count: 0 },
    ]);
  });

  test.each(['order_desk', 'accountant'])('%s reads them there, and changes nothing', async (role) => {
    const coupon = await newCoupon(shop);
    const reader = await panelUser(await newStaff(role, [shop.company]));
    await reader.read(COUPON, coupon.documentId).expect(200);
    expect((await reader.update(COUPON, coupon.documentId, { value: 99 })).status).toBe(403);
    expect((await reader.create(COUPON, couponBody())).status).toBe(403);
    expect((await reader.remove(COUPON, coupon.documentId)).status).toBe(403);
    expect(await stored(coupon)).toEqual([coupon]);
  });
});

test('what happens to a coupon is in the audit log', async () => {
  const coupon = await newCoupon(shop);
  await panel.update(COUPON, coupon.documentId, { value: 15 }).expect(200);
  await panel.remove(COUPON, coupon.documentId).expect(200);
  const { rows } = await sql.query<{ action: string }>(
    'select action from audit_log where subject_id = $1 order by id',
    [coupon.documentId],
  );
  expect(rows.map(({ action }) => action)).toEqual(['create', 'update', 'delete']);
});

test('the panel’s list and form of coupons are arranged', async () => {
  const service = app.strapi.plugin('content-manager').service('content-types') as unknown as {
    findConfiguration(type: {
      uid: string;
    }): Promise<{ settings: { mainField: string }; layouts: { list: string[] } }>;
  };
  const { settings, layouts } = await service.findConfiguration({ uid: COUPON });
  expect(settings.mainField).toBe('code');
  expect(layouts.list.slice(0, 3)).toEqual(['code', 'type', 'value']);
});
