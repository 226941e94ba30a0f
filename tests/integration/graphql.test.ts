import { api, app, type RequestOptions } from '../support/application';
import { create, type Item, newProduct, newShop, type ProductItem, type Shop } from '../support/catalogue';
import { ask, wholeProduct } from '../support/graphql';

let shop: Shop;
let arabicShop: Shop;
let cheese: Item;
let milk: ProductItem;
let rice: ProductItem;

const titles = (items: unknown): string[] => (items as { title: string }[]).map(({ title }) => title);

/** What REST answers at the same place. */
const rest = async (path: string, options: RequestOptions): Promise<unknown> =>
  (await api.get(`/api${path}`, options).expect(200)).body.data;

beforeAll(async () => {
  shop = await newShop();
  arabicShop = await newShop({ defaultLocale: 'ar' });
  cheese = await create(shop, '/category', { name: { en: 'Cheese', ar: 'أجبان' }, parent: shop.category });
  milk = await newProduct(shop, {
    title: { en: 'Milk', ar: 'حليب' },
    featured: true,
    tag: ['fresh'],
    barcode: '6251234567890',
    units: [
      { unitId: shop.piece, unitValue: 1, price: 2.5, originalPrice: 3 },
      { unitId: shop.dozen, unitValue: 1, price: 27 },
    ],
    stock: [{ locationId: 1, qty: 30 }],
  });
  rice = await newProduct(shop, {
    title: { en: 'Rice' },
    category: cheese.documentId,
    trending: true,
    basicUnit: shop.kilo,
    units: [{ unitId: shop.kilo, unitValue: 0.5, price: 4.75 }],
  });
  await newProduct(shop, { title: { en: 'Hidden' }, status: 'inactive' });
  await newProduct(arabicShop, { title: { en: 'Bread', ar: 'خبز' } });
});

describe('products', () => {
  test('are word for word what REST answers, in both languages', async () => {
    for (const locale of ['en', 'ar']) {
      const { products } = await ask(
        `{ products(locale: ${locale}, sort: ["price:asc"]) { ${wholeProduct} } }`,
        shop.visitor,
      );
      expect(products).toEqual(
        await rest('/products', { ...shop.visitor, locale, query: { sort: 'price:asc' } }),
      );
    }
    const { product } = await ask<{ product: ProductItem }>(
      `{ product(documentId: "${milk.documentId}", locale: "ar") { title price prices { discount } units { name packQty stock } } }`,
      shop.visitor,
    );
    expect(product).toEqual({
      title: 'حليب',
      price: 2.5,
      prices: { discount: 0.5 },
      units: [
        { name: 'حبة', packQty: 1, stock: 30 },
        { name: 'دزينة', packQty: 12, stock: 2 },
      ],
    });
  });

  test('fall back to the language that there is, and without a locale speak the company’s', async () => {
    const query = '{ products(sort: "title:asc") { title } }';
    expect(
      titles(
        (await ask('{ products(locale: ar, sort: ["price:desc"]) { title } }', shop.visitor))['products'],
      ),
    ).toEqual(['Rice', 'حليب']);
    expect(titles((await ask(query, shop.visitor))['products'])).toEqual(['Milk', 'Rice']);
    expect(titles((await ask(query, arabicShop.visitor))['products'])).toEqual(['خبز']);
  });

  test('come as a connection with their page', async () => {
    const query = `query ($pagination: PaginationInput) {
      products_connection(pagination: $pagination, sort: ["price:desc"]) {
        nodes { title }
        pageInfo { page pageSize pageCount total }
      }
    }`;
    expect(await ask(query, shop.visitor, { pagination: { page: 2, pageSize: 1 } })).toEqual({
      products_connection: {
        nodes: [{ title: 'Milk' }],
        pageInfo: { page: 2, pageSize: 1, pageCount: 2, total: 2 },
      },
    });
    expect(await ask(query, shop.visitor)).toMatchObject({
      products_connection: { pageInfo: { page: 1, pageSize: 25, pageCount: 1, total: 2 } },
    });
  });

  test.each<[string, string[]]>([
    ['category: { eq: "$category" }', ['Milk', 'Rice']],
    ['category: { in: ["$cheese"] }', ['Rice']],
    ['price: { gte: 2.5, lt: 4.75 }', ['Milk']],
    ['price: { in: [4.75, 99] }', ['Rice']],
    ['inStock: { eq: true }', ['Milk']],
    ['tag: { contains: "fresh" }', ['Milk']],
    ['barcode: { null: true }', ['Rice']],
    ['barcode: { contains: "12345" }', ['Milk']],
    ['barcode: { in: ["6251234567890,x"] }', []],
    ['barcode: { in: [] }', []],
    ['featured: { ne: true }', ['Rice']],
    ['featured: null, trending: { eq: null }', ['Milk', 'Rice']],
  ])('are filtered by { %s }', async (filters, expected) => {
    const ids = filters.replace('$category', shop.category).replace('$cheese', cheese.documentId);
    const { products } = await ask(
      `{ products(filters: { ${ids} }, sort: "title:asc") { title } }`,
      shop.visitor,
    );
    expect(titles(products)).toEqual(expected);
  });

  test('by slug, by search, featured and trending', async () => {
    const data = await ask(
      `query ($slug: String!) {
         productBySlug(slug: $slug) { documentId }
         searchProducts(q: "حليب") { title }
         searchProducts_connection(q: "nothing of the kind") { nodes { title } pageInfo { total } }
         featuredProducts { title }
         trendingProducts_connection { nodes { title } }
       }`,
      shop.visitor,
      { slug: rice.slug },
    );
    expect(data).toEqual({
      productBySlug: { documentId: rice.documentId },
      searchProducts: [{ title: 'Milk' }],
      searchProducts_connection: { nodes: [], pageInfo: { total: 0 } },
      featuredProducts: [{ title: 'Milk' }],
      trendingProducts_connection: { nodes: [{ title: 'Rice' }] },
    });
  });
});

describe('the rest of the storefront', () => {
  test('categories, and their tree', async () => {
    const data = await ask(
      `query ($id: ID!) {
         category(documentId: $id, locale: ar) { name slug parent children isHome }
         categoryBySlug(slug: "cheese") { documentId parent }
         categories(filters: { parent: { null: true } }) { name children }
         categoryTree(locale: ar) { name children { name parent children { name } } }
       }`,
      shop.visitor,
      { id: cheese.documentId },
    );
    expect(data).toEqual({
      category: { name: 'أجبان', slug: 'cheese', parent: shop.category, children: [], isHome: false },
      categoryBySlug: { documentId: cheese.documentId, parent: shop.category },
      categories: [{ name: 'Dairy', children: [cheese.documentId] }],
      categoryTree: [{ name: 'ألبان', children: [{ name: 'أجبان', parent: shop.category, children: [] }] }],
    });
  });

  test('units, offers, pages and what holds for the shop', async () => {
    await create(shop, '/banner', { title: { en: 'Hello', ar: 'أهلاً' }, position: 'home', link: '/offers' });
    await create(shop, '/banner', { title: 'Off', position: 'home', isActive: false });
    await create(shop, '/homepage-sections', {
      key: 'hero',
      type: 'hero',
      title: 'Top',
      config: { rows: [1, 2] },
    });
    await create(shop, '/promotions', {
      name: { en: 'Ten off', ar: 'خصم' },
      type: 'discount',
      discount_type: 'percentage',
      discount_value: 10,
      startDate: '2020-01-01',
      endDate: '2099-01-01',
      products: [milk.documentId],
    });
    const data = await ask(
      `query ($product: ID!) {
         units(locale: ar, filters: { type: { eq: "weight" } }) { name symbol conversionRate }
         productUnits(filters: { productId: { eq: $product }, isDefault: { eq: false } }) { packQty price stock isActive }
         banners(locale: ar) { title link image { url } isActive }
         homepageSections { key config }
         activePromotions(locale: ar) { name type discount_value products startDate }
         promotions_connection { pageInfo { total } }
         attributes { name values { name } }
         currencies(locale: ar) { code symbol decimals isDefault }
         languages { code direction isDefault }
         setting { company currency vat { rate inclusive } delivery { store { latitude } } invoice { start } updatedAt }
       }`,
      shop.visitor,
      { product: milk.documentId },
    );
    expect(data).toEqual({
      units: [
        { name: 'كيلوغرام', symbol: 'kg', conversionRate: 1 },
        { name: 'غرام', symbol: 'g', conversionRate: 0.001 },
      ],
      productUnits: [{ packQty: 12, price: 27, stock: 2, isActive: true }],
      banners: [{ title: 'أهلاً', link: '/offers', image: null, isActive: true }],
      homepageSections: [{ key: 'hero', config: { rows: [1, 2] } }],
      activePromotions: [
        {
          name: 'خصم',
          type: 'discount',
          discount_value: 10,
          products: [milk.documentId],
          startDate: expect.stringMatching(/^20(19|20)-.*Z$/),
        },
      ],
      promotions_connection: { pageInfo: { total: 1 } },
      attributes: [],
      currencies: [{ code: 'SAR', symbol: 'ر.س', decimals: 2, isDefault: true }],
      languages: [
        { code: 'en', direction: 'ltr', isDefault: true },
        { code: 'ar', direction: 'rtl', isDefault: false },
      ],
      setting: {
        company: shop.company.code,
        currency: 'SAR',
        vat: { rate: 15, inclusive: true },
        delivery: { store: null },
        invoice: null,
        updatedAt: null,
      },
    });
  });

  test('reads with one statement for each field of the query, and none for who asks', async () => {
    const statements: string[] = [];
    const note = ({ sql }: { sql: string }): void => {
      // Strapi counts its own things in the background at times.
      if (app.strapi.requestContext.get()) statements.push(sql);
    };
    const query = `{ products { ${wholeProduct} } categoryTree { name children { name } } setting { currency } }`;
    // The first ask puts the category tree together; later ones only ask whether it still stands.
    await ask(query, shop.visitor);
    app.strapi.db.connection.on('query', note);
    await ask(query, shop.visitor);
    app.strapi.db.connection.removeListener('query', note);
    expect(statements).toHaveLength(3);
  });
});
