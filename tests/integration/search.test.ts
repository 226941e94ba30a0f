import fc from 'fast-check';
import { normalise } from '../../src/domain/search/normalise';
import { formsOf, partDigits } from '../../src/domain/search/terms';
import { typosAllowed, variants } from '../../src/domain/search/typo';
import { api, type RequestOptions, sql } from '../support/application';
import {
  create,
  expectInvalid,
  expectReadModelTrue,
  expectRefusal,
  type Item,
  newProduct,
  newShop,
  pluck,
  productBody,
  type ProductItem,
  type Shop,
} from '../support/catalogue';

let shop: Shop;
let cheese: string;

/** A product of the shop; its SKU is its name in these tests. */
const add = (sku: string, en: string | null, ar: string | null, rest: object = {}): Promise<ProductItem> =>
  newProduct(shop, { sku, title: { en, ar }, ...rest });

const priced = (price: number, unitValue = 1) => ({
  units: [{ unitId: shop.piece, unitValue, price }],
});

const inStock = (qty: number) => ({ stock: [{ locationId: 1, qty }] });

type Query = Record<string, string | number | boolean>;

const look = (q: string, query: Query = {}, options: RequestOptions = shop.visitor) =>
  api.get('/api/products/search', { ...options, query: { q, ...query } });

const found = async (q: string, query: Query = {}, options?: RequestOptions): Promise<unknown[]> =>
  pluck(await look(q, query, options).expect(200), 'sku');

beforeAll(async () => {
  shop = await newShop();
  cheese = (
    await create(shop, '/category', {
      name: { en: 'White cheese', ar: 'أجبان بيضاء' },
      parent: shop.category,
      sortOrder: 2,
    })
  ).documentId;
  await add('MILK-1', 'Fresh milk 1 L', 'حليب طازج 1 لتر', {
    barcode: '6251001234567',
    tag: ['organic', 'fresh'],
    ...priced(2.5),
    ...inStock(5),
  });
  await add('MILK-2', 'Milk chocolate', 'شوكولاتة بالحليب', { ...priced(4), tag: ['organic'] });
  await add('FETA', 'Feta', 'فيتا', { category: cheese, ...priced(7), ...inStock(3) });
  await add('RICE', null, '«أُرُزّ بَسْمَتِي» ٥ كغم', priced(12));
  await add('NES', 'Nestlé Kellogg’s Corn-Flakes', null, { description: { en: 'Crunchy breakfast' } });
  await add('GONE', 'Milk of yesterday', 'حليب الأمس', { status: 'inactive' });
  await add('COCA', 'Coca Cola', 'كوكا كولا', {
    units: [{ unitId: shop.piece, unitValue: 1, price: 3, barcode: '5449000000996', sku: 'CAN-33' }],
  });
});

describe('words', () => {
  test.each<[string, string[]]>([
    ['fresh', ['MILK-1']],
    ['MILK fresh', ['MILK-1']],
    ['fre', ['MILK-1']],
    ['chocolate milk', ['MILK-2']],
    ['حليب طازج', ['MILK-1']],
    ['الحليب', ['MILK-1', 'MILK-2']],
    ['ارز بسمتي', ['RICE']],
    ['أُرُزّ'.normalize('NFD'), ['RICE']],
    ['بسمتي 5', ['RICE']],
    ['5kg', ['RICE']],
    ['٥ كيلو', ['RICE']],
    ['nestle', ['NES']],
    ['kelloggs', ['NES']],
    ["kellogg's", ['NES']],
    ['NESTLÉ corn', ['NES']],
    ['crunchy', ['NES']],
    ['white cheese', ['FETA']],
    ['اجبان', ['FETA']],
    ['organic milk', ['MILK-1', 'MILK-2']],
    ['yesterday', []],
    ['milk feta', []],
  ])('%s finds %j', async (q, skus) => {
    expect(await found(q)).toEqual(skus);
  });

  test.each(['en', 'ar', 'all'])('are found in either language, whatever is shown (%s)', async (locale) => {
    expect(await found('chocolate', { locale })).toEqual(['MILK-2']);
    expect(await found('شوكولاتة', { locale })).toEqual(['MILK-2']);
  });

  test.each([
    ['6251001234567', ['MILK-1']],
    ['٦٢٥١٠٠١٢٣٤٥٦٧', ['MILK-1']],
    ['62510012', ['MILK-1']],
    ['milk-1', ['MILK-1']],
    ['MILK 1', ['MILK-1']],
    ['5449000000996', ['COCA']],
    ['can33', ['COCA']],
  ])('SKU and barcode: %s', async (q, [sku]) => {
    expect((await found(q))[0]).toBe(sku);
  });

  test.each([
    ['mlik chocolate', 'milk chocolate', 'MILK-2'],
    ['choclate', 'chocolate', 'MILK-2'],
    ['chocolatee', 'chocolate', 'MILK-2'],
    ['حلبي طازج', 'حليب طازج', 'MILK-1'],
    ['cocacola', 'coca cola', 'COCA'],
    ['cornflackes', null, null],
  ])('mistyped: %s is read as %s', async (q, correction, sku) => {
    const { body } = await look(q).expect(200);
    expect({ correction: body.meta.correction ?? null, first: body.data[0]?.sku ?? null }).toEqual({
      correction,
      first: sku,
    });
  });

  test('known words are not corrected, nor those that a filter leaves nothing of', async () => {
    expect((await look('milk').expect(200)).body.meta).not.toHaveProperty('correction');
    const { body } = await look('feta', { 'filters[price][$gt]': 1_000 }).expect(200);
    expect(body.meta).toMatchObject({ pagination: { total: 0 } });
    expect(body.meta).not.toHaveProperty('correction');
  });
});

describe('order', () => {
  test('code, title, beginning, words, beginnings of words, other fields; in stock before sold out', async () => {
    const place = await newShop();
    const sell = (sku: string, en: string, rest: object = {}): Promise<ProductItem> =>
      newProduct(place, { sku, title: { en, ar: null }, ...rest });
    await sell('OTHER', 'Sauce', { description: { en: 'with basil' } });
    await sell('PREFIX', 'Fresh basilico');
    await sell('BEGUN', 'Basilico fresh');
    await sell('WORD-OUT', 'Fresh basil');
    await sell('WORD', 'Green basil', { stock: [{ locationId: 1, qty: 1 }] });
    await sell('STARTS', 'Basil leaves');
    await sell('WHOLE', 'Basil');
    await sell('basil', 'Something else');
    expect(pluck(await look('basil', {}, place.visitor).expect(200), 'sku')).toEqual([
      'basil',
      'WHOLE',
      'STARTS',
      'WORD',
      'WORD-OUT',
      'BEGUN',
      'PREFIX',
      'OTHER',
    ]);
    expect(pluck(await look('basil', { sort: 'title:desc' }, place.visitor).expect(200), 'sku')[0]).toBe(
      'basil',
    );
  });

  test('sold more comes first among equals, and sort overrides all', async () => {
    expect(await found('milk', { sort: 'price:desc' })).toEqual(['MILK-2', 'MILK-1']);
    expect(await found('milk', { sort: 'price' })).toEqual(['MILK-1', 'MILK-2']);
    expect(await found('milk', { sort: 'createdAt:desc' })).toEqual(['MILK-2', 'MILK-1']);
  });

  test('pages never overlap', async () => {
    const pages = [1, 2].map((page) =>
      look('milk', { 'pagination[page]': page, 'pagination[pageSize]': 1 }).expect(200),
    );
    const [first, second] = await Promise.all(pages);
    expect([pluck(first!, 'sku'), pluck(second!, 'sku')]).toEqual([['MILK-2'], ['MILK-1']]);
    expect(first!.body.meta.pagination).toEqual({ page: 1, pageSize: 1, pageCount: 2, total: 2 });
    expect(first!.body.meta.facets).toEqual(second!.body.meta.facets);
  });
});

describe('filters and facets', () => {
  test.each<[string, Query, string[]]>([
    ['organic', { 'filters[inStock]': true }, ['MILK-1']],
    ['organic', { 'filters[price][$gte]': 3 }, ['MILK-2']],
    ['organic', { 'filters[tag]': 'fresh' }, ['MILK-1']],
    ['organic', { 'filters[sku]': 'MILK-2' }, ['MILK-2']],
    ['organic', { 'filters[barcode]': '6251001234567' }, ['MILK-1']],
    ['organic', { 'filters[featured]': true }, []],
  ])('%s with %j', async (q, query, skus) => {
    expect(await found(q, query)).toEqual(skus);
  });

  test('a category stands for what is below it', async () => {
    expect(await found('feta', { 'filters[category]': shop.category })).toEqual(['FETA']);
    expect(await found('milk', { 'filters[category]': cheese })).toEqual([]);
  });

  test('count what the query and the filters select, on every page', async () => {
    const { body } = await look('organic', { 'pagination[pageSize]': 1 }).expect(200);
    expect(body.meta.facets).toEqual({
      category: [{ documentId: shop.category, name: 'Dairy', slug: 'dairy', count: 2 }],
      tag: [
        { value: 'organic', count: 2 },
        { value: 'fresh', count: 1 },
      ],
      price: { min: 2.5, max: 4 },
      inStock: { true: 1, false: 1 },
    });
    const narrowed = await look('organic', { 'filters[price][$lt]': 3, locale: 'ar' }).expect(200);
    expect(narrowed.body.meta.facets).toMatchObject({
      category: [{ name: 'ألبان', count: 1 }],
      price: { min: 2.5, max: 2.5 },
      inStock: { true: 1, false: 0 },
    });
    const both = await look('feta', { locale: 'all' }).expect(200);
    expect((both.body.meta.facets.category as Item[]).map((entry) => entry['name'])).toEqual([
      ...(cheese < shop.category ? ['White cheese', 'Dairy'] : ['Dairy', 'White cheese']).map((en) =>
        en === 'Dairy' ? { en, ar: 'ألبان' } : { en, ar: 'أجبان بيضاء' },
      ),
    ]);
  });

  test('staff see what is hidden, and may filter by status', async () => {
    expect(await found('yesterday', {}, shop.staff)).toEqual(['GONE']);
    expect(await found('yesterday', { 'filters[status]': 'active' }, shop.staff)).toEqual([]);
    expectRefusal(await look('milk', { 'filters[status]': 'active' }), 400, 'unknown_parameter');
  });

  test('another company finds nothing of it', async () => {
    const other = await newShop();
    for (const q of ['milk', '6251001234567', 'MILK-1', 'choclate']) {
      expect([q, await found(q, {}, other.visitor)]).toEqual([q, []]);
    }
  });
});

describe('odd queries', () => {
  test.each(['?!', '«»', '🍎', '%', "'", '\\', '…'])('%s finds nothing', async (q) => {
    const { body } = await look(q).expect(200);
    expect(body).toEqual({
      data: [],
      meta: {
        pagination: { page: 1, pageSize: 25, pageCount: 0, total: 0 },
        facets: {
          category: [],
          tag: [],
          price: { min: null, max: null },
          inStock: { true: 0, false: 0 },
        },
      },
    });
  });

  test.each([
    "'); drop table products; --",
    '.*(a+)+$',
    '[[:alnum:]]{1,100}',
    "milk' & !'rice",
    'milk:*A | <-> (',
    '\\u0000 \\x00',
    'x'.repeat(200),
    'ab '.repeat(66),
    'ا'.repeat(200),
  ])('%s is an ordinary query', async (q) => {
    await look(q).expect(200);
    await api.get('/api/products/suggest', { ...shop.visitor, query: { q } }).expect(200);
  });

  test('10,000 characters, nothing, and lists are refused', async () => {
    for (const path of ['search', 'suggest']) {
      for (const query of [
        '',
        '?q=',
        '?q=%20',
        `?q=${'x'.repeat(10_000)}`,
        '?q[a]=b',
        '?q=%00',
        '?q=a&q=b',
      ]) {
        expectInvalid(await api.get(`/api/products/${path}${query}`, shop.visitor), 'q');
      }
    }
  });
});

describe('what the database finds by', () => {
  test('the normalisation of the database is that of the domain', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 60 }),
        async (texts) => {
          // PostgreSQL holds neither NUL nor halves of a pair.
          const storable = texts.map((text) => text.replace(/[\0\ud800-\udfff]/gu, ''));
          const { rows } = await sql.query<{ normal: string; parted: string }>(
            `select search_normal(t.text) as normal, search_parted(search_normal(t.text)) as parted
             from unnest($1::text[]) with ordinality t(text, place) order by place`,
            [storable],
          );
          expect(rows).toEqual(
            storable.map((text) => ({ normal: normalise(text), parted: partDigits(normalise(text)) })),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test('and so are its forms and variants of words', async () => {
    for (const word of [
      'الارز',
      'بالشوكولاته',
      'للشعر',
      'وبلسم',
      'والخضار',
      'الم',
      'milk',
      'macaroni',
      'معكرونه',
    ]) {
      const { rows } = await sql.query<{ forms: string; variants: string[] }>(
        'select search_forms($1) as forms, search_variants(left($1, 8), $2) as variants',
        [word, typosAllowed(word)],
      );
      const bare = formsOf(word).filter((form) => /^[ء-ي]/.test(form));
      expect(rows[0]!.forms).toBe(bare.length > 0 ? bare.join(' ') : word);
      expect(rows[0]!.variants.sort()).toEqual(variants(word, typosAllowed(word)).sort());
    }
  });

  test('follows every change of a product at once', async () => {
    const place = await newShop();
    const seen = async (q: string): Promise<unknown[]> =>
      pluck(await look(q, {}, place.visitor).expect(200), 'title');
    const product = await newProduct(place, { title: { en: 'Papaya', ar: null } });
    expect(await seen('papaya')).toEqual(['Papaya']);
    await api.put(`/api/products/${product.documentId}`, { title: { en: 'Guava' } }, place.staff).expect(200);
    expect([await seen('papaya'), await seen('guava')]).toEqual([[], ['Guava']]);
    await api.put(`/api/category/${place.category}`, { name: { en: 'Tropical' } }, place.staff).expect(200);
    expect(await seen('tropical')).toEqual(['Guava']);
    await expectReadModelTrue(place);
    await api.delete(`/api/products/${product.documentId}`, place.staff).expect(204);
    expect(await seen('guava')).toEqual([]);
    await expectReadModelTrue(place);
  });

  test('products saved side by side with the same new words do not wait in a circle', async () => {
    const place = await newShop();
    const words = ['zorba', 'quinoa', 'amaranth', 'teff', 'fonio', 'millet'];
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        api.post(
          '/api/products',
          productBody(place, {
            sku: `P${index}`,
            title: { en: [...words.slice(index % 6), ...words.slice(0, index % 6)].join(' '), ar: null },
          }),
          place.staff,
        ),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(201));
    expect((await look('quinoa teff', {}, place.visitor).expect(200)).body.meta.pagination.total).toBe(12);
  });
});
