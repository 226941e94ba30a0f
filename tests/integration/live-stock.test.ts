import { api, sql } from '../support/application';
import {
  create,
  expectReadModelTrue,
  newProduct,
  newShop,
  onConnection,
  type ProductItem,
  readProduct,
  refreshSales,
  type Shop,
} from '../support/catalogue';

let shop: Shop;
let depot: string;
let product: ProductItem;

beforeAll(async () => {
  shop = await newShop();
  depot = (await create(shop, '/locations', { name: 'Depot', code: 'depot' })).documentId;
});

beforeEach(async () => {
  product = await newProduct(shop, {
    title: { en: '100% %s milk', ar: '٪ %1$s' },
    description: { en: '50%% off \u0001' },
    units: [
      { unitId: shop.piece, unitValue: 1, price: 2.5, isDefault: true },
      { unitId: shop.dozen, unitValue: 1, price: 28 },
    ],
    stock: [
      { locationId: 1, qty: 20 },
      { locationId: depot, qty: 10 },
    ],
  });
});

afterEach(async () => {
  await expectReadModelTrue(shop);
});

const LEVEL = 'product_id = $1 and location_id = $2';

const main = (): string => product.locationStocks[0]!.locationId;

/** Which versions of its rows the read model has of a product; a projection locks or rewrites them. */
const versions = async (): Promise<unknown[]> => {
  const { rows } = await sql.query(
    `select xmin::text, xmax::text from storefront_products where document_id = $1
     union all select xmin::text, xmax::text from storefront_shelves where document_id = $1
     union all select xmin::text, xmax::text from storefront_search where document_id = $1`,
    [product.documentId],
  );
  return rows;
};

const available = async (): Promise<{ listed: number; found: number; total: number }> => {
  const query = `filters[inStock]=true&filters[sku]=${product.sku}`;
  const list = await api.get(`/api/products?${query}`, shop.visitor).expect(200);
  const whole = await api.get('/api/products?filters[inStock]=true', shop.visitor).expect(200);
  const search = await api.get(`/api/products/search?q=${product.sku}&filters[inStock]=true`, shop.visitor);
  return {
    listed: list.body.meta.pagination.total as number,
    found: search.body.meta.pagination.total as number,
    total: whole.body.meta.pagination.total as number,
  };
};

describe('what moves with every order', () => {
  test('is shown as it is, without a projection', async () => {
    const before = await versions();
    await sql.query(`update stock_levels set on_hand = 17500, reserved = 1250 where ${LEVEL}`, [
      product.documentId,
      main(),
    ]);
    await sql.query('insert into product_counters (product_id, sales) values ($1, 3)', [product.documentId]);
    await sql.query('update product_counters set sales = sales + 4 where product_id = $1', [
      product.documentId,
    ]);
    const shown = {
      stock: 26.25,
      sales: 7,
      locationStocks: [{ qty: 16.25 }, { qty: 10 }],
      units: [{ stock: 26 }, { stock: 2 }],
    };
    const texts = { title: '100% %s milk', description: '50%% off \u0001' };
    expect(await readProduct(shop, product.documentId)).toMatchObject({
      ...shown,
      title: { en: texts.title, ar: '٪ %1$s' },
      description: { en: texts.description },
      cost: null,
    });
    const one = `filters[sku]=${product.sku}`;
    const list = await api.get(`/api/products?${one}`, shop.visitor).expect(200);
    const search = await api.get(`/api/products/search?q=${product.sku}`, shop.visitor).expect(200);
    const bySlug = await api.get(`/api/products/slug/${product.slug}`, shop.visitor).expect(200);
    for (const item of [list.body.data[0], search.body.data[0], bySlug.body.data] as unknown[]) {
      expect(item).toMatchObject({ ...shown, ...texts });
    }
    expect(await versions()).toEqual(before);
  });

  test('a list by sales follows from time to time, for what differs', async () => {
    const other = await newProduct(shop);
    await sql.query('insert into product_counters (product_id, sales) values ($1, 900), ($2, 901)', [
      product.documentId,
      other.documentId,
    ]);
    await refreshSales();
    const best = async (): Promise<unknown[]> => {
      const list = await api.get('/api/products?sort=sales:desc&pagination[pageSize]=2', shop.visitor);
      return (list.body.data as ProductItem[]).map(({ documentId, sales }) => [documentId, sales]);
    };
    expect(await best()).toEqual([
      [other.documentId, 901],
      [product.documentId, 900],
    ]);
    const before = await versions();
    await sql.query('update product_counters set sales = 950 where product_id = $1', [other.documentId]);
    await sql.query('update product_counters set sales = 0 where product_id = $1', [other.documentId]);
    expect((await best())[0]).toEqual([other.documentId, 0]);
    await refreshSales();
    expect((await best())[0]).toEqual([product.documentId, 900]);
    expect(await versions()).toEqual(before);
    const byBoth = await api.get('/api/products?sort[0]=title:asc&sort[1]=sales:desc', shop.visitor);
    expect((byBoth.body.data as ProductItem[])[0]!.documentId).toBe(product.documentId);
  });
});

describe('running out, and coming back', () => {
  test('moves lists, finds and totals', async () => {
    const { total } = await available();
    const all = (set: string) =>
      sql.query(`update stock_levels set ${set} where product_id = $1`, [product.documentId]);
    await sql.query(`update stock_levels set reserved = on_hand where ${LEVEL}`, [
      product.documentId,
      main(),
    ]);
    expect(await available()).toEqual({ listed: 1, found: 1, total });
    await all('reserved = on_hand');
    expect(await readProduct(shop, product.documentId)).toMatchObject({
      stock: 0,
      units: [{ stock: 0 }, { stock: 0 }],
    });
    expect(await available()).toEqual({ listed: 0, found: 0, total: total - 1 });
    await all('reserved = on_hand - 500');
    expect(await readProduct(shop, product.documentId)).toMatchObject({
      stock: 1,
      units: [{ stock: 1 }, {}],
    });
    expect(await available()).toEqual({ listed: 1, found: 1, total });
    await sql.query(`delete from stock_levels where ${LEVEL}`, [product.documentId, depot]);
    expect(await readProduct(shop, product.documentId)).toMatchObject({
      stock: 0.5,
      locationStocks: [{ locationId: main(), qty: 0.5 }],
    });
  });

  test('by two transactions at once, each at a location of its own', async () => {
    const { total } = await available();
    const empty = `update stock_levels set reserved = on_hand where ${LEVEL}`;
    await onConnection((first) =>
      onConnection(async (second) => {
        for (const client of [first, second]) await client.query('begin');
        await first.query(empty, [product.documentId, main()]);
        await second.query(empty, [product.documentId, depot]);
        await Promise.all([first.query('commit'), second.query('commit')]);
      }),
    );
    expect(await available()).toEqual({ listed: 0, found: 0, total: total - 1 });
  });
});

describe('who is told', () => {
  /** What a connection hears of while others write. */
  const heard = (write: () => Promise<unknown>): Promise<(string | undefined)[]> =>
    onConnection(async (client) => {
      const payloads: (string | undefined)[] = [];
      client.on('notification', ({ payload }) => payloads.push(payload));
      await client.query('listen catalogue_changed');
      await write();
      await client.query('select 1');
      return payloads;
    });

  const inOneTransaction = (...statements: string[]) =>
    onConnection(async (client) => {
      for (const statement of ['begin', ...statements, 'commit']) await client.query(statement);
    });

  const sell = (): string[] => [
    `update stock_levels set reserved = reserved + 1000 where product_id = '${product.documentId}'`,
    `insert into product_counters values ('${product.documentId}', 1)
     on conflict (product_id) do update set sales = product_counters.sales + 1`,
    `insert into promotion_counters values ('${product.documentId}', 1)
     on conflict (promotion_id) do update set used_count = promotion_counters.used_count + 1`,
  ];

  test('everybody, at the commit', async () => {
    const told = await heard(() => inOneTransaction(...sell()));
    expect(told.toSorted()).toEqual(['* promotions', `${shop.company.code} products`]);
  });

  test('nobody by a transaction that tells by itself, unless something runs out', async () => {
    const itself = `select set_config('shop.tells_itself', 'on', true)`;
    const before = await versions();
    expect(await heard(() => inOneTransaction(itself, ...sell()))).toEqual([]);
    expect(await versions()).toEqual(before);
    const out = `update stock_levels set reserved = on_hand where product_id = '${product.documentId}'`;
    const told = await heard(() => inOneTransaction(itself, out));
    expect(told).toEqual([`${shop.company.code} products`]);
  });
});
