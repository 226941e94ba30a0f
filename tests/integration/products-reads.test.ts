import { api, sql } from '../support/application';
import {
  create,
  expectInvalid,
  expectRefusal,
  newProduct,
  newShop,
  pluck,
  type ProductItem,
  refreshSales,
  type Shop,
  UNKNOWN_ID,
} from '../support/catalogue';

let shop: Shop;
let cheese: string;
let fruit: string;
let milk: ProductItem;
let labneh: ProductItem;
let apples: ProductItem;
let crate: ProductItem;
let hidden: ProductItem;

beforeAll(async () => {
  shop = await newShop();
  cheese = (await create(shop, '/category', { name: 'Cheese', parent: shop.category })).documentId;
  fruit = (await create(shop, '/category', { name: { en: 'Fruit', ar: 'فواكه' } })).documentId;
  milk = await newProduct(shop, {
    productId: '4711',
    title: { en: 'Milk', ar: 'حليب' },
    description: { ar: 'كامل الدسم' },
    sku: 'MILK-1',
    barcode: '6251001',
    tag: ['Fresh', 'daily', 'fresh'],
    featured: true,
    cost: 1.125,
    vatRate: 5,
    units: [
      { unitId: shop.piece, unitValue: 1, price: 1.25, originalPrice: 1.5, barcode: 'u-1', sku: 'MILK-U1' },
      { unitId: shop.dozen, unitValue: 1, price: 14 },
    ],
    stock: [{ locationId: 1, qty: 25 }],
  });
  labneh = await newProduct(shop, {
    title: { en: 'Labneh', ar: 'لبنة' },
    sku: 'LAB-1',
    category: cheese,
    tag: ['fresh'],
    trending: true,
    units: [{ unitId: shop.piece, unitValue: 1, price: 3 }],
  });
  apples = await newProduct(shop, {
    title: { ar: 'تفاح' },
    sku: 'APP-1',
    category: fruit,
    basicUnit: shop.kilo,
    units: [
      { unitId: shop.gram, unitValue: 250, price: 0.75 },
      { unitId: shop.kilo, unitValue: 1, price: 2.5, isDefault: true },
    ],
    stock: [{ locationId: 1, qty: 1.3 }],
  });
  crate = await newProduct(shop, {
    title: { en: 'Crate 100%' },
    sku: 'CRATE_1',
    category: fruit,
    categories: [cheese],
    featured: true,
    trending: true,
    units: [{ unitId: shop.piece, unitValue: 1, price: 10 }],
    stock: [{ locationId: 1, qty: 1 }],
  });
  hidden = await newProduct(shop, {
    title: 'Secret',
    sku: 'HID-1',
    status: 'inactive',
    featured: true,
    trending: true,
  });
});

const skus = async (query: string): Promise<unknown[]> =>
  pluck(await api.get(`/api/products${query}`, shop.visitor).expect(200), 'sku');

describe('one product', () => {
  test('shows every field of the contract', async () => {
    const { rows } = await sql.query<{ id: string }>(
      'select document_id as id from locations where company_code = $1',
      [shop.company.code],
    );
    const response = await api.get(`/api/products/${milk.documentId}`, shop.visitor).expect(200);
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(response.body).toEqual({
      data: {
        documentId: milk.documentId,
        productId: '4711',
        sku: 'MILK-1',
        barcode: '6251001',
        title: 'Milk',
        description: 'كامل الدسم',
        slug: 'milk',
        category: { documentId: shop.category, name: 'Dairy', slug: 'dairy' },
        categories: [{ documentId: shop.category, name: 'Dairy', slug: 'dairy' }],
        image: [],
        stock: 25,
        locationStocks: [{ locationId: rows[0]!.id, odooLocationId: null, name: 'Main store', qty: 25 }],
        sales: 0,
        tag: ['fresh', 'daily'],
        price: 1.25,
        prices: { price: 1.25, originalPrice: 1.5, discount: 0.25 },
        basicUnit: { documentId: shop.piece, name: 'Piece', symbol: 'pcs', type: 'piece' },
        units: [
          {
            documentId: expect.any(String),
            unitId: shop.piece,
            name: 'Piece',
            symbol: 'pcs',
            unitValue: 1,
            packQty: 1,
            price: 1.25,
            originalPrice: 1.5,
            stock: 25,
            isDefault: true,
            barcode: 'u-1',
            sku: 'MILK-U1',
            step: null,
          },
          {
            documentId: expect.any(String),
            unitId: shop.dozen,
            name: 'Dozen',
            symbol: 'dz',
            unitValue: 1,
            packQty: 12,
            price: 14,
            originalPrice: null,
            stock: 2,
            isDefault: false,
            barcode: null,
            sku: null,
            step: null,
          },
        ],
        status: 'active',
        featured: true,
        trending: false,
        backorder: false,
        fallbacks: ['description'],
        createdAt: time,
        updatedAt: time,
      },
      meta: {},
    });
  });

  test('is found by its slug, in both languages', async () => {
    const response = await api.get('/api/products/slug/milk', { ...shop.visitor, locale: 'ar' }).expect(200);
    expect(response.body.data).toMatchObject({
      documentId: milk.documentId,
      title: 'حليب',
      category: { name: 'ألبان' },
      basicUnit: { name: 'حبة' },
      units: [{ name: 'حبة' }, { name: 'دزينة' }],
    });
    const all = await api.get('/api/products/slug/milk', { ...shop.visitor, locale: 'all' }).expect(200);
    expect(all.body.data).toMatchObject({
      title: { en: 'Milk', ar: 'حليب' },
      description: { en: null, ar: 'كامل الدسم' },
      category: { name: { en: 'Dairy', ar: 'ألبان' } },
    });
  });

  test('weighed goods count in fractions, their packs in whole', async () => {
    const response = await api.get(`/api/products/${apples.documentId}`, shop.visitor).expect(200);
    expect(response.body.data).toMatchObject({ title: 'تفاح', stock: 1.3, price: 2.5 });
    const units = response.body.data.units as ProductItem['units'];
    expect(units.map(({ symbol, packQty, stock }) => ({ symbol, packQty, stock }))).toEqual([
      { symbol: 'kg', packQty: 1, stock: 1 },
      { symbol: 'g', packQty: 0.25, stock: 5 },
    ]);
  });

  test('an inactive one is there for staff only', async () => {
    expectRefusal(await api.get(`/api/products/${hidden.documentId}`, shop.visitor), 404, 'not_found');
    expectRefusal(await api.get('/api/products/slug/secret', shop.visitor), 404, 'not_found');
    const response = await api.get('/api/products/slug/secret', shop.staff).expect(200);
    expect(response.body.data).toMatchObject({ documentId: hidden.documentId, status: 'inactive' });
  });

  test('cost and VAT rate are for staff only', async () => {
    const anonymous = await api.get(`/api/products/${milk.documentId}`, shop.visitor).expect(200);
    expect(anonymous.body.data).not.toHaveProperty('cost');
    const list = await api.get('/api/products', shop.visitor).expect(200);
    expect(list.text).not.toContain('"cost"');
    const staff = await api.get(`/api/products/${milk.documentId}`, shop.staff).expect(200);
    expect(staff.body.data).toMatchObject({ cost: 1.125, vatRate: 5 });
  });

  test.each([
    [`/api/products/${UNKNOWN_ID}`, 404, 'not_found'],
    ['/api/products/1', 400, 'invalid_id'],
    ['/api/products/DROP%20TABLE', 400, 'invalid_id'],
    ['/api/products/slug/no-such-thing', 404, 'not_found'],
    ['/api/products/slug/%00', 404, 'not_found'],
    ['/api/products/category/1', 400, 'invalid_id'],
    [`/api/products/category/${UNKNOWN_ID}`, 404, 'not_found'],
    [`/api/products/${UNKNOWN_ID}?fields=nothing`, 400, 'unknown_parameter'],
  ])('%s is %i %s', async (path, status, code) => {
    expectRefusal(await api.get(path, shop.visitor), status, code);
  });
});

describe('the list', () => {
  test('shows active products, newest first, with the pages counted', async () => {
    const response = await api.get('/api/products', shop.visitor).expect(200);
    expect(pluck(response, 'sku')).toEqual(['CRATE_1', 'APP-1', 'LAB-1', 'MILK-1']);
    expect(response.body.meta).toEqual({ pagination: { page: 1, pageSize: 25, pageCount: 1, total: 4 } });
  });

  test('pages do not overlap, and beyond the last there is nothing', async () => {
    const page = (number: number) =>
      api.get(`/api/products?pagination[page]=${number}&pagination[pageSize]=3&sort=sku`, shop.visitor);
    expectRefusal(await page(1), 400, 'unknown_parameter');
    const titled = (number: number) =>
      api.get(`/api/products?pagination[page]=${number}&pagination[pageSize]=3&sort=price:asc`, shop.visitor);
    const [first, second, third] = [await titled(1), await titled(2), await titled(3)];
    expect(pluck(first, 'sku')).toEqual(['MILK-1', 'APP-1', 'LAB-1']);
    expect(pluck(second, 'sku')).toEqual(['CRATE_1']);
    expect(pluck(third, 'sku')).toEqual([]);
    expect(third.body.meta.pagination).toEqual({ page: 3, pageSize: 3, pageCount: 2, total: 4 });
  });

  test.each([
    ['?sort=price', ['MILK-1', 'APP-1', 'LAB-1', 'CRATE_1']],
    ['?sort=price:desc', ['CRATE_1', 'LAB-1', 'APP-1', 'MILK-1']],
    ['?sort=title:asc&filters[sku][$ne]=APP-1', ['CRATE_1', 'LAB-1', 'MILK-1']],
    ['?sort=createdAt:asc', ['MILK-1', 'LAB-1', 'APP-1', 'CRATE_1']],
    ['?sort[0]=sales:desc&sort[1]=price:asc', ['MILK-1', 'APP-1', 'LAB-1', 'CRATE_1']],
  ])('%s', async (query, expected) => {
    expect(await skus(query)).toEqual(expected);
  });

  test('sorts by what was sold', async () => {
    await sql.query('insert into product_counters (product_id, sales) values ($1, 9), ($2, 4)', [
      labneh.documentId,
      crate.documentId,
    ]);
    await refreshSales();
    expect((await skus('?sort=sales:desc')).slice(0, 2)).toEqual(['LAB-1', 'CRATE_1']);
    await sql.query('delete from product_counters where product_id = any($1)', [
      [labneh.documentId, crate.documentId],
    ]);
    expect(pluck(await api.get('/api/products', shop.visitor), 'sales')).toEqual([0, 0, 0, 0]);
  });

  test('fields gives just those, and always the id', async () => {
    const response = await api.get('/api/products?fields=sku,price&filters[sku]=MILK-1', shop.visitor);
    expect(response.body.data).toEqual([{ documentId: milk.documentId, sku: 'MILK-1', price: 1.25 }]);
    const many = await api.get('/api/products?fields[0]=title&filters[sku]=MILK-1&locale=all', shop.visitor);
    expect(many.body.data).toEqual([{ documentId: milk.documentId, title: { en: 'Milk', ar: 'حليب' } }]);
  });

  test.each([
    ['filters[price]=3', ['LAB-1']],
    ['filters[price][$eq]=3.00', ['LAB-1']],
    ['filters[price][$ne]=3', ['CRATE_1', 'APP-1', 'MILK-1']],
    ['filters[price][$in][0]=3&filters[price][$in][1]=10', ['CRATE_1', 'LAB-1']],
    ['filters[price][$lt]=2.5', ['MILK-1']],
    ['filters[price][$lte]=2.5', ['APP-1', 'MILK-1']],
    ['filters[price][$gt]=2.5', ['CRATE_1', 'LAB-1']],
    ['filters[price][$gte]=2.5&filters[price][$lt]=10', ['APP-1', 'LAB-1']],
    ['filters[price][$null]=true', []],
    ['filters[inStock]=true', ['CRATE_1', 'APP-1', 'MILK-1']],
    ['filters[inStock]=false', ['LAB-1']],
    ['filters[tag]=fresh', ['LAB-1', 'MILK-1']],
    ['filters[tag][$in]=daily,none', ['MILK-1']],
    ['filters[tag][$contains]=daily', ['MILK-1']],
    ['filters[sku]=LAB-1', ['LAB-1']],
    ['filters[sku][$contains]=-1', ['APP-1', 'LAB-1', 'MILK-1']],
    ['filters[sku][$contains]=_1', ['CRATE_1']],
    ['filters[sku][$contains]=%25', []],
    ['filters[sku][$in]=LAB-1,APP-1,HID-1', ['APP-1', 'LAB-1']],
    ['filters[barcode]=6251001', ['MILK-1']],
    ['filters[barcode][$null]=true', ['CRATE_1', 'APP-1', 'LAB-1']],
    ['filters[barcode][$null]=false', ['MILK-1']],
    ['filters[featured]=true', ['CRATE_1', 'MILK-1']],
    ['filters[featured][$ne]=true', ['APP-1', 'LAB-1']],
    ['filters[trending]=true&filters[featured]=true', ['CRATE_1']],
  ])('?%s', async (query, expected) => {
    expect(await skus(`?${query}`)).toEqual(expected);
  });

  test('a category filter reaches the products of its descendants', async () => {
    expect(await skus(`?filters[category]=${shop.category}`)).toEqual(['CRATE_1', 'LAB-1', 'MILK-1']);
    expect(await skus(`?filters[category]=${cheese}`)).toEqual(['CRATE_1', 'LAB-1']);
    expect(await skus(`?filters[category][$in]=${fruit},${cheese}`)).toEqual(['CRATE_1', 'APP-1', 'LAB-1']);
    expect(await skus(`?filters[category]=${UNKNOWN_ID}`)).toEqual([]);
    expect(await skus(`/category/${shop.category}`)).toEqual(['CRATE_1', 'LAB-1', 'MILK-1']);
    expect(await skus(`/category/${shop.category}?filters[inStock]=true&sort=price`)).toEqual([
      'MILK-1',
      'CRATE_1',
    ]);
  });

  test('featured and trending', async () => {
    expect(await skus('/featured')).toEqual(['CRATE_1', 'MILK-1']);
    expect(await skus('/featured?sort=price:asc&pagination[pageSize]=1')).toEqual(['MILK-1']);
    expect(await skus('/trending')).toEqual(['CRATE_1', 'LAB-1']);
  });

  test('staff see inactive products and filter by status', async () => {
    const list = async (query: string): Promise<unknown[]> =>
      pluck(await api.get(`/api/products${query}`, shop.staff).expect(200), 'sku');
    expect(await list('?filters[status]=inactive')).toEqual(['HID-1']);
    expect(await list('?filters[status]=active&sort=price:asc')).toEqual([
      'MILK-1',
      'APP-1',
      'LAB-1',
      'CRATE_1',
    ]);
    expect(await list('/featured')).toEqual(['HID-1', 'CRATE_1', 'MILK-1']);
    expectRefusal(
      await api.get('/api/products?filters[status]=inactive', shop.visitor),
      400,
      'unknown_parameter',
    );
  });
});

describe('searching', () => {
  test.each([
    ['?q=milk', ['MILK-1']],
    ['?q=MILK-1', ['MILK-1']],
    [`?q=${encodeURIComponent('حليب')}`, ['MILK-1']],
    ['?q=6251001', ['MILK-1']],
    ['?q=secret', []],
    ['?q=%25', []],
    ['?q=crate%20100', ['CRATE_1']],
  ])('%s', async (query, expected) => {
    expect(await skus(`/search${query}`)).toEqual(expected);
  });

  test('takes filters, sorting and pages', async () => {
    expect(await skus('/search?q=1&filters[inStock]=true&sort=price:desc&pagination[pageSize]=2')).toEqual([
      'CRATE_1',
      'APP-1',
    ]);
  });

  test.each(['', '?q=', '?q=%20', `?q=${'x'.repeat(201)}`, '?q[a]=b', '?q=%00'])(
    'without a usable query (%s) is refused',
    async (query) => {
      expectInvalid(await api.get(`/api/products/search${query}`, shop.visitor), 'q');
    },
  );
});
