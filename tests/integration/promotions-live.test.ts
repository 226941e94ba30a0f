import { api, sql } from '../support/application';
import {
  create,
  expectRefusal,
  type Item,
  newProduct,
  newShop,
  newStaff,
  panelUser,
  pluck,
  type Shop,
  UNKNOWN_ID,
} from '../support/catalogue';
import { use } from '../support/coupons';
import { ask } from '../support/graphql';

const HOUR = 3_600_000;

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();

const promotion = (name: string, overrides: object = {}, where = shop): Promise<Item> =>
  create(where, '/promotions', {
    name: { en: name },
    type: 'discount',
    discount_type: 'percentage',
    discount_value: 10,
    ...overrides,
  });

describe('the promotions of a product', () => {
  let below: string;
  let milk: string;
  let soap: string;
  let other: Shop;

  beforeAll(async () => {
    other = await newShop();
    below = (await create(shop, '/category', { name: 'Cheese', parent: shop.category })).documentId;
    const elsewhere = (await create(shop, '/category', { name: 'Household' })).documentId;
    milk = (await newProduct(shop, { category: below })).documentId;
    soap = (await newProduct(shop, { category: elsewhere })).documentId;
    await promotion('everything', { priority: 1 });
    await promotion('milk alone', { products: [milk], priority: 4 });
    await promotion('dairy, and soap', { categories: [shop.category], products: [soap], priority: 3 });
    await promotion('cheese', { type: 'bogo', categories: [below], priority: 2 });
    await promotion('soap alone', { products: [soap] });
    await promotion('not yet', { products: [milk], startDate: inHours(1) });
    await promotion('no more', { products: [milk], endDate: inHours(-1) });
    await promotion('switched off', { products: [milk], isActive: false });
    await promotion('inactive', { products: [milk], status: 'inactive' });
    await promotion('elsewhere', {}, other);
  });

  const namesFor = async (productId: string, who: object = shop.visitor): Promise<unknown[]> =>
    pluck(await api.get(`/api/promotions/product/${productId}`, who).expect(200), 'name');

  test('are the live ones for it, for a shelf above it, and for everything', async () => {
    const ofMilk = ['milk alone', 'dairy, and soap', 'cheese', 'everything'];
    expect(await namesFor(milk)).toEqual(ofMilk);
    expect(await namesFor(milk, shop.staff)).toEqual(ofMilk);
    expect(await namesFor(soap)).toEqual(['dairy, and soap', 'everything', 'soap alone']);
  });

  test('come as pages with the parameters of the list', async () => {
    const response = await api
      .get(`/api/promotions/product/${milk}`, {
        ...shop.visitor,
        query: { 'filters[type]': 'discount', sort: 'name:desc', 'pagination[pageSize]': 2, fields: 'name' },
      })
      .expect(200);
    expect(pluck(response, 'name')).toEqual(['milk alone', 'everything']);
    expect(response.body.meta.pagination).toEqual({ page: 1, pageSize: 2, pageCount: 2, total: 3 });
    expect(response.headers['cache-control']).toBe('public, no-cache');
  });

  test('follow the product to another shelf at once', async () => {
    const moving = (await newProduct(shop, { category: below })).documentId;
    expect(await namesFor(moving)).toEqual(['dairy, and soap', 'cheese', 'everything']);
    await api
      .put(`/api/products/${moving}`, { category: shop.category, categories: [] }, shop.staff)
      .expect(200);
    expect(await namesFor(moving)).toEqual(['dairy, and soap', 'everything']);
  });

  test('are a filter of the list, by which staff see the others too', async () => {
    const find = async (query: object, who: object): Promise<unknown[]> =>
      pluck(
        await api.get('/api/promotions', { ...who, query: { ...query, sort: 'name' } } as object).expect(200),
        'name',
      );
    const filter = { 'filters[product]': milk };
    expect(await find(filter, shop.visitor)).toEqual([
      'cheese',
      'dairy, and soap',
      'everything',
      'milk alone',
    ]);
    expect(await find({ ...filter, 'filters[isActive]': 'false' }, shop.staff)).toEqual(['switched off']);
    expect(
      await find({ 'filters[product][$in]': `${milk},${soap}`, 'filters[type]': 'bogo' }, shop.visitor),
    ).toEqual(['cheese']);
    const query = `{ activePromotions(filters: { product: { eq: "${milk}" } }, sort: ["name"]) { name } }`;
    expect(await ask(query, shop.visitor)).toEqual({
      activePromotions: ['cheese', 'dairy, and soap', 'everything', 'milk alone'].map((name) => ({ name })),
    });
  });

  test('of a product that is not there are not found', async () => {
    const hidden = (await newProduct(shop, { status: 'inactive' })).documentId;
    const foreign = (await newProduct(other)).documentId;
    for (const id of [UNKNOWN_ID, hidden, foreign]) {
      expectRefusal(await api.get(`/api/promotions/product/${id}`, shop.visitor), 404, 'not_found');
    }
    expect(await namesFor(hidden, shop.staff)).toEqual(['dairy, and soap', 'everything']);
    expectRefusal(await api.get('/api/promotions/product/soap', shop.visitor), 400, 'invalid_id');
    expectRefusal(await api.get('/api/promotions?filters[product]=soap', shop.visitor), 400, 'invalid_id');
  });
});

test('a promotion is seen from the second in which it starts to the one in which it ends', async () => {
  const clock = await newShop();
  const start = Math.ceil(Date.now() / 1_000) * 1_000 + 2_000;
  const at = (milliseconds: number): string => new Date(start + milliseconds).toISOString();
  const { documentId } = await promotion('Rush hour', { startDate: at(0), endDate: at(2_000) }, clock);
  const product = (await newProduct(clock)).documentId;

  const shown = async (): Promise<boolean[]> => {
    const paths = ['/api/promotions', '/api/promotions/active', `/api/promotions/product/${product}`];
    const lists = await Promise.all(paths.map((path) => api.get(path, clock.visitor).expect(200)));
    return lists.map((list) => pluck(list, 'documentId').includes(documentId));
  };

  // Asked all the time, so that kept answers would be noticed.
  const seen: { from: number; to: number; shown: boolean }[] = [];
  while (Date.now() < start + 2_600) {
    const from = Date.now() - start;
    const answers = await shown();
    const to = Date.now() - start;
    for (const answer of answers) seen.push({ from, to, shown: answer });
  }
  const during = seen.filter(({ from, to }) => from >= 0 && to < 2_000);
  const outside = seen.filter(({ from, to }) => to < 0 || from >= 2_000);
  expect(during.length).toBeGreaterThan(10);
  expect(outside.length).toBeGreaterThan(10);
  expect(during.filter((answer) => !answer.shown)).toEqual([]);
  expect(outside.filter((answer) => answer.shown)).toEqual([]);
});

describe('a promotion that orders have used', () => {
  test('shows how often, and stays', async () => {
    const used = await promotion('Used');
    await use(shop, 'promotion', used, 'somebody', 'email:guest@saptmarkets.test');
    const path = `/api/promotions/${used.documentId}`;
    expect(expectRefusal(await api.delete(path, shop.staff), 409, 'in_use')).toEqual({ used: 2 });
    const panel = await panelUser(await newStaff('merchandiser', [shop.company]));
    const refused = await panel.remove('api::promotion.promotion', used.documentId, '*');
    expect(refused.status).toBe(400);
    expect(refused.body.error.message).toBe('orders have used this promotion; switch it off instead');
    expect((await api.get(path, shop.staff).expect(200)).body.data).toEqual({ ...used, used_count: 2 });
  });

  test('may go when those orders were cancelled, with its counter', async () => {
    const used = await promotion('Used and given back');
    await use(shop, 'promotion', used, 'somebody');
    await sql.query('delete from redemptions where target_id = $1', [used.documentId]);
    await api.delete(`/api/promotions/${used.documentId}`, shop.staff).expect(204);
    const { rows } = await sql.query('select 1 from promotion_counters where promotion_id = $1', [
      used.documentId,
    ]);
    expect(rows).toEqual([]);
  });

  test('waits for an order that is using it', async () => {
    const used = await promotion('In use');
    await use(shop, 'promotion', used, 'somebody');
    const client = await sql.connect();
    try {
      await client.query('begin');
      await client.query('update promotion_counters set used_count = 2 where promotion_id = $1', [
        used.documentId,
      ]);
      const deletion = api
        .delete(`/api/promotions/${used.documentId}`, shop.staff)
        .then((response) => response);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await client.query(
        `insert into redemptions (company_code, kind, target_id, order_id, customer_key)
         values ($1, 'promotion', $2, 'an order', 'somebody else')`,
        [shop.company.code, used.documentId],
      );
      await client.query('commit');
      expect(expectRefusal(await deletion, 409, 'in_use')).toEqual({ used: 2 });
    } finally {
      client.release();
    }
  });
});
