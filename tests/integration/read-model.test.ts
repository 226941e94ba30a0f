import { api, app, sql } from '../support/application';
import {
  create,
  expectReadModelTrue,
  newProduct,
  newShop,
  onConnection,
  type ProductItem,
  readProduct,
  type Shop,
  unique,
} from '../support/catalogue';

let shop: Shop;
let product: ProductItem;

beforeAll(async () => {
  shop = await newShop();
});

beforeEach(async () => {
  product = await newProduct(shop, { stock: [{ locationId: 1, qty: 10 }] });
});

afterEach(async () => {
  await expectReadModelTrue(shop);
});

const seen = (): Promise<ProductItem> => readProduct(shop, product.documentId);

const rowId = async (table: string, documentId: string, locale: string | null = 'en'): Promise<number> => {
  const { rows } = await sql.query<{ id: number }>(
    `select id from ${table} where document_id = $1 ${locale ? `and locale = '${locale}'` : ''}`,
    [documentId],
  );
  return rows[0]!.id;
};

describe('what changes in the catalogue is seen by the next read', () => {
  test('a unit’s and a category’s name, a category’s place', async () => {
    await api.put(`/api/unit/${shop.piece}`, { name: { ar: 'قطعة' }, symbol: 'pc' }, shop.staff).expect(200);
    await api.put(
      `/api/category/${shop.category}`,
      { name: { en: 'Milk & Co' }, slug: 'milk-co' },
      shop.staff,
    );
    expect(await seen()).toMatchObject({
      basicUnit: { name: { en: 'Piece', ar: 'قطعة' }, symbol: 'pc' },
      units: [{ name: { en: 'Piece', ar: 'قطعة' }, symbol: 'pc' }],
      category: { name: { en: 'Milk & Co', ar: 'ألبان' }, slug: 'milk-co' },
      categories: [{ slug: 'milk-co' }],
    });
    const top = await create(shop, '/category', { name: 'Food' });
    const below = async (): Promise<number> => {
      const response = await api.get(`/api/products/category/${top.documentId}`, shop.visitor).expect(200);
      return response.body.meta.pagination.total as number;
    };
    expect(await below()).toBe(0);
    await api.put(`/api/category/${shop.category}`, { parent: top.documentId }, shop.staff).expect(200);
    expect(await below()).toBe(1);
    await api.put(`/api/category/${shop.category}`, { parent: null }, shop.staff).expect(200);
    expect(await below()).toBe(0);
  });

  test('a stock row, a location’s name, a counter', async () => {
    await sql.query('update stock_levels set on_hand = 7250, reserved = 250 where product_id = $1', [
      product.documentId,
    ]);
    const { locationId } = product.locationStocks[0]!;
    await api
      .put(`/api/locations/${locationId}`, { name: 'Souk', odooLocationId: 3 }, shop.staff)
      .expect(200);
    await sql.query('insert into product_counters (product_id, sales) values ($1, 12)', [product.documentId]);
    expect(await seen()).toMatchObject({
      stock: 7,
      sales: 12,
      locationStocks: [{ locationId, name: 'Souk', odooLocationId: 3, qty: 7 }],
      units: [{ stock: 7 }],
    });
    await sql.query('delete from stock_levels where product_id = $1', [product.documentId]);
    expect(await seen()).toMatchObject({ stock: 0, locationStocks: [] });
    const query = `filters[inStock]=false&filters[sku]=${product.sku}`;
    const list = await api.get(`/api/products?${query}`, shop.visitor).expect(200);
    expect(list.body.meta.pagination.total).toBe(1);
  });

  test('a picture, its alt text, and its going', async () => {
    const { rows } = await sql.query<{ id: number }>(
      `insert into files (document_id, name, url, alternative_text, formats, hash, ext, mime, size, provider, created_at, updated_at)
       values ($1, 'a.png', '/uploads/a.png', 'before', $2, 'a', '.png', 'image/png', 1, 'local', now(), now()) returning id`,
      [
        unique('f').padEnd(24, 'x'),
        JSON.stringify({ thumbnail: { url: '/uploads/t.png', width: 10, height: 8, hash: 'secret' } }),
      ],
    );
    const file = rows[0]!.id;
    const { rows: files } = await sql.query<{ document_id: string }>(
      'select document_id from files where id = $1',
      [file],
    );
    await api
      .put(`/api/products/${product.documentId}`, { image: [files[0]!.document_id] }, shop.staff)
      .expect(200);
    await sql.query(`update files set alternative_text = 'after' where id = $1`, [file]);
    expect((await seen())['image']).toEqual([
      {
        documentId: files[0]!.document_id,
        url: '/uploads/a.png',
        alternativeText: { en: 'after', ar: null },
        formats: { thumbnail: { url: '/uploads/t.png', width: 10, height: 8 } },
      },
    ]);
    await sql.query('delete from files_related_mph where file_id = $1', [file]);
    expect((await seen())['image']).toEqual([]);
  });

  test('rows and links written by hand', async () => {
    const cheese = await create(shop, '/category', { name: 'Cheese' });
    const productRow = await rowId('products', product.documentId);
    await sql.query('update products_category_lnk set category_id = $1 where product_id = $2', [
      await rowId('categories', cheese.documentId),
      productRow,
    ]);
    await sql.query('update product_units set price = 9.9, original_price = 11 where document_id = $1', [
      product.units[0]!.documentId,
    ]);
    await sql.query(`update products set title = 'By hand' where id = $1`, [productRow]);
    expect(await seen()).toMatchObject({
      title: { en: 'By hand', ar: 'حليب' },
      category: { documentId: cheese.documentId },
      price: 9.9,
      prices: { price: 9.9, originalPrice: 11, discount: 1.1 },
    });
    await sql.query('delete from product_units where document_id = $1', [product.units[0]!.documentId]);
    expect(await seen()).toMatchObject({ price: null, units: [] });
  });

  test('the company’s own language', async () => {
    const { documentId } = await newProduct(shop, { title: { ar: 'جبنة' }, description: { en: 'Cheese' } });
    const both = await newProduct(shop, { title: { en: 'Tea', ar: 'شاي' } });
    const read = async (id: string): Promise<unknown> =>
      (await api.get(`/api/products/${id}`, shop.visitor).expect(200)).body.data.title;
    expect([await read(documentId), await read(both.documentId)]).toEqual(['جبنة', 'Tea']);
    const companies = app.strapi.documents('api::company.company');
    await companies.update({ documentId: shop.company.documentId, data: { defaultLocale: 'ar' } });
    expect([await read(documentId), await read(both.documentId)]).toEqual(['جبنة', 'شاي']);
  });
});

describe('transactions', () => {
  test('what is rolled back was never there', async () => {
    await onConnection(async (client) => {
      await client.query('begin');
      await client.query('update stock_levels set on_hand = 0 where product_id = $1', [product.documentId]);
      await client.query('rollback');
    });
    expect((await seen()).stock).toBe(10);
  });

  test('what is open is seen by nobody else, what is committed by all', async () => {
    await onConnection(async (client) => {
      await client.query('begin');
      await client.query('update stock_levels set on_hand = 1000 where product_id = $1', [
        product.documentId,
      ]);
      await client.query('update stock_levels set on_hand = 2000 where product_id = $1', [
        product.documentId,
      ]);
      expect((await seen()).stock).toBe(10);
      await client.query('commit');
      expect((await seen()).stock).toBe(2);
    });
  });

  test('a statement over many products refreshes them all', async () => {
    const category = (await create(shop, '/category', { name: 'Many' })).documentId;
    const stock = [{ locationId: 1, qty: 1 }];
    for (let count = 0; count < 4; count += 1) await newProduct(shop, { category, stock });
    await sql.query('update stock_levels set on_hand = 4000 where company_code = $1', [shop.company.code]);
    const response = await api.get(`/api/products/category/${category}`, shop.visitor).expect(200);
    expect((response.body.data as ProductItem[]).map((item) => item.stock)).toEqual([4, 4, 4, 4]);
  });
});

describe('writers at once', () => {
  test('twenty changing stock and price of one product lose nothing', async () => {
    const unit = product.units[0]!.documentId;
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        onConnection(async (client) => {
          await client.query('begin');
          if (index % 2 === 0) {
            await client.query('update stock_levels set on_hand = on_hand + 1000 where product_id = $1', [
              product.documentId,
            ]);
          } else {
            await client.query('update product_units set price = price + 0.5 where document_id = $1', [unit]);
          }
          await client.query('commit');
        }),
      ),
    );
    expect(await seen()).toMatchObject({ stock: 20, price: 7.5, units: [{ stock: 20, price: 7.5 }] });
  });

  test('a category renamed while a product moves into it', async () => {
    const cheese = await create(shop, '/category', { name: 'Cheese' });
    const category = await rowId('categories', cheese.documentId);
    const row = await rowId('products', product.documentId);
    await onConnection(async (renaming) => {
      await renaming.query('begin');
      await renaming.query(`update categories set name = 'Fromage' where id = $1`, [category]);
      const move = onConnection((moving) =>
        moving.query('update products_category_lnk set category_id = $1 where product_id = $2', [
          category,
          row,
        ]),
      );
      await Promise.race([move, new Promise((resolve) => setTimeout(resolve, 300))]);
      await renaming.query('commit');
      await move;
    });
    expect((await seen())['category']).toMatchObject({ name: { en: 'Fromage' } });
  });

  test('a unit renamed while a product begins to be sold by it', async () => {
    const unit = await rowId('units', shop.dozen);
    const { rows } = await sql.query<{ id: number }>('select id from product_units where document_id = $1', [
      product.units[0]!.documentId,
    ]);
    await onConnection(async (renaming) => {
      await renaming.query('begin');
      await renaming.query(`update units set name = 'Twelve' where id = $1`, [unit]);
      const switching = onConnection((client) =>
        client.query('update product_units_unit_id_lnk set unit_id = $1 where product_unit_id = $2', [
          unit,
          rows[0]!.id,
        ]),
      );
      await Promise.race([switching, new Promise((resolve) => setTimeout(resolve, 300))]);
      await renaming.query('commit');
      await switching;
    });
    expect((await seen()).units[0]).toMatchObject({ name: { en: 'Twelve' } });
  });

  test('a product deleted while its stock changes is gone', async () => {
    await Promise.all([
      api.delete(`/api/products/${product.documentId}`, shop.staff),
      ...Array.from({ length: 5 }, () =>
        sql.query('update stock_levels set on_hand = on_hand + 1000 where product_id = $1', [
          product.documentId,
        ]),
      ),
    ]);
    const { rows } = await sql.query('select 1 from storefront_products where document_id = $1', [
      product.documentId,
    ]);
    expect(rows).toEqual([]);
  });
});
