import { api, sql } from '../support/application';
import {
  countRows,
  expectInvalid,
  expectLedgerTrue,
  expectReadModelTrue,
  expectRefusal,
  newProduct,
  newShop,
  productBody,
  readProduct,
  type Shop,
  unique,
  UNKNOWN_ID,
} from '../support/catalogue';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

const update = (documentId: string, body: object, locale?: string) =>
  api.put(`/api/products/${documentId}`, body, { ...shop.staff, ...(locale && { locale }) });

describe('creating products', () => {
  test('answers the product as staff see it, in the language of the write', async () => {
    const body = productBody(shop, { sku: 'NEW-1', cost: 1.5, stock: [{ locationId: 1, qty: 3 }] });
    const response = await api.post('/api/products', body, { ...shop.staff, locale: 'ar' });
    expect(response.status).toBe(201);
    expect(response.headers['cache-control']).toBe('private, no-store');
    expect(response.body.data).toMatchObject({
      title: 'حليب',
      sku: 'NEW-1',
      slug: 'milk',
      status: 'active',
      featured: false,
      trending: false,
      price: 2.5,
      stock: 3,
      cost: 1.5,
      units: [{ unitId: shop.piece, isDefault: true, price: 2.5, stock: 3 }],
    });
    await expectReadModelTrue(shop);
  });

  test('a plain string is in the language of the write, else in the company’s', async () => {
    const arabicShop = await newShop({ defaultLocale: 'ar' });
    const post = (body: object, locale?: string) =>
      api.post('/api/products', productBody(arabicShop, body), {
        ...arabicShop.staff,
        ...(locale && { locale }),
      });
    const own = await post({ title: 'خبز' }).expect(201);
    expect((await readProduct(arabicShop, own.body.data.documentId as string)).title).toEqual({
      en: null,
      ar: 'خبز',
    });
    const english = await post({ title: 'Bread' }, 'en').expect(201);
    expect((await readProduct(arabicShop, english.body.data.documentId as string)).title).toEqual({
      en: 'Bread',
      ar: null,
    });
    expectInvalid(await post({ title: 'Both' }, 'all'), 'locale');
  });

  test('has a row in each language from the start', async () => {
    const product = await newProduct(shop, { title: { ar: 'تمر' } });
    const { rows } = await sql.query<{ locale: string; title: string | null }>(
      'select locale, title from products where document_id = $1 order by locale',
      [product.documentId],
    );
    expect(rows).toEqual([
      { locale: 'ar', title: 'تمر' },
      { locale: 'en', title: null },
    ]);
    expect(product.slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test('the primary category belongs to the categories', async () => {
    const second = await api.post('/api/category', { name: 'Second' }, shop.staff).expect(201);
    const secondId = second.body.data.documentId as string;
    const product = await newProduct(shop, { categories: [secondId] });
    expect(product['category']).toMatchObject({ documentId: shop.category });
    expect(product.categories.map((category) => category.documentId)).toEqual([shop.category, secondId]);
    await update(product.documentId, { categories: [] }).expect(200);
    expect((await readProduct(shop, product.documentId)).categories).toHaveLength(1);
  });

  test('slugs of equal titles are numbered', async () => {
    const slugs = [];
    for (let count = 0; count < 3; count += 1)
      slugs.push((await newProduct(shop, { title: 'Ghee 1 kg' })).slug);
    expect(slugs).toEqual(['ghee-1-kg', 'ghee-1-kg-2', 'ghee-1-kg-3']);
  });

  test.each([
    ['sku', () => ({ sku: 'TAKEN' })],
    ['barcode', () => ({ barcode: '6250000' })],
    ['slug', () => ({ slug: 'taken-slug' })],
  ] as const)('a %s that is taken is refused', async (field, overrides) => {
    await newProduct(shop, overrides());
    const before = await countRows('products', shop);
    const response = await api.post('/api/products', productBody(shop, overrides()), shop.staff);
    expect(expectRefusal(response, 409, 'already_exists')).toEqual({ field });
    expect(await countRows('products', shop)).toBe(before);

    const other = await newProduct(shop);
    expect(expectRefusal(await update(other.documentId, overrides()), 409, 'already_exists')).toEqual({
      field,
    });
    expect((await readProduct(shop, other.documentId)).sku).toBe(other.sku);
  });

  test('another company may use the same sku, barcode and slug', async () => {
    const other = await newShop();
    const key = { sku: 'SAME', barcode: '777', slug: 'same' };
    expect((await newProduct(shop, key)).slug).toBe('same');
    expect((await newProduct(other, key)).slug).toBe('same');
  });
});

describe('what is refused stores nothing', () => {
  const unit = (overrides: object) => ({
    units: [{ unitId: shop.piece, unitValue: 1, price: 1, ...overrides }],
  });

  test.each<[string, () => object, string]>([
    ['no title', () => ({ title: undefined }), 'title'],
    ['an empty title', () => ({ title: '' }), 'title'],
    ['no language in the title', () => ({ title: {} }), 'title'],
    ['a third language', () => ({ title: { en: 'x', fr: 'y' } }), 'title'],
    ['a title that is a number', () => ({ title: 7 }), 'title'],
    ['a null character', () => ({ title: 'a\0b' }), 'body'],
    ['no sku', () => ({ sku: undefined }), 'sku'],
    ['a blank sku', () => ({ sku: '  ' }), 'sku'],
    ['no units', () => ({ units: undefined }), 'units'],
    ['an empty set of units', () => ({ units: [] }), 'units'],
    ['a negative price', () => unit({ price: -1 }), 'units.0.price'],
    ['a price as text', () => unit({ price: '1' }), 'units.0.price'],
    ['a value of zero', () => unit({ unitValue: 0 }), 'units.0.unitValue'],
    ['an unknown field', () => ({ colour: 'red' }), 'colour'],
    ['a price of its own', () => ({ price: 1 }), 'price'],
    ['a stock number', () => ({ stock: 5 }), 'stock'],
    ['sales of its own', () => ({ sales: 100 }), 'sales'],
    ['a company of its own', () => ({ company_code: 'x' }), 'company_code'],
    ['another status', () => ({ status: 'sold' }), 'status'],
    ['a flag as text', () => ({ featured: 'true' }), 'featured'],
    ['a malformed category', () => ({ category: '5' }), 'category'],
    ['an unknown category', () => ({ category: UNKNOWN_ID }), 'category'],
    ['an unknown further category', () => ({ categories: [UNKNOWN_ID] }), 'categories'],
    ['an unknown basic unit', () => ({ basicUnit: UNKNOWN_ID }), 'basicUnit'],
    ['an unknown unit', () => unit({ unitId: UNKNOWN_ID }), 'units.0.unitId'],
    ['an unknown picture', () => ({ image: [UNKNOWN_ID] }), 'image'],
    ['eleven pictures', () => ({ image: Array(11).fill(UNKNOWN_ID) }), 'image'],
    ['a VAT rate over 100', () => ({ vatRate: 101 }), 'vatRate'],
    ['a negative cost', () => ({ cost: -0.5 }), 'cost'],
    ['a slug with capitals', () => ({ slug: 'Not-OK' }), 'slug'],
    ['more decimals than the currency has', () => unit({ price: 1.005 }), 'units.0.price'],
    ['a finer former price', () => unit({ originalPrice: 1.999 }), 'units.0.originalPrice'],
    ['a unit of another type', () => unit({ unitId: shop.kilo }), 'units.0.unitId'],
    ['half a piece', () => unit({ unitValue: 0.5 }), 'units.0.unitValue'],
    ['the same pack twice', () => ({ units: [...unit({}).units, ...unit({}).units] }), 'units.1'],
    ['stock in half pieces', () => ({ stock: [{ locationId: 1, qty: 1.5 }] }), 'stock.0.qty'],
    ['negative stock', () => ({ stock: [{ locationId: 1, qty: -1 }] }), 'stock.0.qty'],
    ['stock nowhere', () => ({ stock: [{ locationId: UNKNOWN_ID, qty: 1 }] }), 'locationId'],
    ['location 2', () => ({ stock: [{ locationId: 2, qty: 1 }] }), 'stock.0.locationId'],
    [
      'a location twice',
      () => ({
        stock: [
          { locationId: 1, qty: 1 },
          { locationId: 1, qty: 2 },
        ],
      }),
      'stock',
    ],
  ])('%s', async (_what, overrides, path) => {
    const count = async (): Promise<number[]> => [
      await countRows('products', shop),
      await countRows('product_units', shop),
      await countRows('stock_levels', shop),
      await countRows('stock_movements', shop),
      await countRows('storefront_products', shop),
    ];
    const before = await count();
    expectInvalid(await api.post('/api/products', productBody(shop, overrides()), shop.staff), path);
    expect(await count()).toEqual(before);
  });

  test('two defaults at once', async () => {
    const units = [
      { unitId: shop.piece, unitValue: 1, price: 1, isDefault: true },
      { unitId: shop.piece, unitValue: 6, price: 5, isDefault: true },
    ];
    expectInvalid(
      await api.post('/api/products', productBody(shop, { units }), shop.staff),
      'units.1.isDefault',
    );
  });

  test('several faults are named together', async () => {
    const body = productBody(shop, { title: 5, status: 'sold', featured: 1 });
    expectInvalid(await api.post('/api/products', body, shop.staff), 'title', 'status', 'featured');
  });

  test('what belongs to another company', async () => {
    const other = await newShop();
    const before = await countRows('products', shop);
    const post = (overrides: object) => api.post('/api/products', productBody(shop, overrides), shop.staff);
    expectInvalid(await post({ category: other.category }), 'category');
    expectInvalid(await post({ categories: [other.category] }), 'categories');
    expectInvalid(await post({ basicUnit: other.piece }), 'basicUnit');
    expectInvalid(await post(unit({ unitId: other.piece })), 'units.0.unitId');
    const locations = await api.get('/api/locations', other.staff).expect(200);
    const locationId = locations.body.data[0].documentId as string;
    expectInvalid(await post({ stock: [{ locationId, qty: 1 }] }), 'locationId');
    expect(await countRows('products', shop)).toBe(before);
  });

  test('a change of which one part is wrong', async () => {
    const product = await newProduct(shop, { stock: [{ locationId: 1, qty: 5 }] });
    const before = await readProduct(shop, product.documentId);
    const response = await update(product.documentId, {
      title: { en: 'Changed' },
      featured: true,
      stock: [{ locationId: 1, qty: 9 }],
      units: [{ unitId: shop.piece, unitValue: 1, price: 0.001 }],
    });
    expectInvalid(response, 'units.0.price');
    expect(await readProduct(shop, product.documentId)).toEqual(before);
    await expectLedgerTrue(product.documentId);
  });
});

describe('changing products', () => {
  test('absent stays, null clears', async () => {
    const product = await newProduct(shop, {
      title: { en: 'Rice', ar: 'أرز' },
      description: { en: 'Long grain', ar: 'حبة طويلة' },
      barcode: unique('b'),
      tag: ['grain'],
      featured: true,
      cost: 1,
      vatRate: 0,
      stock: [{ locationId: 1, qty: 4 }],
    });
    const before = await readProduct(shop, product.documentId);
    await update(product.documentId, {}).expect(200);
    const same = await readProduct(shop, product.documentId);
    expect({ ...same, updatedAt: null }).toEqual({ ...before, updatedAt: null });

    await update(product.documentId, { barcode: null, cost: null, vatRate: null, description: null }).expect(
      200,
    );
    expect(await readProduct(shop, product.documentId)).toEqual({
      ...before,
      barcode: null,
      cost: null,
      vatRate: null,
      description: { en: null, ar: null },
      updatedAt: expect.any(String),
    });
  });

  test('a text changes in one language only', async () => {
    const product = await newProduct(shop, { title: { en: 'Salt', ar: 'ملح' } });
    const response = await update(product.documentId, { title: 'ملح البحر' }, 'ar').expect(200);
    expect(response.body.data.title).toBe('ملح البحر');
    expect((await readProduct(shop, product.documentId)).title).toEqual({ en: 'Salt', ar: 'ملح البحر' });
    await update(product.documentId, { title: { en: null } }).expect(200);
    expect((await readProduct(shop, product.documentId)).title).toEqual({ en: null, ar: 'ملح البحر' });
    const fallback = await api.get(`/api/products/${product.documentId}`, { ...shop.visitor, locale: 'en' });
    expect(fallback.body.data.title).toBe('ملح البحر');
    expectInvalid(await update(product.documentId, { title: { ar: null } }), 'title');
    expect((await readProduct(shop, product.documentId)).title).toEqual({ en: null, ar: 'ملح البحر' });
  });

  test('a cleared slug is made anew, a sent one replaces it', async () => {
    const product = await newProduct(shop, { title: { en: 'Olive oil' } });
    const moved = await update(product.documentId, { slug: 'best-oil' }).expect(200);
    expect(moved.body.data.slug).toBe('best-oil');
    expectRefusal(await api.get('/api/products/slug/olive-oil', shop.visitor), 404, 'not_found');
    const cleared = await update(product.documentId, { slug: null, title: { en: 'Fine oil' } }).expect(200);
    expect(cleared.body.data.slug).toBe('fine-oil');
  });

  test('hiding and showing works at once', async () => {
    const product = await newProduct(shop);
    await update(product.documentId, { status: 'inactive' }).expect(200);
    expectRefusal(await api.get(`/api/products/${product.documentId}`, shop.visitor), 404, 'not_found');
    expectRefusal(
      await api.get(`/api/product-units/product/${product.documentId}`, shop.visitor),
      404,
      'not_found',
    );
    await update(product.documentId, { status: 'active' }).expect(200);
    await api.get(`/api/products/${product.documentId}`, shop.visitor).expect(200);
  });

  test('the basic unit moves only to one that keeps the packs whole', async () => {
    const product = await newProduct(shop);
    const before = await readProduct(shop, product.documentId);
    const response = await update(product.documentId, { basicUnit: shop.dozen });
    expectRefusal(response, 400, 'validation_failed');
    expect(await readProduct(shop, product.documentId)).toEqual(before);
    expectRefusal(await update(product.documentId, { basicUnit: shop.kilo }), 400, 'validation_failed');
    expect(await readProduct(shop, product.documentId)).toEqual(before);
  });

  test('needs staff, and the right company', async () => {
    const product = await newProduct(shop);
    const other = await newShop();
    const path = `/api/products/${product.documentId}`;
    const body = { featured: true };
    expectRefusal(await api.put(path, body, shop.visitor), 401, 'unauthenticated');
    expectRefusal(await api.delete(path, shop.visitor), 401, 'unauthenticated');
    expectRefusal(await api.post('/api/products', productBody(shop), shop.visitor), 401, 'unauthenticated');
    expectRefusal(await api.put(path, body, other.staff), 404, 'not_found');
    expectRefusal(await api.delete(path, other.staff), 404, 'not_found');
    expectRefusal(await update(UNKNOWN_ID, body), 404, 'not_found');
    expectRefusal(await update('17', body), 400, 'invalid_id');
    expect((await readProduct(shop, product.documentId))['featured']).toBe(false);
  });
});

describe('deleting products', () => {
  test('takes units, levels and read model along, and leaves the ledger', async () => {
    const product = await newProduct(shop, { stock: [{ locationId: 1, qty: 8 }] });
    await api.delete(`/api/products/${product.documentId}`, shop.staff).expect(204);
    expectRefusal(await api.get(`/api/products/${product.documentId}`, shop.staff), 404, 'not_found');
    const { rows } = await sql.query(
      `select (select count(*)::int from products where document_id = $1) as products,
              (select count(*)::int from storefront_products where document_id = $1) as projected,
              (select count(*)::int from stock_levels where product_id = $1) as levels,
              (select count(*)::int from product_units where document_id = $2) as units,
              (select count(*)::int from stock_movements where product_id = $1) as movements`,
      [product.documentId, product.units[0]!.documentId],
    );
    expect(rows[0]).toMatchObject({ products: 0, projected: 0, levels: 0, units: 0 });
    expect(rows[0]!.movements).toBeGreaterThanOrEqual(1);
    await expectReadModelTrue(shop);
  });

  test('is refused while orders wait for it', async () => {
    const product = await newProduct(shop, { stock: [{ locationId: 1, qty: 8 }] });
    await sql.query('update stock_levels set reserved = 2500 where product_id = $1', [product.documentId]);
    const response = await api.delete(`/api/products/${product.documentId}`, shop.staff);
    expect(expectRefusal(response, 409, 'in_use')).toEqual({
      reserved: 2.5,
      orders: 0,
      promotions: 0,
      coupons: 0,
    });
    expect((await readProduct(shop, product.documentId)).stock).toBe(5.5);
  });

  test('never turns a promotion of this product into one of everything', async () => {
    const product = await newProduct(shop);
    const promotion = await api
      .post(
        '/api/promotions',
        {
          name: 'Half off',
          type: 'discount',
          discount_type: 'percentage',
          discount_value: 50,
          products: [product.documentId],
        },
        shop.staff,
      )
      .expect(201);
    const response = await api.delete(`/api/products/${product.documentId}`, shop.staff);
    expect(expectRefusal(response, 409, 'in_use')).toEqual({
      reserved: 0,
      orders: 0,
      promotions: 1,
      coupons: 0,
    });
    const path = `/api/promotions/${promotion.body.data.documentId}`;
    const read = await api.get(path, shop.visitor).expect(200);
    expect(read.body.data.products).toEqual([product.documentId]);
    await api.delete(path, shop.staff).expect(204);
    await api.delete(`/api/products/${product.documentId}`, shop.staff).expect(204);
  });
});
