import { api, sql } from '../support/application';
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

const PRODUCT = 'api::product.product';
const UNIT = 'api::product-unit.product-unit';

/** How the panel sends a relation that nobody touched. */
const UNTOUCHED = { connect: [], disconnect: [] };

let shop: Shop;
let other: Shop;
let panel: Awaited<ReturnType<typeof panelUser>>;

beforeAll(async () => {
  shop = await newShop();
  other = await newShop();
  panel = await panelUser(await newStaff('strapi-super-admin', []));
});

const rowOf = async (table: string, documentId: string): Promise<number> => {
  const { rows } = await sql.query<{ id: number }>(
    `select id from ${table} where document_id = $1 and locale = 'en'`,
    [documentId],
  );
  return rows[0]!.id;
};

describe('relations that a form leaves as they are', () => {
  const form = (title: string): object => ({
    title,
    category: UNTOUCHED,
    categories: UNTOUCHED,
    basicUnit: UNTOUCHED,
  });

  test('do not hold back the titles of a product with stock', async () => {
    const product = await newProduct(shop, { stock: [{ locationId: 1, qty: 5 }] });
    await panel.update(PRODUCT, product.documentId, form('New milk')).expect(200);
    await panel.update(PRODUCT, product.documentId, form('حليب جديد'), 'ar').expect(200);
    expect(await readProduct(shop, product.documentId)).toMatchObject({
      title: { en: 'New milk', ar: 'حليب جديد' },
      category: { documentId: shop.category },
      categories: [{ documentId: shop.category }],
      basicUnit: { documentId: shop.piece },
      stock: 5,
    });
    await expectReadModelTrue(shop);
  });

  test('do not measure the units of a product anew, nor does the same unit written again', async () => {
    const product = await newProduct(shop, {
      units: [{ unitId: shop.dozen, unitValue: 1, price: 20, conversionRate: 10 }],
    });
    const quantity = async (): Promise<number> =>
      (await readProduct(shop, product.documentId)).units[0]!.packQty;
    expect(await quantity()).toBe(10);
    await panel.update(PRODUCT, product.documentId, form('Eggs')).expect(200);
    expect(await quantity()).toBe(10);
    await panel
      .update(PRODUCT, product.documentId, { basicUnit: { connect: [{ documentId: shop.piece }] } })
      .expect(200);
    expect(await quantity()).toBe(10);
    await api
      .put(`/api/products/${product.documentId}`, { basicUnit: shop.piece, cost: 2 }, shop.staff)
      .expect(200);
    expect(await quantity()).toBe(10);
  });

  test('stay on the form of a product unit, too', async () => {
    const product = await newProduct(shop);
    const unit = product.units[0]!.documentId;
    await panel.update(UNIT, unit, { price: 3, productId: UNTOUCHED, unitId: UNTOUCHED }).expect(200);
    expect(await readProduct(shop, product.documentId)).toMatchObject({
      price: 3,
      units: [{ documentId: unit, unitId: shop.piece, isDefault: true }],
    });
  });
});

describe('relations named by rows', () => {
  let product: ProductItem;
  let foreign: number;

  beforeAll(async () => {
    product = await newProduct(shop);
    foreign = await rowOf('categories', other.category);
  });

  const values: [string, (id: number) => unknown][] = [
    ['a row', (id) => id],
    ['a row as text', (id) => String(id)],
    ['rows', (id) => [id]],
    ['{ id }', (id) => ({ id })],
    ['[{ id }]', (id) => [{ id }]],
    ['{ set: id }', (id) => ({ set: id })],
    ['{ set: [{ id }] }', (id) => ({ set: [{ id }] })],
    ['{ connect: [id] }', (id) => ({ connect: [id] })],
    ['{ connect: [{ id }] }', (id) => ({ connect: [{ id }], disconnect: [] })],
    ['{ connect: { id } }', (id) => ({ connect: { id } })],
    ['{ connect: [[id]] }', (id) => ({ connect: [[id]] })],
    ['{ connect: [{ connect }] }', (id) => ({ connect: [{ connect: [{ id }] }] })],
    ['{ id, connect }', (id) => ({ id, connect: [{ documentId: shop.category }] })],
    ['{ id, set }', (id) => ({ id, set: [{ documentId: shop.category }] })],
    ['{ id, disconnect }', (id) => ({ id, disconnect: [{ documentId: shop.category }] })],
    ['{ id, connect: [] }', (id) => ({ id, connect: [], disconnect: [] })],
  ];

  const expectOwn = async (): Promise<void> => {
    const { rows } = await sql.query(
      `select 1 from categories c where c.company_code = $1 and exists (
         select 1 from products_category_lnk l where l.category_id = c.id
         union all select 1 from products_categories_lnk l where l.category_id = c.id)`,
      [other.company.code],
    );
    expect(rows).toEqual([]);
  };

  test.each(values)('%s of another company is refused', async (_form, valueOf) => {
    for (const field of ['category', 'categories']) {
      const answer = await panel.update(PRODUCT, product.documentId, { [field]: valueOf(foreign) });
      expect({ field, status: answer.status }).toEqual({ field, status: 400 });
    }
    const made = await panel.create(PRODUCT, {
      company_code: shop.company.code,
      title: 'Planted',
      category: valueOf(foreign),
    });
    expect(made.status).toBe(400);
    await expectOwn();
    expect(await readProduct(shop, product.documentId)).toMatchObject({
      category: { documentId: shop.category },
      categories: [{ documentId: shop.category }],
    });
  });

  test('a row beside a document does not win over it', async () => {
    const entry = { documentId: shop.category, id: foreign };
    for (const value of [entry, [entry], { connect: [entry] }, { set: [entry] }]) {
      await panel.update(PRODUCT, product.documentId, { category: value, categories: value });
      await expectOwn();
    }
  });

  test('a product unit does not go to a unit or product of another company', async () => {
    const foreignProduct = await newProduct(other);
    const before = await countRows('product_units', shop);
    const body = { company_code: shop.company.code, unitValue: 6, price: 1 };
    const own = { connect: [{ documentId: product.documentId }] };
    for (const relations of [
      { productId: own, unitId: { connect: [{ id: await rowOf('units', other.piece) }] } },
      {
        productId: { connect: [{ id: await rowOf('products', foreignProduct.documentId) }] },
        unitId: { connect: [{ documentId: shop.piece }] },
      },
      { productId: own, unitId: { connect: [{ documentId: other.piece, locale: 'ar' }] } },
    ]) {
      expect((await panel.create(UNIT, { ...body, ...relations })).status).toBe(400);
    }
    expect(await countRows('product_units', shop)).toBe(before);
    expect(await countRows('product_units', other)).toBe(1);
  });
});

test('a product unit linked through the Arabic rows is sold in both languages', async () => {
  const { documentId } = await newProduct(shop, { units: [{ unitId: shop.dozen, unitValue: 1, price: 20 }] });
  const arabic = (id: string): object => ({
    connect: [{ documentId: id, locale: 'ar' }],
    disconnect: [],
  });
  const made = await panel
    .create(UNIT, {
      company_code: shop.company.code,
      productId: arabic(documentId),
      unitId: arabic(shop.piece),
      unitValue: 1,
      price: 2,
      isDefault: true,
    })
    .expect(201);
  const unit = made.body.data.documentId as string;
  for (const [locale, name] of [
    ['en', 'Piece'],
    ['ar', 'حبة'],
  ] as const) {
    const response = await api.get(`/api/products/${documentId}`, { ...shop.visitor, locale }).expect(200);
    const { price, units } = response.body.data as ProductItem;
    expect(price).toBe(2);
    expect(units).toHaveLength(2);
    expect(units.find((one) => one.documentId === unit)).toMatchObject({ name, unitId: shop.piece });
    const list = await api.get(`/api/product-units/product/${documentId}`, { ...shop.visitor, locale });
    expect(list.body.data).toHaveLength(2);
  }
  await expectReadModelTrue(shop);
});

describe('a product unit', () => {
  test('does not move to another product, nor away from its own', async () => {
    const first = await newProduct(shop);
    const second = await newProduct(shop, { units: [{ unitId: shop.dozen, unitValue: 1, price: 20 }] });
    const unit = first.units[0]!.documentId;
    for (const productId of [
      { connect: [{ documentId: second.documentId }], disconnect: [{ documentId: first.documentId }] },
      { set: [{ documentId: second.documentId }] },
      second.documentId,
      { connect: [], disconnect: [{ documentId: first.documentId }] },
      { set: [] },
      null,
    ]) {
      const answer = await panel.update(UNIT, unit, { productId });
      expect({ productId, status: answer.status }).toEqual({ productId, status: 400 });
    }
    for (const product of [first, second]) {
      const { units } = await readProduct(shop, product.documentId);
      expect(units.map((one) => [one.documentId, one.isDefault])).toEqual([
        [product.units[0]!.documentId, true],
      ]);
    }
  });

  test('may name its own product again', async () => {
    const product = await newProduct(shop);
    const own = { connect: [{ documentId: product.documentId }], disconnect: [] };
    await panel.update(UNIT, product.units[0]!.documentId, { productId: own, price: 4 }).expect(200);
    expect((await readProduct(shop, product.documentId)).price).toBe(4);
  });
});

test('a promotion is for products of its own company only', async () => {
  const foreign = await newProduct(other);
  const promotion = await create(shop, '/promotions', {
    name: 'Ten off',
    type: 'discount',
    discount_type: 'percentage',
    discount_value: 10,
  });
  const row = await rowOf('products', foreign.documentId);
  const answer = await panel.update('api::promotion.promotion', promotion.documentId, {
    products: { connect: [{ id: row }], disconnect: [] },
  });
  expect(answer.status).toBe(400);
});
