import { api, sql } from '../support/application';
import {
  countRows,
  create,
  expectLedgerTrue,
  expectReadModelTrue,
  newProduct,
  newShop,
  type ProductItem,
  readProduct,
  type Shop,
  unique,
} from '../support/catalogue';
import { endOf, importSheet, sendSheet, sheet } from '../support/sheets';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

const bySku = async (sku: string): Promise<ProductItem> => {
  const response = await api
    .get('/api/products', { ...shop.staff, query: { 'filters[sku]': sku }, locale: 'all' })
    .expect(200);
  expect(response.body.data).toHaveLength(1);
  return response.body.data[0] as ProductItem;
};

const tables = ['products', 'product_units', 'stock_levels', 'stock_movements', 'storefront_products'];
const stored = (): Promise<number[]> => Promise.all(tables.map((table) => countRows(table, shop)));

describe('new products', () => {
  test('come with texts, units, stock, slug and ledger', async () => {
    const sku = unique('NEW-');
    const job = await importSheet(
      shop,
      sheet(
        `${sku},${sku}b,Fresh Milk,حليب طازج,dairy,pcs,1,2.505,3,24,active`,
        `${sku},${sku}c,,,,pcs,6,14.00,,,`,
        `${sku}-2,,,جبنة,Dairy,kg,0.5,"9.9",,1.25,inactive`,
      ),
    );
    expect(job).toMatchObject({
      status: 'done',
      fileName: 'products.csv',
      rows: 3,
      processed: 3,
      created: 2,
      updated: 0,
      unchanged: 0,
      errorCount: 0,
      errors: [],
    });
    const milk = await bySku(sku);
    expect(milk).toMatchObject({
      barcode: `${sku}b`,
      title: { en: 'Fresh Milk', ar: 'حليب طازج' },
      slug: 'fresh-milk',
      category: { documentId: shop.category },
      categories: [{ documentId: shop.category }],
      basicUnit: { documentId: shop.piece },
      price: 2.51,
      stock: 24,
      status: 'active',
      units: [
        {
          unitId: shop.piece,
          unitValue: 1,
          packQty: 1,
          price: 2.51,
          originalPrice: 3,
          isDefault: true,
          stock: 24,
        },
        {
          unitId: shop.piece,
          unitValue: 6,
          packQty: 6,
          price: 14,
          isDefault: false,
          barcode: `${sku}c`,
          stock: 4,
        },
      ],
    });
    expect(await bySku(`${sku}-2`)).toMatchObject({
      title: { en: null, ar: 'جبنة' },
      basicUnit: { documentId: shop.kilo },
      stock: 1.25,
      status: 'inactive',
      units: [{ unitValue: 0.5, price: 9.9, isDefault: true }],
    });
    const { rows } = await sql.query(
      'select kind, on_hand_delta, reason, actor from stock_movements where product_id = $1',
      [milk.documentId],
    );
    expect(rows).toEqual([
      {
        kind: 'adjustment',
        on_hand_delta: '24000',
        reason: 'import products.csv',
        actor: expect.stringMatching(/@/),
      },
    ]);
    await expectLedgerTrue(milk.documentId);
    await expectReadModelTrue(shop);
  });

  test('of the same name get slugs of their own, as everywhere', async () => {
    const word = unique('');
    await newProduct(shop, { title: { en: `Rice ${word}` } });
    const lines = [1, 2, 3].map((n) => `S${n}${word},,Rice ${word},,dairy,pcs,,1,,,`);
    expect(await importSheet(shop, sheet(...lines))).toMatchObject({ status: 'done', created: 3 });
    const slugs = await Promise.all([1, 2, 3].map(async (n) => (await bySku(`S${n}${word}`)).slug));
    expect(slugs).toEqual([`rice-${word}-2`, `rice-${word}-3`, `rice-${word}-4`]);
  });

  test('are edited afterwards like any other', async () => {
    const sku = unique('EDIT-');
    await importSheet(shop, sheet(`${sku},,Tea,شاي,dairy,g,250,4.75,,2000,active`));
    const tea = await bySku(sku);
    await api
      .put(
        `/api/products/${tea.documentId}`,
        { title: { ar: 'شاي أخضر' }, stock: [{ locationId: 1, qty: 5 }] },
        shop.staff,
      )
      .expect(200);
    expect(await readProduct(shop, tea.documentId)).toMatchObject({
      title: { en: 'Tea', ar: 'شاي أخضر' },
      stock: 5,
      units: [{ packQty: 0.25, stock: 20 }],
    });
  });
});

describe('products that are there', () => {
  test('change where a cell says something else; empty cells and absent columns leave all as it is', async () => {
    const cheese = await create(shop, '/category', { name: { en: 'Cheese' }, parent: shop.category });
    const product = await newProduct(shop, {
      barcode: unique('B'),
      units: [
        { unitId: shop.piece, unitValue: 1, price: 2.5, isDefault: true },
        { unitId: shop.dozen, unitValue: 1, price: 28, originalPrice: 30 },
      ],
      stock: [{ locationId: 1, qty: 10 }],
    });
    const content = [
      'barcode;price;stock;category;title_ar;unit',
      `${product['barcode'] as string};3;;;;`,
    ].join('\n');
    expect(await importSheet(shop, content)).toMatchObject({ status: 'done', updated: 1, created: 0 });
    const before = await readProduct(shop, product.documentId);
    expect(before).toMatchObject({ price: 3, stock: 10, title: { en: 'Milk', ar: 'حليب' } });

    const job = await importSheet(
      shop,
      `sku\tunit\tunit_value\tprice\tstock\tcategory\ttitle_ar\n${product.sku}\tdz\t\t27.5\t7\tDairy > Cheese\tلبن\n`,
    );
    expect(job).toMatchObject({ status: 'done', updated: 1 });
    const after = await readProduct(shop, product.documentId);
    expect(after).toMatchObject({
      price: 3,
      stock: 7,
      title: { en: 'Milk', ar: 'لبن' },
      category: { documentId: cheese.documentId },
      units: [
        { unitId: shop.piece, price: 3, isDefault: true },
        { unitId: shop.dozen, price: 27.5, originalPrice: 30, isDefault: false },
      ],
    });
    expect(after.categories.map((category) => category.documentId)).toEqual([
      cheese.documentId,
      shop.category,
    ]);
    await expectLedgerTrue(product.documentId);

    const second = await importSheet(shop, `sku,unit,price,stock,title_ar\n${product.sku},dz,27.50,7,لبن\n`);
    expect(second).toMatchObject({ status: 'done', created: 0, updated: 0, unchanged: 1, processed: 1 });
    expect(await readProduct(shop, product.documentId)).toEqual(after);
  });

  test('get further units, and another default where the sheet puts it first', async () => {
    const product = await newProduct(shop);
    const unit = (symbol: string, price: string): string => `${product.sku},${symbol},${price}`;
    expect(
      await importSheet(shop, ['sku,unit,price', unit('dz', '25'), unit('pcs', '2.5'), ''].join('\n')),
    ).toMatchObject({ status: 'done', updated: 1 });
    const { units } = await readProduct(shop, product.documentId);
    expect(units).toMatchObject([
      { unitId: shop.dozen, price: 25, packQty: 12, isDefault: true },
      { unitId: shop.piece, price: 2.5, isDefault: false },
    ]);
    await expectReadModelTrue(shop);
  });
});

describe('a dry run', () => {
  test('says what would change and changes nothing', async () => {
    const product = await newProduct(shop);
    const before = await stored();
    const content = sheet(
      `${product.sku},,,,,,,9,,,`,
      `${unique('DRY-')},,Dates,تمر,dairy,kg,1,5,,,`,
      `${unique('DRY-')},,,,nowhere,kg,1,x,,,`,
    );
    const response = await sendSheet(shop.staff, content, { query: '?dryRun=true' });
    expect(response.status).toBe(200);
    expect(response.body.data).toEqual({
      rows: 3,
      creates: 2,
      updates: 1,
      unchanged: 0,
      errorCount: 3,
      errors: [
        { row: 4, column: 'category', message: 'The category "nowhere" does not exist' },
        { row: 4, column: 'price', message: '"x" is not a number such as 12.50' },
        { row: 4, column: 'title_en', message: 'title_en is required for a new product' },
      ],
    });
    const arabic = await sendSheet({ ...shop.staff, locale: 'ar' }, content, { query: '?dryRun=true' });
    expect(arabic.body.data.errors[1].message).toBe('"x" ليس رقماً مثل 12.50');
    expect(await stored()).toEqual(before);
    expect((await readProduct(shop, product.documentId)).price).toBe(2.5);
  });

  test('may be asked for in the form', async () => {
    const response = await api
      .post('/api/products/import', undefined, shop.staff)
      .field('dryRun', 'true')
      .attach('file', Buffer.from(sheet(`${unique('F')},,Dates,,dairy,kg,1,5,,,`)), 'a.csv');
    expect(response.body.data).toMatchObject({ creates: 1, errorCount: 0 });
  });
});

test('a sheet of 10,000 rows with ten errors stores nothing and names all ten', async () => {
  const before = await stored();
  const bad = new Map([
    [7, `A7,,T,,dairy,pcs,1,-1,,,`],
    [99, `A99,,T,,dairy,kilo,1,1,,,`],
    [500, `A500,,T,,dairy,pcs,0.5,1,,,`],
    [1234, `A1234,,T,,dairy,pcs,0,1,,,`],
    [2222, `A2222,,,,dairy,pcs,1,1,,,`],
    [4000, `A4000,,T,,dairy,pcs,1,1,,1.5,`],
    [5000, `,,T,,dairy,pcs,1,1,,,`],
    [7777, `A7778,,Other,,dairy,pcs,2,1,,,`],
    [9000, `A9000,,T,,dairy,pcs,1,1,,,on`],
    [10_000, `A10000,${'9'.repeat(81)},T,,dairy,pcs,1,1,,,`],
  ]);
  const lines = Array.from(
    { length: 10_000 },
    (_, index) => bad.get(index + 1) ?? `A${index + 1},,T,,dairy,pcs,1,1,,,`,
  );
  const job = await importSheet(shop, sheet(...lines));
  expect(job).toMatchObject({ status: 'failed', rows: 10_000, created: 0, errorCount: 10 });
  expect(job.errors.map(({ row, column }) => [row, column])).toEqual([
    [8, 'price'],
    [100, 'unit'],
    [501, 'unit_value'],
    [1235, 'unit_value'],
    [2223, 'title_en'],
    [4001, 'stock'],
    [5001, 'sku'],
    [7779, 'title_en'],
    [9001, 'status'],
    [10_001, 'barcode'],
  ]);
  expect(await stored()).toEqual(before);
});

test('rows that do not fit the shop or one another are named', async () => {
  const taken = await newProduct(shop, { barcode: unique('T') });
  const reserved = await newProduct(shop, { stock: [{ locationId: 1, qty: 5 }] });
  await sql.query('update stock_levels set reserved = 3000 where product_id = $1', [reserved.documentId]);
  const word = unique('');
  const before = await stored();
  const job = await importSheet(
    shop,
    sheet(
      `A${word},${taken['barcode'] as string},T,,dairy,pcs,1,1,,,`,
      `${reserved.sku},,,,,,,,,2,`,
      `${reserved.sku},,,,,kg,1,5,,,`,
      `B${word},x${word},T,,dairy,pcs,1,1,,,`,
      `C${word},x${word},T,,dairy,pcs,1,1,,,`,
      `B${word},,,,,pcs,1,2,,,`,
      `D${word},,T,,dairy,,,,,,`,
    ),
  );
  expect(job.errors.map(({ row, column }) => [row, column])).toEqual([
    [2, 'barcode'],
    [3, 'stock'],
    [4, 'unit'],
    [6, 'barcode'],
    [7, 'unit'],
    [8, 'price'],
    [8, 'unit'],
  ]);
  expect(await stored()).toEqual(before);
});

test('one import of a company at a time', async () => {
  const lines = Array.from({ length: 3_000 }, (_, index) => `Q${index},,Tuna ${index},,dairy,pcs,1,1,,,`);
  const first = await sendSheet(shop.staff, sheet(...lines));
  expect(first.status).toBe(202);
  const second = await sendSheet(shop.staff, sheet(`Z1,,T,,dairy,pcs,1,1,,,`));
  expect([second.status, second.body.error.code]).toEqual([409, 'import_running']);
  const dry = await sendSheet(shop.staff, sheet(`Z1,,T,,dairy,pcs,1,1,,,`), { query: '?dryRun=true' });
  expect(dry.status).toBe(200);
  const job = await endOf(shop.staff, first.body.data.jobId as string);
  expect(job).toMatchObject({ status: 'done', created: 3_000, processed: 3_000 });
  expect(await countRows('import_jobs', shop)).toBeGreaterThan(2);
  const { rows } = await sql.query(`select 1 from products where company_code = $1 and sku = 'Z1'`, [
    shop.company.code,
  ]);
  expect(rows).toEqual([]);
});
