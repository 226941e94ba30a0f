import { api } from '../support/application';
import {
  countRows,
  create,
  expectReadModelTrue,
  expectInvalid,
  expectRefusal,
  newProduct,
  newShop,
  newStaff,
  panelUser,
  type ProductItem,
  readProduct,
  type Shop,
} from '../support/catalogue';

let shop: Shop;
let drinks: string;
let milk: ProductItem;
let juice: ProductItem;
let water: ProductItem;

beforeEach(async () => {
  shop = await newShop();
  drinks = (await create(shop, '/category', { name: { en: 'Drinks' } })).documentId;
  milk = await newProduct(shop, {
    units: [
      { unitId: shop.piece, unitValue: 1, price: 2.5, isDefault: true },
      { unitId: shop.dozen, unitValue: 1, price: 28 },
    ],
  });
  juice = await newProduct(shop, {
    title: { en: 'Juice' },
    category: drinks,
    tag: ['fresh'],
    units: [{ unitId: shop.piece, unitValue: 1, price: 1.05 }],
  });
  water = await newProduct(shop, {
    title: { en: 'Water' },
    category: drinks,
    status: 'inactive',
    units: [{ unitId: shop.piece, unitValue: 1, price: 0.1 }],
  });
});

const PRICES = '/api/products/prices';
const raise = (value: number, filters: object = {}): object => ({
  change: { type: 'percentage', value },
  filters,
});
const pricesOf = async ({ documentId }: ProductItem): Promise<number[]> =>
  (await readProduct(shop, documentId)).units.map((unit) => unit.price);

test('a preview says what would change, and changes nothing', async () => {
  const response = await api.post(`${PRICES}/preview`, raise(10), shop.staff).expect(200);
  expect(response.body.data).toMatchObject({
    products: 3,
    units: 4,
    sumBefore: 31.65,
    sumAfter: 34.82,
    refused: [],
    refusedCount: 0,
  });
  expect(response.body.data.lines).toContainEqual({
    sku: milk.sku,
    title: 'Milk',
    unit: '1 dz',
    before: 28,
    after: 30.8,
  });
  // 1.155 and 0.11: half up, once.
  expect(response.body.data.lines).toContainEqual(expect.objectContaining({ before: 1.05, after: 1.16 }));
  expect(await pricesOf(milk)).toEqual([2.5, 28]);
  expect(await countRows('price_changes', shop)).toBe(0);
});

test.each([
  ['category', () => ({ category: drinks }), 2],
  ['tag', () => ({ tag: 'Fresh' }), 1],
  ['sku', () => ({ sku: milk.sku }), 2],
  ['status', () => ({ status: 'inactive' }), 1],
  ['prices', () => ({ priceFrom: 1.05, priceTo: 2.5 }), 2],
  ['products', () => ({ products: [milk.documentId, water.documentId] }), 3],
])('a filter by %s', async (_, filters, units) => {
  const response = await api.post(`${PRICES}/preview`, raise(100, filters()), shop.staff).expect(200);
  expect(response.body.data.units).toBe(units);
});

test('a change is applied, listed, and taken back once', async () => {
  const applied = await api
    .post(PRICES, { change: { type: 'amount', value: 0.25 }, filters: { category: drinks } }, shop.staff)
    .expect(201);
  expect(applied.body.data).toMatchObject({
    products: 2,
    units: 2,
    sumBefore: 1.15,
    sumAfter: 1.65,
    undoneAt: null,
  });
  const { id } = applied.body.data as { id: string };
  expect([await pricesOf(milk), await pricesOf(juice), await pricesOf(water)]).toEqual([
    [2.5, 28],
    [1.3],
    [0.35],
  ]);
  await expectReadModelTrue(shop);
  const list = await api.get(PRICES, shop.staff).expect(200);
  expect(list.body.data).toEqual([applied.body.data]);

  await api.put(`/api/product-units/${juice.units[0]!.documentId}`, { price: 9 }, shop.staff).expect(200);
  const undone = await api.post(`${PRICES}/${id}/undo`, {}, shop.staff).expect(200);
  expect(undone.body.data).toMatchObject({ id, restored: 1, skipped: 1 });
  expect([await pricesOf(juice), await pricesOf(water)]).toEqual([[9], [0.1]]);
  expectRefusal(await api.post(`${PRICES}/${id}/undo`, {}, shop.staff), 409, 'already_undone');
});

test('nothing falls below zero', async () => {
  const body = { change: { type: 'amount', value: -1 } };
  const preview = await api.post(`${PRICES}/preview`, body, shop.staff).expect(200);
  expect(preview.body.data).toMatchObject({
    refusedCount: 1,
    refused: [{ sku: water.sku, before: 0.1, after: -0.9 }],
  });
  const details = expectRefusal(await api.post(PRICES, body, shop.staff), 422, 'price_below_zero');
  expect(details).toMatchObject({ count: 1 });
  expect([await pricesOf(milk), await pricesOf(water)]).toEqual([[2.5, 28], [0.1]]);
  expect(await countRows('price_changes', shop)).toBe(0);
});

test('two at once come one after the other', async () => {
  const both = await Promise.all([1, 2].map(() => api.post(PRICES, raise(10), shop.staff)));
  expect(both.map((response) => response.status)).toEqual([201, 201]);
  expect(await pricesOf(milk)).toEqual([3.03, 33.88]);
});

test('bodies that say nothing sensible', async () => {
  expectInvalid(await api.post(PRICES, raise(0), shop.staff), 'change.value');
  expectInvalid(await api.post(PRICES, raise(-101), shop.staff), 'change.value');
  expectInvalid(await api.post(PRICES, { change: { type: 'half', value: 1 } }, shop.staff), 'change.type');
  expectInvalid(await api.post(PRICES, raise(1, { brand: 'x' }), shop.staff), 'filters.brand');
});

test('the panel does the same, for the companies of its user', async () => {
  const panel = await panelUser(await newStaff('merchandiser', [shop.company]));
  const call = { token: panel.token, query: { company: shop.company.code } };
  const applied = await api
    .post('/saptmarkets/price-changes', raise(100, { sku: juice.sku }), call)
    .expect(201);
  const { id } = applied.body.data as { id: string };
  const preview = await api.post('/saptmarkets/price-changes/preview', raise(10), call).expect(200);
  expect(preview.body.data.units).toBe(4);
  const list = await api.get('/saptmarkets/price-changes', call).expect(200);
  expect(list.body.data).toHaveLength(1);
  await api.post(`/saptmarkets/price-changes/${id}/undo`, {}, call).expect(200);
  expect(await pricesOf(juice)).toEqual([1.05]);
  const other = await newShop();
  const foreign = { token: panel.token, query: { company: other.company.code } };
  expectRefusal(await api.post('/saptmarkets/price-changes', raise(10), foreign), 403, 'forbidden');
  expectRefusal(await api.post(`${PRICES}/${id}/undo`, {}, other.staff), 404, 'not_found');
});
