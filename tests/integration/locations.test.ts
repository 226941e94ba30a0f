import { api, sql } from '../support/application';
import {
  countRows,
  create,
  expectInvalid,
  expectReadModelTrue,
  expectRefusal,
  type Item,
  newProduct,
  newShop,
  pluck,
  readProduct,
  type Shop,
} from '../support/catalogue';
import { newCustomer } from '../support/customers';
import { expectStockTrue, line, moveTo, placed } from '../support/orders';

let shop: Shop;

beforeEach(async () => {
  shop = await newShop();
});

const list = async (): Promise<Item[]> => {
  const response = await api.get('/api/locations', shop.staff).expect(200);
  return response.body.data as Item[];
};

test('a company begins with one default location', async () => {
  expect(await list()).toEqual([
    {
      documentId: expect.any(String),
      name: 'Main store',
      code: 'main',
      odooLocationId: null,
      isDefault: true,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    },
  ]);
});

test('a new one is created, read, changed and deleted', async () => {
  const depot = await create(shop, '/locations', { name: 'Depot', code: 'DP', odooLocationId: 8 });
  expect(depot).toMatchObject({ name: 'Depot', code: 'DP', odooLocationId: 8, isDefault: false });
  const path = `/api/locations/${depot.documentId}`;
  await api.put(path, { name: 'Depot North', odooLocationId: null }, shop.staff).expect(200);
  const response = await api.get(path, shop.staff).expect(200);
  expect(response.body.data).toMatchObject({ name: 'Depot North', code: 'DP', odooLocationId: null });
  expect(pluck(await api.get('/api/locations?filters[code]=DP', shop.staff), 'code')).toEqual(['DP']);
  expect(pluck(await api.get('/api/locations?sort=name', shop.staff), 'code')).toEqual(['DP', 'main']);
  await api.delete(path, shop.staff).expect(204);
  expectRefusal(await api.get(path, shop.staff), 404, 'not_found');
});

test('the default moves, it never vanishes', async () => {
  const depot = await create(shop, '/locations', { name: 'Depot', code: 'DP', isDefault: true });
  expect((await list()).map(({ code, isDefault }) => [code, isDefault])).toEqual([
    ['DP', true],
    ['main', false],
  ]);
  const path = `/api/locations/${depot.documentId}`;
  expectInvalid(await api.put(path, { isDefault: false }, shop.staff), 'isDefault');
  expectRefusal(await api.delete(path, shop.staff), 409, 'in_use');
  expect((await list()).map(({ code, isDefault }) => [code, isDefault])).toEqual([
    ['DP', true],
    ['main', false],
  ]);
  const product = await newProduct(shop, { stock: [{ locationId: 1, qty: 2 }] });
  expect(product.locationStocks).toMatchObject([{ locationId: depot.documentId, qty: 2 }]);
});

test('one with stock stays, and says how many products lie there', async () => {
  const depot = await create(shop, '/locations', { name: 'Depot', code: 'DP' });
  const product = await newProduct(shop, { stock: [{ locationId: depot.documentId, qty: 2 }] });
  const path = `/api/locations/${depot.documentId}`;
  expect(expectRefusal(await api.delete(path, shop.staff), 409, 'in_use')).toEqual({ products: 1 });
  expect((await readProduct(shop, product.documentId)).stock).toBe(2);

  await api
    .put(
      `/api/products/${product.documentId}`,
      { stock: [{ locationId: depot.documentId, qty: 0 }] },
      shop.staff,
    )
    .expect(200);
  await api.delete(path, shop.staff).expect(204);
  expect((await readProduct(shop, product.documentId)).locationStocks).toEqual([]);
  await expectReadModelTrue(shop);
});

describe('goods of an order that come back', () => {
  const shipped = async (depot: string, stock: object[]) => {
    const product = await newProduct(shop, { stock });
    const customer = await newCustomer(shop.company);
    const order = await placed(customer, [line(product, 4)]);
    await moveTo(shop, order, 'processing', 'shipped', 'delivered');
    await api.delete(`/api/locations/${depot}`, shop.staff).expect(204);
    const back = (quantity: number) =>
      api.post(`/api/order/${order.documentId}/return`, { lines: [{ line: '1', quantity }] }, shop.staff);
    return { product, back };
  };

  test.each([
    ['where the product still lies', [{ locationId: 1, qty: 1 }], 1],
    ['where it never lay', [], 0],
  ])('go to the default location, %s, when theirs is gone', async (_where, elsewhere, there) => {
    const depot = (await create(shop, '/locations', { name: 'Depot', code: 'DP' })).documentId;
    const { product, back } = await shipped(depot, [...elsewhere, { locationId: depot, qty: 4 - there }]);
    const { rows } = await sql.query('select 1 from stock_levels where location_id = $1', [depot]);
    expect(rows).toEqual([]);
    await back(3).expect(200);
    await back(1).expect(200);
    expect((await readProduct(shop, product.documentId)).locationStocks).toMatchObject([
      { name: 'Main store', qty: 4 },
    ]);
    expectInvalid(await back(1), 'lines.0.quantity');
    await expectStockTrue(product.documentId);
    await expectReadModelTrue(shop);
  });

  test('go nowhere when the product is gone', async () => {
    const depot = (await create(shop, '/locations', { name: 'Depot', code: 'DP' })).documentId;
    const { product, back } = await shipped(depot, [{ locationId: depot, qty: 4 }]);
    await api.delete(`/api/products/${product.documentId}`, shop.staff).expect(204);
    await back(2).expect(200);
    const { rows } = await sql.query(
      `select (select count(*)::int from stock_levels where product_id = $1) as levels,
              (select count(*)::int from stock_movements where product_id = $1 and kind = 'return') as returns`,
      [product.documentId],
    );
    expect(rows).toEqual([{ levels: 0, returns: 0 }]);
  });
});

test('a location goes before stock comes in, or stays for it', async () => {
  for (let round = 0; round < 8; round += 1) {
    const depot = (await create(shop, '/locations', { name: 'Depot', code: `DP${round}` })).documentId;
    const product = await newProduct(shop);
    const body = { productId: product.documentId, locationId: depot, delta: 2, reason: 'count' };
    const [deleted, adjusted] = await Promise.all([
      api.delete(`/api/locations/${depot}`, shop.staff),
      api.post('/api/stock/adjust', body, shop.staff),
    ]);
    if (adjusted.status === 200) {
      expect(expectRefusal(deleted, 409, 'in_use')).toEqual({ products: 1 });
    } else {
      expectInvalid(adjusted, 'locationId');
      expect(deleted.status).toBe(204);
    }
    const { stock } = await readProduct(shop, product.documentId);
    expect(stock).toBe(adjusted.status === 200 ? 2 : 0);
  }
});

test('a code is used once in a company', async () => {
  const depot = await create(shop, '/locations', { name: 'Depot', code: 'DP' });
  const twice = await api.post('/api/locations', { name: 'Other', code: 'DP' }, shop.staff);
  expect(expectRefusal(twice, 409, 'already_exists')).toEqual({ field: 'code' });
  const renamed = await api.put(`/api/locations/${depot.documentId}`, { code: 'main' }, shop.staff);
  expectRefusal(renamed, 409, 'already_exists');
  expect((await list()).map(({ code }) => code)).toEqual(['main', 'DP']);
});

test('a code taken by a new default leaves the old default in place', async () => {
  const response = await api.post('/api/locations', { name: 'X', code: 'main', isDefault: true }, shop.staff);
  expectRefusal(response, 409, 'already_exists');
  expect((await list()).map(({ code, isDefault }) => [code, isDefault])).toEqual([['main', true]]);
});

test.each([
  ['no name', { code: 'x' }, 'name'],
  ['no code', { name: 'X' }, 'code'],
  ['a code with spaces', { name: 'X', code: 'a b' }, 'code'],
  ['a broken Odoo id', { name: 'X', code: 'x', odooLocationId: 1.5 }, 'odooLocationId'],
  ['an unknown field', { name: 'X', code: 'x', city: 'Amman' }, 'city'],
])('%s is refused', async (_what, body, path) => {
  expectInvalid(await api.post('/api/locations', body, shop.staff), path);
  expect(await countRows('locations', shop)).toBe(1);
});

test('is for staff of the company only', async () => {
  const [main] = await list();
  const path = `/api/locations/${main!.documentId}`;
  const other = await newShop();
  expectRefusal(await api.get('/api/locations', shop.visitor), 401, 'unauthenticated');
  expectRefusal(await api.get(path, shop.visitor), 401, 'unauthenticated');
  expectRefusal(
    await api.post('/api/locations', { name: 'X', code: 'x' }, shop.visitor),
    401,
    'unauthenticated',
  );
  expectRefusal(await api.get(path, other.staff), 404, 'not_found');
  expectRefusal(await api.put(path, { name: 'Mine' }, other.staff), 404, 'not_found');
  expectRefusal(await api.delete(path, other.staff), 404, 'not_found');
  const { rows } = await sql.query('select name from locations where company_code = $1', [shop.company.code]);
  expect(rows).toEqual([{ name: 'Main store' }]);
});
