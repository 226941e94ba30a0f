import { watchLevels } from '../../src/api/stock/watch-levels';
import { api, app, sql } from '../support/application';
import {
  create,
  expectInvalid,
  expectRefusal,
  newShop,
  type ProductItem,
  type Shop,
  UNKNOWN_ID,
  unique,
} from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { recount, setThreshold, stockSettled } from '../support/low-stock';
import { line, place, stocked } from '../support/orders';
import { type Listener, listening } from '../support/sockets';

let shop: Shop;
let customer: Customer;
let admin: Listener;

beforeAll(async () => {
  shop = await newShop();
  customer = await newCustomer(shop.company);
});

beforeEach(async () => {
  admin = await listening({ token: shop.staff.token, company: shop.company.code });
});

/** What staff have been told of a product: where it became low, and how much there was. */
const alertsOf = async ({ documentId }: ProductItem): Promise<unknown[]> => {
  await stockSettled();
  return admin
    .of('low_stock_alert')
    .filter(({ data }) => data['productId'] === documentId)
    .map(({ data }) => [data['locationId'], data['available']]);
};

const thresholdsOf = async ({ documentId }: ProductItem, options = shop.staff) => {
  const response = await api.get(`/api/stock/thresholds?productId=${documentId}`, options).expect(200);
  return response.body.data.thresholds as Record<string, unknown>[];
};

const changeSettings = (stock: object) => api.put('/api/setting', { stock }, shop.staff).expect(200);

const changeProduct = ({ documentId }: ProductItem, change: object) =>
  api.put(`/api/products/${documentId}`, change, shop.staff).expect(200);

test('many orders at once tell of one crossing', async () => {
  const milk = await stocked(shop, 60);
  await setThreshold(shop, milk, 20);
  await stockSettled();
  const answers = await Promise.all(Array.from({ length: 50 }, () => place(customer, [line(milk)])));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 201));
  const [{ locationId }] = (await thresholdsOf(milk)) as [{ locationId: string }];
  const alerts = await alertsOf(milk);
  expect(alerts).toEqual([[locationId, expect.any(Number)]]);
  expect((alerts as [[string, number]])[0][1]).toBeLessThanOrEqual(20);
  expect(await thresholdsOf(milk)).toEqual([
    { locationId, name: expect.any(String), available: 10, threshold: 20, effective: 20, isLow: true },
  ]);
});

test('a stock that goes up and down around its threshold is told of again only after it was over', async () => {
  const milk = await stocked(shop, 30);
  await setThreshold(shop, milk, 8);
  for (const [qty, told] of [
    [8, 1],
    [9, 1],
    [7, 1],
    [9, 1],
    [8, 1],
    [10, 1],
    [8, 2],
    [0, 2],
  ] as const) {
    await recount(shop, milk, qty);
    expect({ qty, told: (await alertsOf(milk)).length }).toEqual({ qty, told });
  }
  const ids = admin.of('low_stock_alert').map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('each location has its own threshold; without one that of the product counts, then that of the company', async () => {
  const branch = await create(shop, '/locations', { name: 'Branch', code: unique('B') });
  const milk = await stocked(shop, 20, {});
  await recount(shop, milk, 20, branch.documentId);
  const effective = async (): Promise<unknown[]> =>
    (await thresholdsOf(milk)).map(({ name, threshold, effective: counts }) => [name, threshold, counts]);
  const [{ name, locationId }] = (await thresholdsOf(milk)) as [{ name: string; locationId: string }];

  await changeSettings({ lowThreshold: 4 });
  await changeProduct(milk, { lowStockThreshold: 6 });
  await setThreshold(shop, milk, 9, branch.documentId);
  expect(await effective()).toEqual([
    [name, null, 6],
    ['Branch', 9, 9],
  ]);
  await recount(shop, milk, 7);
  await recount(shop, milk, 7, branch.documentId);
  expect(await alertsOf(milk)).toEqual([[branch.documentId, 7]]);
  await recount(shop, milk, 6);
  expect(await alertsOf(milk)).toEqual([
    [branch.documentId, 7],
    [locationId, 6],
  ]);
  await setThreshold(shop, milk, null, branch.documentId);
  await changeProduct(milk, { lowStockThreshold: null });
  expect(await effective()).toEqual([
    [name, null, 4],
    ['Branch', null, 4],
  ]);
  await changeSettings({ lowThreshold: null });
  expect(await effective()).toEqual([
    [name, null, null],
    ['Branch', null, null],
  ]);
});

test('a threshold that is raised above what is there is told of at once, on every level', async () => {
  const milk = await stocked(shop, 5);
  const [{ locationId }] = (await thresholdsOf(milk)) as [{ locationId: string }];
  await setThreshold(shop, milk, 5);
  expect(await alertsOf(milk)).toEqual([[locationId, 5]]);
  await setThreshold(shop, milk, 1);
  await changeProduct(milk, { lowStockThreshold: 5 });
  await setThreshold(shop, milk, null);
  expect(await alertsOf(milk)).toHaveLength(2);
  const bread = await stocked(shop, 3);
  await changeSettings({ lowThreshold: 3 });
  expect(await alertsOf(bread)).toHaveLength(1);
  await changeSettings({ lowThreshold: null });
});

test('what is not for sale is not told of until it is', async () => {
  const milk = await stocked(shop, 5, { status: 'inactive' });
  await setThreshold(shop, milk, 5);
  await recount(shop, milk, 2);
  expect(await alertsOf(milk)).toEqual([]);
  await changeProduct(milk, { status: 'active' });
  expect(await alertsOf(milk)).toHaveLength(1);
});

test('what begins with nothing is low from the beginning', async () => {
  await changeSettings({ lowThreshold: 2 });
  const milk = await stocked(shop, 0);
  expect(await alertsOf(milk)).toEqual([[expect.any(String), 0]]);
  await changeSettings({ lowThreshold: null });
});

test('a statement that changes many products says so once', async () => {
  const products = [await stocked(shop, 9), await stocked(shop, 9), await stocked(shop, 9)];
  await stockSettled();
  const ids = products.map(({ documentId }) => documentId).sort();
  const connection = await sql.connect();
  try {
    await connection.query('begin');
    await connection.query('update products set low_stock_threshold = 4 where document_id = any($1)', [ids]);
    const { rows } = await connection.query(
      `select payload from outbox where topic = 'stock_watched' and company_code = $1`,
      [shop.company.code],
    );
    expect(rows).toEqual([{ payload: { products: ids } }]);
  } finally {
    await connection.query('rollback');
    connection.release();
  }
});

test('several who look at the same time tell once', async () => {
  const milk = await stocked(shop, 5);
  await sql.query(
    `insert into stock_thresholds (product_id, location_id, company_code, threshold)
     select product_id, location_id, company_code, 5000 from stock_levels where product_id = $1`,
    [milk.documentId],
  );
  const look = (): Promise<void> => watchLevels(app.strapi, shop.company.code, [milk.documentId]);
  await Promise.all([look(), look(), look()]);
  expect(await alertsOf(milk)).toHaveLength(1);
});

describe('thresholds over REST', () => {
  const put = (body: object, options = shop.staff) => api.put('/api/stock/thresholds', body, options);

  test('are written down, and refused where they make no sense', async () => {
    const milk = await stocked(shop, 50);
    const productId = milk.documentId;
    await setThreshold(shop, milk, 3);
    await setThreshold(shop, milk, 3);
    const { rows } = await sql.query(
      `select before, after from audit_log where action = 'stock_threshold' and subject_id = $1`,
      [productId],
    );
    const [{ locationId }] = (await thresholdsOf(milk)) as [{ locationId: string }];
    const branches = (value: number | null) => expect.objectContaining({ [locationId]: value });
    expect(rows).toEqual([{ before: branches(null), after: branches(3) }]);

    for (const threshold of [-1, 1.2345, '5', 1e12]) {
      expectInvalid(await put({ productId, locationId: 1, threshold }), 'threshold');
    }
    expectInvalid(await put({ productId, locationId: 1, threshold: 1.5 }), 'threshold');
    expectInvalid(await put({ productId, locationId: UNKNOWN_ID, threshold: 1 }), 'locationId');
    expectRefusal(await put({ productId: UNKNOWN_ID, locationId: 1, threshold: 1 }), 404, 'not_found');
    const foreign = await newShop();
    expectRefusal(await put({ productId, locationId: 1, threshold: 1 }, foreign.staff), 404, 'not_found');
    const asked = `/api/stock/thresholds?productId=${productId}`;
    expectRefusal(await api.get(asked, foreign.staff), 404, 'not_found');
    expectInvalid(await api.get('/api/stock/thresholds', shop.staff), 'productId');
    expect((await thresholdsOf(milk))[0]).toMatchObject({ threshold: 3, isLow: false });
  });

  test('go with their product and their location', async () => {
    const branch = await create(shop, '/locations', { name: 'Gone', code: unique('G') });
    const milk = await stocked(shop, 0);
    await setThreshold(shop, milk, 3, branch.documentId);
    await setThreshold(shop, milk, 3);
    await stockSettled();
    const left = async (): Promise<number[]> => {
      const counts = ['stock_thresholds', 'low_stock'].map(async (table) => {
        const { rows } = await sql.query(`select 1 from ${table} where product_id = $1`, [milk.documentId]);
        return rows.length;
      });
      return Promise.all(counts);
    };
    expect(await left()).toEqual([2, 2]);
    await api.delete(`/api/locations/${branch.documentId}`, shop.staff).expect(204);
    expect(await left()).toEqual([1, 1]);
    await api.delete(`/api/products/${milk.documentId}`, shop.staff).expect(204);
    await stockSettled();
    expect(await left()).toEqual([0, 0]);
  });
});
