import { api, type RequestOptions } from '../support/application';
import { create, expectRefusal, newProduct, newShop, type Shop } from '../support/catalogue';

let shop: Shop;

type Suggestions = {
  products: { documentId: string; title: unknown; slug: string; price: number; image: unknown }[];
  categories: { documentId: string; name: unknown; slug: string }[];
  queries: string[];
};

const suggest = async (
  q: string,
  query: Record<string, string> = {},
  options: RequestOptions = shop.visitor,
): Promise<Suggestions> => {
  const { body } = await api.get('/api/products/suggest', { ...options, query: { q, ...query } }).expect(200);
  expect(Object.keys(body)).toEqual(['data', 'meta']);
  return body.data as Suggestions;
};

const titles = async (q: string, query: Record<string, string> = {}): Promise<unknown[]> =>
  (await suggest(q, query)).products.map(({ title }) => title);

beforeAll(async () => {
  shop = await newShop();
  await create(shop, '/category', { name: { en: 'Chocolate', ar: 'شوكولاتة' }, sortOrder: 2 });
  await create(shop, '/category', { name: { en: 'Chocolate gifts', ar: null }, sortOrder: 3 });
  await create(shop, '/category', { name: { en: 'Chocolate old', ar: null }, isActive: false });
  for (const [index, en] of ['Chocolate bar', 'White chocolate', 'Chocolate milk', 'Choco pops'].entries()) {
    await newProduct(shop, {
      title: { en, ar: null },
      units: [{ unitId: shop.piece, unitValue: 1, price: index + 1.5 }],
    });
  }
  await newProduct(shop, { title: { en: 'Rice', ar: 'أرز بسمتي' } });
  await newProduct(shop, { title: { en: 'Chocolate hidden', ar: null }, status: 'inactive' });
  for (let index = 0; index < 6; index += 1)
    await newProduct(shop, { title: { en: `Tea ${index}`, ar: null } });
});

test('products, categories and how the query may go on, in one answer', async () => {
  const { products, categories, queries } = await suggest('chocol');
  expect(products.map(({ title }) => title).sort()).toEqual([
    'Chocolate bar',
    'Chocolate milk',
    'White chocolate',
  ]);
  expect(products.find(({ title }) => title === 'Chocolate bar')).toEqual({
    documentId: expect.any(String),
    title: 'Chocolate bar',
    slug: 'chocolate-bar',
    price: 1.5,
    image: null,
  });
  expect(categories.map(({ name, slug }) => [name, slug])).toEqual([
    ['Chocolate', 'chocolate'],
    ['Chocolate gifts', 'chocolate-gifts'],
  ]);
  expect(queries).toEqual(['chocolate']);
});

test('the last word may go on, all others are whole', async () => {
  expect(await titles('chocolate mi')).toEqual(['Chocolate milk']);
  expect((await suggest('chocolate mi')).queries).toEqual(['chocolate milk']);
  expect(await titles('milk chocol')).toEqual(['Chocolate milk']);
});

test('both languages, whatever is shown', async () => {
  expect(await titles('بسم')).toEqual(['Rice']);
  expect(await titles('بسم', { locale: 'ar' })).toEqual(['أرز بسمتي']);
  expect(await titles('الارز', { locale: 'all' })).toEqual([{ en: 'Rice', ar: 'أرز بسمتي' }]);
  expect((await suggest('شوكولا', { locale: 'ar' })).categories.map(({ name }) => name)).toEqual([
    'شوكولاتة',
  ]);
});

test.each(['chcolate ba', 'chocoalte bar', 'xhocolate bar'])('mistyped: %s', async (q) => {
  expect(await titles(q)).toEqual(['Chocolate bar']);
});

test('mistyped before the word is whole', async () => {
  expect((await titles('chocla')).sort()).toEqual(['Chocolate bar', 'Chocolate milk', 'White chocolate']);
});

test('ten at most', async () => {
  for (const q of ['t', 'te', 'tea', 'c', 'ch', 'choc']) {
    const { products, categories, queries } = await suggest(q);
    expect(products.length).toBeLessThanOrEqual(5);
    expect(products.length + categories.length + queries.length).toBeLessThanOrEqual(10);
  }
  expect(await titles('tea')).toHaveLength(5);
});

test('nothing for nothing, and only what is public, for staff too', async () => {
  const nothing = { products: [], categories: [], queries: [] };
  expect(await suggest('?!')).toEqual(nothing);
  expect(await suggest('qqqqqqqq')).toEqual(nothing);
  expect(await suggest('hidden', {}, shop.staff)).toEqual(nothing);
});

test('a renamed category is suggested by its new name at once', async () => {
  const { documentId } = await create(shop, '/category', { name: { en: 'Fizzy', ar: null } });
  expect((await suggest('fizz')).categories).toHaveLength(1);
  await api.put(`/api/category/${documentId}`, { name: { en: 'Sparkling' } }, shop.staff).expect(200);
  expect([(await suggest('fizz')).categories, (await suggest('spark')).categories.length]).toEqual([[], 1]);
});

test('takes q and locale alone', async () => {
  const refused = await api.get('/api/products/suggest', {
    ...shop.visitor,
    query: { q: 'tea', sort: 'price' },
  });
  expectRefusal(refused, 400, 'unknown_parameter');
});
