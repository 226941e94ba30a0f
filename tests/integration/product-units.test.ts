import { api, sql } from '../support/application';
import {
  countRows,
  create,
  expectInvalid,
  expectReadModelTrue,
  expectRefusal,
  newProduct,
  newShop,
  pluck,
  type ProductItem,
  readProduct,
  type Shop,
  type UnitItem,
  unique,
  UNKNOWN_ID,
} from '../support/catalogue';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

const sold = (units: object[]): Promise<ProductItem> => newProduct(shop, { units });

const unitsOf = async (product: ProductItem): Promise<UnitItem[]> =>
  (await readProduct(shop, product.documentId)).units;

const sentUnits = (product: ProductItem, units: object[]) =>
  api.put(`/api/products/${product.documentId}`, { units }, shop.staff);

const defaults = (units: UnitItem[]): string[] =>
  units.filter((unit) => unit.isDefault).map((unit) => unit.documentId);

describe('reading', () => {
  let product: ProductItem;

  beforeAll(async () => {
    product = await newProduct(shop, {
      units: [
        { unitId: shop.piece, unitValue: 1, price: 1.5, barcode: 'pu-1' },
        { unitId: shop.dozen, unitValue: 2, price: 30, originalPrice: 36, sku: 'PU-24' },
        { unitId: shop.piece, unitValue: 6, price: 8, isActive: false },
      ],
      stock: [{ locationId: 1, qty: 50 }],
    });
  });

  test('the units of a product, the default one first, hidden ones for staff only', async () => {
    const path = `/api/product-units/product/${product.documentId}`;
    const response = await api.get(path, { ...shop.visitor, locale: 'ar' }).expect(200);
    expect(pluck(response, 'unitValue')).toEqual([1, 2]);
    expect(response.body.data[1]).toEqual({
      documentId: product.units[1]!.documentId,
      productId: product.documentId,
      unitId: shop.dozen,
      name: 'دزينة',
      symbol: 'dz',
      unitValue: 2,
      conversionRate: 12,
      packQty: 24,
      price: 30,
      originalPrice: 36,
      stock: 2,
      isActive: true,
      isDefault: false,
      barcode: null,
      sku: 'PU-24',
      step: null,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
    expect(response.body.meta.pagination.total).toBe(2);
    expect(pluck(await api.get(path, shop.staff), 'unitValue')).toEqual([1, 2, 6]);
  });

  test('one of them, in both languages', async () => {
    const path = `/api/product-units/${product.units[0]!.documentId}`;
    const response = await api.get(path, { ...shop.visitor, locale: 'all' }).expect(200);
    expect(response.body.data).toMatchObject({ name: { en: 'Piece', ar: 'حبة' }, price: 1.5, stock: 50 });
  });

  test.each([
    ['filters[price][$gte]=2', [30]],
    ['filters[sku]=PU-24', [30]],
    ['filters[barcode]=pu-1', [1.5]],
    ['filters[isDefault]=true', [1.5]],
    ['sort=price:desc', [30, 1.5]],
  ])('?%s', async (query, prices) => {
    const response = await api
      .get(`/api/product-units?${query}&filters[productId]=${product.documentId}`, shop.visitor)
      .expect(200);
    expect(pluck(response, 'price')).toEqual(prices);
  });

  test('those of an unknown, a hidden or another company’s product are not found', async () => {
    const hidden = await newProduct(shop, { status: 'inactive' });
    const other = await newShop();
    const read = (id: string, shopOf: Shop) => api.get(`/api/product-units/product/${id}`, shopOf.visitor);
    expectRefusal(await read(UNKNOWN_ID, shop), 404, 'not_found');
    expectRefusal(await read(hidden.documentId, shop), 404, 'not_found');
    expectRefusal(await read(product.documentId, other), 404, 'not_found');
    expectRefusal(await read('12', shop), 400, 'invalid_id');
    const unit = `/api/product-units/${hidden.units[0]!.documentId}`;
    expectRefusal(await api.get(unit, shop.visitor), 404, 'not_found');
    await api.get(unit, shop.staff).expect(200);
  });
});

describe('a set of units sent with its product', () => {
  test('is matched by unit and value: changed in place, added, removed', async () => {
    const product = await sold([
      { unitId: shop.piece, unitValue: 1, price: 1, barcode: unique('b') },
      { unitId: shop.piece, unitValue: 6, price: 5 },
      { unitId: shop.dozen, unitValue: 1, price: 9 },
    ]);
    const response = await sentUnits(product, [
      { unitId: shop.piece, unitValue: 24, price: 17 },
      { unitId: shop.piece, unitValue: 1, price: 1.1 },
      { unitId: shop.dozen, unitValue: 1, price: 9, isDefault: true },
    ]).expect(200);
    const units = response.body.data.units as UnitItem[];
    expect(
      units.map(({ documentId, price, isDefault, barcode }) => ({ documentId, price, isDefault, barcode })),
    ).toEqual([
      { documentId: product.units[2]!.documentId, price: 9, isDefault: true, barcode: null },
      {
        documentId: product.units[0]!.documentId,
        price: 1.1,
        isDefault: false,
        barcode: product.units[0]!.barcode,
      },
      { documentId: expect.any(String), price: 17, isDefault: false, barcode: null },
    ]);
    expect(response.body.data.price).toBe(9);
    await expectReadModelTrue(shop);
  });

  test('may hand a barcode over to the pack that takes its place', async () => {
    const barcode = unique('b');
    const product = await sold([
      { unitId: shop.piece, unitValue: 1, price: 1 },
      { unitId: shop.piece, unitValue: 12, price: 10, barcode },
    ]);
    await sentUnits(product, [
      { unitId: shop.piece, unitValue: 1, price: 1 },
      { unitId: shop.piece, unitValue: 10, price: 9, barcode },
    ]).expect(200);
    expect((await unitsOf(product)).map(({ unitValue, barcode: code }) => [unitValue, code])).toEqual([
      [1, null],
      [10, barcode],
    ]);
  });

  test('without a default keeps the present one, else the first becomes it', async () => {
    const product = await sold([
      { unitId: shop.piece, unitValue: 1, price: 1 },
      { unitId: shop.piece, unitValue: 6, price: 5, isDefault: true },
    ]);
    await sentUnits(product, [
      { unitId: shop.piece, unitValue: 1, price: 2 },
      { unitId: shop.piece, unitValue: 6, price: 6, isDefault: false },
    ]).expect(200);
    expect(defaults(await unitsOf(product))).toHaveLength(1);
    await sentUnits(product, [{ unitId: shop.piece, unitValue: 3, price: 3 }]).expect(200);
    const units = await unitsOf(product);
    expect(units).toHaveLength(1);
    expect(units[0]).toMatchObject({ unitValue: 3, isDefault: true });
    expect((await readProduct(shop, product.documentId)).price).toBe(3);
  });
});

describe('units on their own', () => {
  test('a new one joins the product, and is the default when it says so', async () => {
    const product = await newProduct(shop);
    const added = await create(shop, '/product-units', {
      productId: product.documentId,
      unitId: shop.dozen,
      unitValue: 1,
      price: 28.5,
      originalPrice: 30,
    });
    expect(added).toMatchObject({ packQty: 12, conversionRate: 12, isDefault: false, isActive: true });
    expect(defaults(await unitsOf(product))).toEqual([product.units[0]!.documentId]);

    const best = await create(shop, '/product-units', {
      productId: product.documentId,
      unitId: shop.piece,
      unitValue: 4,
      price: 9.5,
      isDefault: true,
    });
    expect(defaults(await unitsOf(product))).toEqual([best.documentId]);
    expect((await readProduct(shop, product.documentId)).price).toBe(9.5);
  });

  test('a rate of its own holds instead of the unit’s, null takes that back', async () => {
    const product = await newProduct(shop);
    const tray = await create(shop, '/product-units', {
      productId: product.documentId,
      unitId: shop.dozen,
      unitValue: 2,
      price: 20,
      conversionRate: 15,
    });
    expect(tray).toMatchObject({ conversionRate: 15, packQty: 30 });
    const path = `/api/product-units/${tray.documentId}`;
    const renamed = await api.put(path, { price: 21 }, shop.staff).expect(200);
    expect(renamed.body.data).toMatchObject({ price: 21, packQty: 30 });
    const back = await api.put(path, { conversionRate: null }, shop.staff).expect(200);
    expect(back.body.data).toMatchObject({ conversionRate: 12, packQty: 24 });
  });

  test('a change leaves what is absent, null clears', async () => {
    const product = await sold([
      {
        unitId: shop.piece,
        unitValue: 1,
        price: 5,
        originalPrice: 6,
        barcode: unique('b'),
        sku: unique('s'),
      },
    ]);
    const path = `/api/product-units/${product.units[0]!.documentId}`;
    await api.put(path, { originalPrice: null, barcode: null }, shop.staff).expect(200);
    expect((await unitsOf(product))[0]).toEqual({
      ...product.units[0],
      name: { en: 'Piece', ar: 'حبة' },
      originalPrice: null,
      barcode: null,
    });
    expect((await readProduct(shop, product.documentId))['prices']).toEqual({
      price: 5,
      originalPrice: 5,
      discount: 0,
    });
  });

  test('there is exactly one default among what can be bought', async () => {
    const product = await sold([
      { unitId: shop.piece, unitValue: 1, price: 5 },
      { unitId: shop.piece, unitValue: 6, price: 25 },
      { unitId: shop.piece, unitValue: 12, price: 45 },
    ]);
    const [first, second, third] = product.units.map((unit) => `/api/product-units/${unit.documentId}`);
    await api.put(first!, { isDefault: false }, shop.staff).expect(200);
    expect(defaults(await unitsOf(product))).toHaveLength(1);
    await api.put(third!, { isDefault: true }, shop.staff).expect(200);
    expect(defaults(await unitsOf(product))).toEqual([product.units[2]!.documentId]);
    await api.delete(third!, shop.staff).expect(204);
    expect(defaults(await unitsOf(product))).toHaveLength(1);
    await api.put(first!, { isActive: false }, shop.staff).expect(200);
    expect(defaults(await unitsOf(product))).toEqual([product.units[1]!.documentId]);
    expect((await readProduct(shop, product.documentId)).price).toBe(25);
    await api.get(second!, shop.visitor).expect(200);
  });

  test('a product that is sold keeps a unit', async () => {
    const product = await newProduct(shop);
    const path = `/api/product-units/${product.units[0]!.documentId}`;
    const response = await api.delete(path, shop.staff);
    if (response.status === 204) {
      const left = await readProduct(shop, product.documentId);
      expect({ price: left.price, units: left.units }).toEqual({ price: null, units: [] });
    } else {
      expectRefusal(response, 409, 'in_use');
    }
  });
});

describe('refusals', () => {
  let product: ProductItem;
  const body = (overrides: object = {}): Record<string, unknown> => ({
    productId: product.documentId,
    unitId: shop.piece,
    unitValue: 3,
    price: 3,
    ...overrides,
  });

  beforeAll(async () => {
    product = await newProduct(shop, {
      units: [{ unitId: shop.piece, unitValue: 1, price: 1, barcode: 'dup-b', sku: 'dup-s' }],
    });
  });

  test.each<[string, () => object, string]>([
    ['no product', () => ({ productId: undefined }), 'productId'],
    ['an unknown product', () => ({ productId: UNKNOWN_ID }), 'productId'],
    ['no unit', () => ({ unitId: undefined }), 'unitId'],
    ['an unknown unit', () => ({ unitId: UNKNOWN_ID }), 'unitId'],
    ['a unit of another type', () => ({ unitId: shop.gram }), 'unitId'],
    ['no price', () => ({ price: undefined }), 'price'],
    ['a negative price', () => ({ price: -0.01 }), 'price'],
    ['too fine a price', () => ({ price: 0.125 }), 'price'],
    ['a negative former price', () => ({ originalPrice: -1 }), 'originalPrice'],
    ['a broken pack of pieces', () => ({ unitValue: 1.25 }), 'unitValue'],
    ['a rate that breaks pieces', () => ({ unitValue: 1, conversionRate: 0.5 }), 'unitValue'],
    ['stock of its own', () => ({ stock: 4 }), 'stock'],
    ['a pack quantity of its own', () => ({ packQty: 4 }), 'packQty'],
  ])('%s', async (_what, overrides, path) => {
    const before = await countRows('product_units', shop);
    expectInvalid(await api.post('/api/product-units', body(overrides()), shop.staff), path);
    expect(await countRows('product_units', shop)).toBe(before);
    expect(await unitsOf(product)).toHaveLength(1);
  });

  test.each([
    ['unitValue', { unitValue: 1 }],
    ['barcode', { barcode: 'dup-b' }],
    ['sku', { sku: 'dup-s' }],
  ])('a %s that is taken', async (field, overrides) => {
    const before = await countRows('product_units', shop);
    const response = await api.post('/api/product-units', body(overrides), shop.staff);
    expect(expectRefusal(response, 409, 'already_exists')).toEqual({ field });
    expect(await countRows('product_units', shop)).toBe(before);
  });

  test('what is another company’s', async () => {
    const other = await newShop();
    const foreign = await newProduct(other);
    const before = await countRows('product_units', shop);
    expectInvalid(
      await api.post('/api/product-units', body({ productId: foreign.documentId }), shop.staff),
      'productId',
    );
    expectInvalid(await api.post('/api/product-units', body({ unitId: other.piece }), shop.staff), 'unitId');
    const path = `/api/product-units/${foreign.units[0]!.documentId}`;
    expectRefusal(await api.put(path, { price: 0 }, shop.staff), 404, 'not_found');
    expectRefusal(await api.delete(path, shop.staff), 404, 'not_found');
    expectRefusal(await api.put(path, { price: 0 }, shop.visitor), 401, 'unauthenticated');
    expect((await readProduct(other, foreign.documentId)).price).toBe(2.5);
    expect(await countRows('product_units', shop)).toBe(before);
  });

  test('a unit does not move to another product', async () => {
    const target = await newProduct(shop);
    const path = `/api/product-units/${product.units[0]!.documentId}`;
    expectInvalid(await api.put(path, { productId: target.documentId }, shop.staff), 'productId');
    expect(await unitsOf(target)).toHaveLength(1);
    const { rows } = await sql.query(
      'select 1 from product_units_product_id_lnk l join product_units u on u.id = l.product_unit_id where u.document_id = $1',
      [product.units[0]!.documentId],
    );
    expect(rows).toHaveLength(1);
  });
});
