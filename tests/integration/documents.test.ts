import { app, sql } from '../support/application';
import {
  countRows,
  create,
  expectReadModelTrue,
  newProduct,
  newShop,
  newStaff,
  panelUser,
  type ProductItem,
  readProduct,
  type Shop,
} from '../support/catalogue';
import { superAdmin } from '../support/staff';

const PRODUCT = 'api::product.product';
const UNIT = 'api::product-unit.product-unit';
const CATEGORY = 'api::category.category';

let shop: Shop;
let panel: Awaited<ReturnType<typeof panelUser>>;
let product: ProductItem;

beforeAll(async () => {
  shop = await newShop();
  panel = await panelUser(await superAdmin());
});

beforeEach(async () => {
  product = await newProduct(shop, { description: { en: 'Fresh', ar: 'طازج' } });
});

const connect = (...ids: string[]): object => ({
  connect: ids.map((documentId) => ({ documentId })),
  disconnect: [],
});

const links = async (table: string, documentId: string): Promise<Record<string, string[]>> => {
  const { rows } = await sql.query<{ locale: string; categories: string[] }>(
    `select p.locale, array_agg(c.document_id::text || ' ' || c.locale order by c.document_id) as categories
       from products p join ${table} l on l.product_id = p.id join categories c on c.id = l.category_id
      where p.document_id = $1 group by p.locale`,
    [documentId],
  );
  return Object.fromEntries(rows.map((row) => [row.locale, row.categories]));
};

/** Whatever is left of a product. */
const traces = async ({ documentId, units }: ProductItem): Promise<unknown[]> => {
  const { rows } = await sql.query(
    `select 'product' as what from products where document_id = $1
     union all select 'read model' from storefront_products where document_id = $1
     union all select 'level' from stock_levels where product_id = $1
     union all select 'unit' from product_units where document_id = any($2)`,
    [documentId, units.map((unit) => unit.documentId)],
  );
  return rows;
};

describe('languages in the panel', () => {
  test('what is created in Arabic has an English row with everything but the texts', async () => {
    const response = await panel
      .create(
        PRODUCT,
        {
          company_code: shop.company.code,
          title: 'زيتون',
          sku: `AR-${product.sku}`,
          featured: true,
          category: connect(shop.category),
          basicUnit: connect(shop.piece),
        },
        'ar',
      )
      .expect(201);
    const documentId = response.body.data.documentId as string;
    const { rows } = await sql.query(
      'select locale, title, sku, featured, slug is not null as has_slug, company_code from products where document_id = $1 order by locale',
      [documentId],
    );
    const shared = {
      sku: `AR-${product.sku}`,
      featured: true,
      has_slug: true,
      company_code: shop.company.code,
    };
    expect(rows).toEqual([
      { locale: 'ar', title: 'زيتون', ...shared },
      { locale: 'en', title: null, ...shared },
    ]);
    expect(await links('products_category_lnk', documentId)).toEqual({
      ar: [`${shop.category} ar`],
      en: [`${shop.category} en`],
    });
    expect(await readProduct(shop, documentId)).toMatchObject({
      title: { en: null, ar: 'زيتون' },
      basicUnit: { documentId: shop.piece },
    });
  });

  test.each(['en', 'ar'] as const)('a relation and a flag set in %s hold in both', async (locale) => {
    const cheese = await create(shop, '/category', { name: `Cheese ${locale}` });
    await panel
      .update(
        PRODUCT,
        product.documentId,
        {
          title: 'Title',
          trending: true,
          tag: ['a'],
          category: connect(cheese.documentId),
          categories: connect(cheese.documentId),
        },
        locale,
      )
      .expect(200);
    expect(await links('products_category_lnk', product.documentId)).toEqual({
      en: [`${cheese.documentId} en`],
      ar: [`${cheese.documentId} ar`],
    });
    const both = [shop.category, cheese.documentId].sort();
    expect(await links('products_categories_lnk', product.documentId)).toEqual({
      en: both.map((id) => `${id} en`),
      ar: both.map((id) => `${id} ar`),
    });
    const { rows } = await sql.query('select distinct trending, tag from products where document_id = $1', [
      product.documentId,
    ]);
    expect(rows).toEqual([{ trending: true, tag: ['a'] }]);
    const other = locale === 'en' ? 'ar' : 'en';
    expect(await readProduct(shop, product.documentId)).toMatchObject({
      title: { [locale]: 'Title', [other]: other === 'en' ? 'Milk' : 'حليب' },
      trending: true,
      category: { documentId: cheese.documentId },
    });
  });

  test('deleting one language empties its texts, deleting the last one the product', async () => {
    await panel.remove(PRODUCT, product.documentId, 'ar').expect(200);
    expect(await readProduct(shop, product.documentId)).toMatchObject({
      title: { en: 'Milk', ar: null },
      description: { en: 'Fresh', ar: null },
      sku: product.sku,
      price: 2.5,
      category: { documentId: shop.category },
    });
    const { rows } = await sql.query('select locale from products where document_id = $1', [
      product.documentId,
    ]);
    expect(rows).toHaveLength(2);
    await panel.remove(PRODUCT, product.documentId, 'en').expect(200);
    expect(await traces(product)).toEqual([]);
  });

  test('deleting all languages deletes the product and what hangs on it', async () => {
    await panel.remove(PRODUCT, product.documentId, '*').expect(200);
    expect(await traces(product)).toEqual([]);
  });

  test.each(['en', 'ar'])(
    'many deleted at once in the list of %s never lose the other language',
    async (locale) => {
      const other = locale === 'en' ? 'ar' : 'en';
      const single = await newProduct(shop, { title: { [locale]: 'Only here' } });
      await panel.bulkRemove(PRODUCT, [product.documentId, single.documentId], locale).expect(200);
      expect(await traces(single)).toEqual([]);
      const { rows } = await sql.query<{ locale: string; title: string | null }>(
        'select locale, title from products where document_id = $1 and title is not null',
        [product.documentId],
      );
      expect(rows).toEqual(
        rows.length === 0 ? [] : [{ locale: other, title: other === 'en' ? 'Milk' : 'حليب' }],
      );
      await expectReadModelTrue(shop);
    },
  );

  test('one that may not go holds the others back, too', async () => {
    const english = await newProduct(shop, { title: { en: 'First' } });
    const held = await newProduct(shop, { title: { en: 'Held' }, stock: [{ locationId: 1, qty: 3 }] });
    await sql.query('update stock_levels set reserved = 1000 where product_id = $1', [held.documentId]);
    const before = await countRows('products', shop);
    const response = await panel.bulkRemove(PRODUCT, [english.documentId, held.documentId], 'en');
    expect({ status: response.status, message: response.body.error?.message }).toEqual({
      status: 400,
      message: expect.stringContaining('orders wait for this product'),
    });
    expect(await countRows('products', shop)).toBe(before);
  });
});

describe('the same rules as over REST', () => {
  const messageOf = async (
    response: PromiseLike<{ status: number; body: { error: { message: string } } }>,
  ) => {
    const { status, body } = await response;
    expect(status).toBe(400);
    return body.error.message;
  };

  test('a price changed in the panel is in the shop; a negative or too fine one is refused', async () => {
    const unit = product.units[0]!.documentId;
    await panel.update(UNIT, unit, { price: 3.25 }).expect(200);
    expect((await readProduct(shop, product.documentId)).price).toBe(3.25);
    expect(await messageOf(panel.update(UNIT, unit, { price: -1 }))).toMatch(
      /negative|greater than or equal to 0/,
    );
    expect(await messageOf(panel.update(UNIT, unit, { price: 1.005 }))).toContain('at most 2 decimals');
    expect((await readProduct(shop, product.documentId)).price).toBe(3.25);
  });

  test('a circle of categories is refused', async () => {
    const child = await create(shop, '/category', { name: 'Child', parent: shop.category });
    const message = await messageOf(
      panel.update(CATEGORY, shop.category, { parent: connect(child.documentId) }, 'ar'),
    );
    expect(message).toBe('a category cannot stand below itself');
    const { rows } = await sql.query(
      'select 1 from categories_parent_lnk l join categories c on c.id = l.category_id where c.document_id = $1',
      [shop.category],
    );
    expect(rows).toEqual([]);
    await panel.remove(CATEGORY, child.documentId, '*').expect(200);
  });

  test('a second default takes the place of the first', async () => {
    const added = await panel
      .create(UNIT, {
        company_code: shop.company.code,
        productId: connect(product.documentId),
        unitId: connect(shop.dozen),
        unitValue: 1,
        price: 25,
        isDefault: true,
      })
      .expect(201);
    const { units, price } = await readProduct(shop, product.documentId);
    expect(units.filter((unit) => unit.isDefault).map((unit) => unit.documentId)).toEqual([
      added.body.data.documentId,
    ]);
    expect(price).toBe(25);
  });

  test('a unit of another type, a broken pack and a taken SKU are refused', async () => {
    const before = await countRows('product_units', shop);
    const body = { company_code: shop.company.code, productId: connect(product.documentId), price: 1 };
    expect(
      await messageOf(panel.create(UNIT, { ...body, unitId: connect(shop.kilo), unitValue: 1 })),
    ).toContain('measures weight');
    expect(
      await messageOf(panel.create(UNIT, { ...body, unitId: connect(shop.piece), unitValue: 0.5 })),
    ).toContain('whole pieces');
    expect(await countRows('product_units', shop)).toBe(before);
    const taken = panel.update(PRODUCT, (await newProduct(shop)).documentId, { sku: product.sku });
    expect(await messageOf(taken)).toBe('this sku is already taken');
  });

  test('a category that holds products stays', async () => {
    expect(await messageOf(panel.remove(CATEGORY, shop.category, '*'))).toContain('still holds products');
    expect(await countRows('categories', shop)).toBeGreaterThanOrEqual(2);
  });

  test('default locations, settings and companies are kept in order', async () => {
    const { rows } = await sql.query<{ document_id: string }>(
      'select document_id from locations where company_code = $1 union all select document_id from settings where company_code = $1',
      [shop.company.code],
    );
    const [location, setting] = rows.map((row) => row.document_id);
    const documents = app.strapi.documents;
    await expect(
      documents('api::location.location').update({ documentId: location!, data: { isDefault: false } }),
    ).rejects.toThrow('one default location');
    await expect(documents('api::setting.setting').delete({ documentId: setting! })).rejects.toThrow(
      'keeps its settings',
    );
    await expect(
      documents('api::setting.setting').update({ documentId: setting!, data: { timezone: 'Moon' } }),
    ).rejects.toThrow('IANA time zone');
    expect(await countRows('settings', shop)).toBe(1);
    expect(await countRows('locations', shop)).toBe(1);
  });
});

describe('companies in the panel', () => {
  test('a document stays in its company', async () => {
    const other = await newShop();
    const response = await panel.update(PRODUCT, product.documentId, { company_code: other.company.code });
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain('does not move to another company');
    expect(await countRows('products', other)).toBe(0);
  });

  test('relations stay within the company', async () => {
    const other = await newShop();
    const response = await panel.update(PRODUCT, product.documentId, { category: connect(other.category) });
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain('category');
    expect((await readProduct(shop, product.documentId))['category']).toMatchObject({
      documentId: shop.category,
    });
  });

  test('a merchandiser sees and changes what is theirs only', async () => {
    const other = await newShop();
    const foreign = await newProduct(other);
    const theirs = await panelUser(await newStaff('merchandiser', [shop.company]));
    const list = await theirs.list(PRODUCT).expect(200);
    const companies = (list.body.results as { company_code: string }[]).map((row) => row.company_code);
    expect(new Set(companies)).toEqual(new Set([shop.company.code]));
    await theirs.read(PRODUCT, product.documentId).expect(200);
    expect([403, 404]).toContain((await theirs.read(PRODUCT, foreign.documentId)).status);
    expect([403, 404]).toContain(
      (await theirs.update(PRODUCT, foreign.documentId, { featured: true })).status,
    );
    expect([403, 404]).toContain((await theirs.remove(PRODUCT, foreign.documentId, '*')).status);
    const before = await countRows('products', other);
    const planted = await theirs.create(PRODUCT, {
      title: 'Planted',
      sku: 'P-1',
      company_code: other.company.code,
    });
    expect([400, 403]).toContain(planted.status);
    expect(await countRows('products', other)).toBe(before);
    expect((await readProduct(other, foreign.documentId))['featured']).toBe(false);

    const made = await theirs.create(PRODUCT, { title: 'Mine', sku: `M-${product.sku}` }).expect(201);
    expect(made.body.data.company_code).toBe(shop.company.code);
    await theirs.update(PRODUCT, product.documentId, { featured: true }).expect(200);
    expect((await readProduct(shop, product.documentId))['featured']).toBe(true);
    await expectReadModelTrue(shop);
  });
});
