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
