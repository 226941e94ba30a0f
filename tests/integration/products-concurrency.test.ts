import { api, sql } from '../support/application';
import {
  countRows,
  expectLedgerTrue,
  expectReadModelTrue,
  expectRefusal,
  newProduct,
  newShop,
  productBody,
  readProduct,
  type Shop,
} from '../support/catalogue';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

const times = <Result>(count: number, work: (index: number) => PromiseLike<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

test('of ten creations of the same SKU at once one succeeds', async () => {
  const answers = await times(10, (index) =>
    api.post('/api/products', productBody(shop, { sku: 'ONCE', title: `Title ${index}` }), shop.staff),
  );
  const created = answers.filter((answer) => answer.status === 201);
  expect(created).toHaveLength(1);
  for (const answer of answers.filter((candidate) => !created.includes(candidate))) {
    expect(expectRefusal(answer, 409, 'already_exists')).toEqual({ field: 'sku' });
  }
  expect(await countRows('products', shop)).toBe(2);
  expect(await countRows('product_units', shop)).toBe(1);
});

test('products of the same title at once all get a slug of their own', async () => {
  const answers = await times(8, () =>
    api.post('/api/products', productBody(shop, { title: 'Crowd' }), shop.staff),
  );
  expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(201));
  const slugs = answers.map((answer) => answer.body.data.slug as string).sort();
  expect(slugs).toEqual(['crowd', ...[2, 3, 4, 5, 6, 7, 8].map((number) => `crowd-${number}`)]);
});

test('more writers at once than database connections all get their answer', async () => {
  const products = [await newProduct(shop), await newProduct(shop), await newProduct(shop)];
  const answers = await times(30, (index) =>
    api.put(`/api/products/${products[index % 3]!.documentId}`, { cost: index + 1 }, shop.staff),
  );
  expect(answers.map((answer) => answer.status)).toEqual(Array(30).fill(200));
  await expectReadModelTrue(shop);
});

test('defaults chosen at once leave exactly one', async () => {
  const product = await newProduct(shop, {
    units: [1, 2, 3, 4, 5].map((unitValue) => ({ unitId: shop.piece, unitValue, price: unitValue })),
  });
  const answers = await times(15, (index) =>
    api.put(`/api/product-units/${product.units[index % 5]!.documentId}`, { isDefault: true }, shop.staff),
  );
  expect(answers.map((answer) => answer.status)).toEqual(Array(15).fill(200));
  const { units, price } = await readProduct(shop, product.documentId);
  const chosen = units.filter((unit) => unit.isDefault);
  expect(chosen).toHaveLength(1);
  expect(price).toBe(chosen[0]!.price);
  await expectReadModelTrue(shop);
});

test('default locations chosen at once leave exactly one', async () => {
  const locations = await times(6, async (index) => {
    const body = { name: `Depot ${index}`, code: `depot-${index}` };
    const response = await api.post('/api/locations', body, shop.staff).expect(201);
    return response.body.data.documentId as string;
  });
  const answers = await times(6, (index) =>
    api.put(`/api/locations/${locations[index]!}`, { isDefault: true }, shop.staff),
  );
  expect(answers.map((answer) => answer.status)).toEqual(Array(6).fill(200));
  const { rows } = await sql.query('select 1 from locations where company_code = $1 and is_default', [
    shop.company.code,
  ]);
  expect(rows).toHaveLength(1);
});

test('stock set at once is one of what was sent, and the ledger says how', async () => {
  const product = await newProduct(shop, { stock: [{ locationId: 1, qty: 100 }] });
  const answers = await times(12, (index) =>
    api.put(`/api/products/${product.documentId}`, { stock: [{ locationId: 1, qty: index }] }, shop.staff),
  );
  expect(answers.map((answer) => answer.status)).toEqual(Array(12).fill(200));
  const { stock } = await readProduct(shop, product.documentId);
  expect(stock).toBeGreaterThanOrEqual(0);
  expect(stock).toBeLessThan(12);
  await expectLedgerTrue(product.documentId);
  await expectReadModelTrue(shop);
});

test('sets of units sent at once leave one of them', async () => {
  const product = await newProduct(shop);
  const answers = await times(8, (index) =>
    api.put(
      `/api/products/${product.documentId}`,
      {
        units: [1, 2, 3].map((unitValue) => ({
          unitId: shop.piece,
          unitValue: unitValue + index,
          price: 1 + index,
        })),
      },
      shop.staff,
    ),
  );
  expect(answers.map((answer) => answer.status)).toEqual(Array(8).fill(200));
  const { units } = await readProduct(shop, product.documentId);
  expect(units).toHaveLength(3);
  expect(new Set(units.map((unit) => unit.price)).size).toBe(1);
  expect(units.filter((unit) => unit.isDefault)).toHaveLength(1);
  await expectReadModelTrue(shop);
});

test('a product deleted by many at once is deleted once', async () => {
  const product = await newProduct(shop, { stock: [{ locationId: 1, qty: 5 }] });
  const answers = await times(5, () => api.delete(`/api/products/${product.documentId}`, shop.staff));
  const statuses = answers.map((answer) => answer.status).sort();
  expect(statuses[0]).toBe(204);
  for (const status of statuses) expect([204, 404]).toContain(status);
  await expectReadModelTrue(shop);
});
