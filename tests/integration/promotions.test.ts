import { api } from '../support/application';
import {
  countRows,
  create,
  expectInvalid,
  expectRefusal,
  type Item,
  newProduct,
  newShop,
  pluck,
  type Shop,
  UNKNOWN_ID,
} from '../support/catalogue';

const DAY = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY).toISOString();

let shop: Shop;
let product: string;

beforeAll(async () => {
  shop = await newShop();
  product = (await newProduct(shop)).documentId;
});

const percent = (overrides: object = {}): object => ({
  name: { en: 'Ten off', ar: 'خصم عشرة' },
  type: 'discount',
  discount_type: 'percentage',
  discount_value: 10,
  ...overrides,
});

const promotion = (overrides: object = {}): Promise<Item> => create(shop, '/promotions', percent(overrides));

describe('reading promotions', () => {
  let live: Item;
  const hidden: Record<string, Item> = {};

  beforeAll(async () => {
    live = await promotion({
      name: { en: 'Live', ar: 'سارٍ' },
      startDate: inDays(-1),
      endDate: inDays(1),
      products: [product],
      categories: [shop.category],
      priority: 5,
      minimum_order: 20,
      maximum_discount: 7.5,
      usage_limit: 2,
      usage_limit_total: 100,
    });
    hidden['future'] = await promotion({ startDate: inDays(1), endDate: inDays(2) });
    hidden['past'] = await promotion({ startDate: inDays(-2), endDate: inDays(-1) });
    hidden['switched off'] = await promotion({ isActive: false });
    hidden['inactive'] = await promotion({ status: 'inactive' });
  });

  test('shows every field of a live one', async () => {
    const response = await api.get(`/api/promotions/${live.documentId}`, { ...shop.visitor, locale: 'ar' });
    expect(response.status).toBe(200);
    expect(response.body.data).toEqual({
      documentId: live.documentId,
      name: 'سارٍ',
      description: null,
      type: 'discount',
      discount_type: 'percentage',
      discount_value: 10,
      requiredItemCount: null,
      comboPrice: null,
      buyQuantity: live['buyQuantity'],
      getQuantity: live['getQuantity'],
      products: [product],
      categories: [shop.category],
      image: null,
      startDate: live['startDate'],
      endDate: live['endDate'],
      status: 'active',
      isActive: true,
      priority: 5,
      minimum_order: 20,
      maximum_discount: 7.5,
      usage_limit: 2,
      usage_limit_total: 100,
      used_count: 0,
      fallbacks: [],
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
  });

  test('the public sees live ones only, in the list, as active, and one by one', async () => {
    expect(pluck(await api.get('/api/promotions', shop.visitor), 'documentId')).toEqual([live.documentId]);
    expect(pluck(await api.get('/api/promotions/active', shop.visitor), 'documentId')).toEqual([
      live.documentId,
    ]);
    for (const { documentId } of Object.values(hidden)) {
      expectRefusal(await api.get(`/api/promotions/${documentId}`, shop.visitor), 404, 'not_found');
    }
  });

  test('staff see all of them, and as active only the live ones', async () => {
    const all = await api.get('/api/promotions', shop.staff).expect(200);
    expect(all.body.meta.pagination.total).toBe(5);
    expect(pluck(await api.get('/api/promotions/active', shop.staff), 'documentId')).toEqual([
      live.documentId,
    ]);
    const find = async (query: string): Promise<unknown[]> =>
      pluck(await api.get(`/api/promotions?${query}`, shop.staff).expect(200), 'documentId');
    expect(await find('filters[status]=inactive')).toEqual([hidden['inactive']!.documentId]);
    expect(await find('filters[isActive]=false')).toEqual([hidden['switched off']!.documentId]);
    expect(await find(`filters[startDate][$gt]=${inDays(0)}`)).toEqual([hidden['future']!.documentId]);
    expect(await find(`filters[endDate][$lt]=${inDays(0)}`)).toEqual([hidden['past']!.documentId]);
    expect(await find('filters[type]=bogo')).toEqual([]);
    await api.get(`/api/promotions/${hidden['past']!.documentId}`, shop.staff).expect(200);
    expectRefusal(
      await api.get('/api/promotions?filters[status]=inactive', shop.visitor),
      400,
      'unknown_parameter',
    );
  });

  test('it ends at its end, not after it', async () => {
    const short = await promotion({
      startDate: inDays(-1),
      endDate: new Date(Date.now() + 1_500).toISOString(),
    });
    const path = `/api/promotions/${short.documentId}`;
    await api.get(path, shop.visitor).expect(200);
    await new Promise((resolve) => setTimeout(resolve, 1_600));
    expectRefusal(await api.get(path, shop.visitor), 404, 'not_found');
  });
});

describe('dates without a time', () => {
  test('are whole days in the zone of the store', async () => {
    const dated = await promotion({ startDate: '2030-03-01', endDate: '2030-03-31' });
    expect(dated).toMatchObject({
      startDate: '2030-02-28T21:00:00.000Z',
      endDate: '2030-03-31T21:00:00.000Z',
    });
    await api.put('/api/setting', { timezone: 'America/New_York' }, shop.staff).expect(200);
    const response = await api.put(
      `/api/promotions/${dated.documentId}`,
      { startDate: '2030-03-10', endDate: '2030-03-10' },
      shop.staff,
    );
    await api.put('/api/setting', { timezone: 'Asia/Riyadh' }, shop.staff).expect(200);
    // The clock goes forward on that day, which therefore has 23 hours.
    expect(response.body.data).toMatchObject({
      startDate: '2030-03-10T05:00:00.000Z',
      endDate: '2030-03-11T04:00:00.000Z',
    });
  });

  test.each(['2026-02-30', '2026-13-01', 'tomorrow', '01/02/2026', '2026-01-01T25:00:00Z', '', 5])(
    '%s is no date',
    async (startDate) => {
      const before = await countRows('promotions', shop);
      expectInvalid(await api.post('/api/promotions', percent({ startDate }), shop.staff), 'startDate');
      expect(await countRows('promotions', shop)).toBe(before);
    },
  );
});

describe('terms', () => {
  test('combo and bogo are taken with what they need', async () => {
    const combo = await create(shop, '/promotions', {
      name: 'Three for twelve',
      type: 'combo',
      requiredItemCount: 3,
      comboPrice: 12,
      products: [product],
    });
    expect(combo).toMatchObject({ type: 'combo', requiredItemCount: 3, comboPrice: 12, products: [product] });
    const bogo = await create(shop, '/promotions', {
      name: 'Two and one',
      type: 'bogo',
      buyQuantity: 2,
      getQuantity: 1,
      categories: [shop.category],
    });
    expect(bogo).toMatchObject({ buyQuantity: 2, getQuantity: 1, categories: [shop.category] });
  });

  test.each<[string, object, string[]]>([
    ['no name', { name: undefined }, ['name']],
    ['no type', { type: undefined }, ['type']],
    ['another type', { type: 'gift' }, ['type']],
    ['neither percentage nor fixed', { discount_type: undefined }, ['discount_type']],
    ['no value', { discount_value: undefined }, ['discount_value']],
    ['a value of zero', { discount_value: 0 }, ['discount_value']],
    ['a negative value', { discount_value: -5 }, ['discount_value']],
    ['over a hundred per cent', { discount_value: 100.5 }, ['discount_value']],
    ['too fine a sum', { discount_type: 'fixed', discount_value: 1.001 }, ['discount_value']],
    ['too fine a minimum', { minimum_order: 0.001 }, ['minimum_order']],
    ['too fine a cap', { maximum_discount: 0.001 }, ['maximum_discount']],
    ['a negative cap', { maximum_discount: -1 }, ['maximum_discount']],
    ['an end before the start', { startDate: inDays(2), endDate: inDays(1) }, ['endDate']],
    [
      'an end at the start',
      { startDate: '2030-01-02T00:00:00Z', endDate: '2030-01-02T00:00:00Z' },
      ['endDate'],
    ],
    ['an empty combo', { type: 'combo' }, ['requiredItemCount', 'comboPrice', 'products']],
    ['a combo of none', { type: 'combo', requiredItemCount: 0, comboPrice: 1 }, ['requiredItemCount']],
    ['a bogo of everything', { type: 'bogo' }, ['products']],
    ['a limit of zero', { usage_limit: 0 }, ['usage_limit']],
    ['uses of its own', { used_count: 3 }, ['used_count']],
    ['an unknown product', { products: [UNKNOWN_ID] }, ['products']],
    ['an unknown category', { categories: [UNKNOWN_ID] }, ['categories']],
  ])('%s', async (_what, overrides, paths) => {
    const before = await countRows('promotions', shop);
    expectInvalid(await api.post('/api/promotions', percent(overrides), shop.staff), ...paths);
    expect(await countRows('promotions', shop)).toBe(before);
  });

  test('a hundred per cent is the most', async () => {
    expect(await promotion({ discount_value: 100 })).toMatchObject({ discount_value: 100 });
  });

  test('a change that breaks them is refused and changes nothing', async () => {
    const bogo = await create(shop, '/promotions', { name: 'Bogo', type: 'bogo', products: [product] });
    const path = `/api/promotions/${bogo.documentId}`;
    expectInvalid(await api.put(path, { products: [], name: { en: 'Changed' } }, shop.staff), 'products');
    expectInvalid(await api.put(path, { type: 'discount' }, shop.staff), 'discount_type', 'discount_value');
    expect((await api.get(path, shop.staff)).body.data).toEqual(bogo);
  });

  test('products and categories of another company are refused', async () => {
    const other = await newShop();
    const foreign = (await newProduct(other)).documentId;
    const before = await countRows('promotions', shop);
    expectInvalid(
      await api.post('/api/promotions', percent({ products: [foreign] }), shop.staff),
      'products',
    );
    expectInvalid(
      await api.post('/api/promotions', percent({ categories: [other.category] }), shop.staff),
      'categories',
    );
    expect(await countRows('promotions', shop)).toBe(before);
  });
});

describe('changing and deleting', () => {
  test('absent stays, null clears', async () => {
    const changed = await promotion({ endDate: inDays(3), minimum_order: 5, products: [product] });
    const path = `/api/promotions/${changed.documentId}`;
    const response = await api.put(path, { minimum_order: null, endDate: null }, shop.staff).expect(200);
    expect(response.body.data).toEqual({
      ...changed,
      minimum_order: null,
      endDate: null,
      updatedAt: expect.any(String),
    });
    await api.delete(path, shop.staff).expect(204);
    expectRefusal(await api.get(path, shop.staff), 404, 'not_found');
  });

  test('needs staff', async () => {
    const stays = await promotion();
    const path = `/api/promotions/${stays.documentId}`;
    expectRefusal(await api.post('/api/promotions', percent(), shop.visitor), 401, 'unauthenticated');
    expectRefusal(await api.put(path, { isActive: false }, shop.visitor), 401, 'unauthenticated');
    expectRefusal(await api.delete(path, shop.visitor), 401, 'unauthenticated');
    expect((await api.get(path, shop.visitor)).body.data).toEqual(stays);
  });
});
