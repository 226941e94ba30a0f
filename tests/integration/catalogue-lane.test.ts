import type { Response } from 'supertest';
import { api, sql } from '../support/application';
import {
  create,
  expectRefusal,
  newProduct,
  newShop,
  newStaff,
  onConnection,
  panelUser,
  pluck,
  type ProductItem,
  type Shop,
} from '../support/catalogue';

const ORIGIN = 'http://localhost:3000';
const PRODUCTS = '/api/products';

let shop: Shop;
let product: ProductItem;

beforeEach(async () => {
  shop = await newShop();
  product = await newProduct(shop, { slug: 'milk' });
});

const read = (path = PRODUCTS, of: Shop = shop): Promise<Response> => api.get(path, of.visitor).expect(200);

/** Runs work while nobody can read the products' table. */
const withTableLocked = (work: (waiting: () => Promise<number>) => Promise<void>): Promise<void> =>
  onConnection(async (client) => {
    await client.query('begin; lock table storefront_products in access exclusive mode');
    try {
      await work(async () => {
        const { rows } = await sql.query<{ count: number }>(
          `select count(*)::int as count from pg_locks l join pg_class c on c.oid = l.relation
            where c.relname = 'storefront_products' and not l.granted
              and l.database = (select oid from pg_database where datname = current_database())`,
        );
        return rows[0]!.count;
      });
    } finally {
      await client.query('rollback');
    }
  });

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  const limit = Date.now() + 5_000;
  while (!(await holds())) {
    if (Date.now() > limit) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

describe('an answer that is kept', () => {
  test('needs no database', async () => {
    const before = await read();
    await withTableLocked(async (waiting) => {
      const kept = await read();
      expect(kept.text).toBe(before.text);
      expect(await waiting()).toBe(0);
    });
  });

  test('is the router’s own, headers included', async () => {
    const headers = { Origin: ORIGIN };
    const kept = await api.get(PRODUCTS, { ...shop.visitor, headers }).expect(200);
    // Strapi's router takes paths in any case; the lane leaves unusual ones to it.
    const routed = await api.get('/api/Products', { ...shop.visitor, headers }).expect(200);
    const told = ({ headers }: Response): unknown => {
      const { date: _date, 'x-request-id': _id, ...rest } = headers;
      return rest;
    };
    expect(routed.text).toBe(kept.text);
    expect(told(routed)).toEqual(told(kept));
    expect(kept.headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'cache-control': 'public, no-cache',
      'content-security-policy': expect.stringContaining("default-src 'self'"),
      'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
      vary: 'company, Origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
  });

  test('is given to each company, language and query apart', async () => {
    const other = await newShop();
    await newProduct(other, { title: { en: 'Cheese', ar: 'جبنة' } });
    expect(pluck(await read(), 'title')).toEqual(['Milk']);
    expect(pluck(await read(`${PRODUCTS}?locale=ar`), 'title')).toEqual(['حليب']);
    expect(pluck(await read(PRODUCTS, other), 'title')).toEqual(['Cheese']);
    expect(pluck(await read(`${PRODUCTS}?filters[sku]=none`), 'title')).toEqual([]);
  });

  test('is not sent again to who has it', async () => {
    const etag = (await read()).headers['etag']!;
    const known = { ...shop.visitor, headers: { 'If-None-Match': etag } };
    const again = await api.get(PRODUCTS, known).expect(304);
    expect([again.text, again.headers['etag']]).toEqual(['', etag]);
    await create(shop, '/category', { name: { en: 'Fruit' } });
    await api.get(PRODUCTS, known).expect(304);
    await newProduct(shop);
    expect((await api.get(PRODUCTS, known).expect(200)).headers['etag']).not.toBe(etag);
  });

  test('is none of what staff see', async () => {
    await newProduct(shop, { status: 'inactive', title: { en: 'Secret' }, cost: 1 });
    await read();
    const staff = await api.get(PRODUCTS, shop.staff).expect(200);
    expect(staff.headers['cache-control']).toBe('private, no-store');
    expect(pluck(staff, 'title').sort()).toEqual(['Milk', 'Secret']);
    expect((await read()).text).not.toContain('cost');
    expect(pluck(await read(), 'title')).toEqual(['Milk']);
    expectRefusal(await api.get(PRODUCTS, { ...shop.visitor, token: 'forged' }), 401, 'unauthenticated');
  });

  test('is no refusal', async () => {
    const unknown = `${PRODUCTS}?filters[secret]=1`;
    expectRefusal(await api.get(unknown, shop.visitor), 400, 'unknown_parameter');
    expectRefusal(await api.get(unknown, shop.visitor), 400, 'unknown_parameter');
    const missing = `${PRODUCTS}/slug/later`;
    expectRefusal(await api.get(missing, shop.visitor), 404, 'not_found');
    await newProduct(shop, { slug: 'later' });
    await read(missing);
    expectRefusal(await api.get(`${PRODUCTS}/slug/%E0%A4%A`, shop.visitor), 404, 'not_found');
  });
});

describe('equal questions at once', () => {
  test('ask the database once', async () => {
    let answers: Promise<Response[]> = Promise.resolve([]);
    await withTableLocked(async (waiting) => {
      answers = Promise.all(Array.from({ length: 20 }, () => read(`${PRODUCTS}?locale=ar`)));
      await until(async () => (await waiting()) > 0);
      // The others had the time to ask as well.
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(await waiting()).toBe(1);
    });
    const questions = await answers;
    expect(questions).toHaveLength(20);
    expect(new Set(questions.map(({ text }) => text)).size).toBe(1);
    expect(pluck(questions[0]!, 'title')).toEqual(['حليب']);
  });
});

describe('the next read is fresh', () => {
  const price = async (): Promise<number> => (await read(`${PRODUCTS}/slug/milk`)).body.data.price as number;

  test('after staff wrote over REST', async () => {
    expect(await price()).toBe(2.5);
    for (const wanted of [3, 4, 5, 6, 7]) {
      const units = [{ unitId: shop.piece, unitValue: 1, price: wanted }];
      await api.put(`${PRODUCTS}/${product.documentId}`, { units }, shop.staff).expect(200);
      expect(await price()).toBe(wanted);
    }
  });

  test('after somebody saved in the panel', async () => {
    const panel = await panelUser(await newStaff('merchandiser', [shop.company]));
    await read(`${PRODUCTS}/slug/milk`);
    const uid = 'api::product.product';
    await panel.update(uid, product.documentId, { title: 'Whole milk' }).expect(200);
    expect((await read(`${PRODUCTS}/slug/milk`)).body.data.title).toBe('Whole milk');
    await panel.remove(uid, product.documentId).expect(200);
    expectRefusal(await api.get(`${PRODUCTS}/slug/milk`, shop.visitor), 404, 'not_found');
  });

  test('of every kind of thing', async () => {
    const kinds: [path: string, body: object][] = [
      ['/category', { name: { en: 'Fruit' } }],
      ['/unit', { name: { en: 'Box' }, symbol: 'box', type: 'piece', conversionRate: 6 }],
      ['/banner', { title: { en: 'Ramadan' }, position: 'home' }],
      ['/homepage-sections', { key: 'new', title: { en: 'New' }, type: 'products' }],
      ['/promotions', { name: { en: 'Sale' }, type: 'discount', discount_type: 'fixed', discount_value: 1 }],
    ];
    for (const [path, body] of kinds) {
      const before = (await read(`/api${path}`)).body.meta.pagination.total as number;
      const { documentId } = await create(shop, path, body);
      expect({ path, total: (await read(`/api${path}`)).body.meta.pagination.total }).toEqual({
        path,
        total: before + 1,
      });
      await api.delete(`/api${path}/${documentId}`, shop.staff).expect(204);
      expect({ path, total: (await read(`/api${path}`)).body.meta.pagination.total }).toEqual({
        path,
        total: before,
      });
    }
  });

  test('when synonyms are taught, a category is hidden or a picture is described', async () => {
    const found = async (): Promise<unknown[]> => pluck(await read('/api/products/search?q=laban'), 'title');
    expect(await found()).toEqual([]);
    await sql.query(
      `insert into search_synonyms (document_id, company_code, words, is_active, published_at)
       values ($1, $2, '["milk","laban"]', true, now())`,
      [shop.category.replace(/.$/, 'z'), shop.company.code],
    );
    expect(await found()).toEqual(['Milk']);

    const shelves = async (): Promise<unknown> =>
      (await read('/api/products/search?q=milk')).body.meta.facets.category;
    expect(await shelves()).toHaveLength(1);
    await api.put(`/api/category/${shop.category}`, { isActive: false }, shop.staff).expect(200);
    expect(await shelves()).toEqual([]);
  });

  test('after the settings changed', async () => {
    expect((await read('/api/setting')).body.data.currency).toBe('SAR');
    await api.put('/api/setting', { timezone: 'Asia/Dubai' }, shop.staff).expect(200);
    expect((await read('/api/setting')).body.data.timezone).toBe('Asia/Dubai');
  });

  test('when a banner’s time has come', async () => {
    const at = (milliseconds: number): string => new Date(Date.now() + milliseconds).toISOString();
    await create(shop, '/banner', { title: { en: 'Soon' }, position: 'home', startDate: at(1_500) });
    expect(pluck(await read('/api/banner'), 'title')).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 2_600));
    expect(pluck(await read('/api/banner'), 'title')).toEqual(['Soon']);
  });

  test('while PostgreSQL cannot tell of changes', async () => {
    expect(await price()).toBe(2.5);
    const { rows } = await sql.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'saptmarkets-listener'`,
    );
    // The catalogue's and the outbox's.
    expect(rows.length).toBe(2);
    await sql.query(`update product_units set price = 9 where document_id = $1`, [
      product.units[0]!.documentId,
    ]);
    await until(async () => (await price()) === 9);
  });
});
