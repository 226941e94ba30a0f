import { api } from '../support/application';
import {
  expectInvalid,
  expectReadModelTrue,
  expectRefusal,
  newProduct,
  newShop,
  pluck,
  productBody,
  type ProductItem,
  readProduct,
  type Shop,
} from '../support/catalogue';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

const update = (product: ProductItem, body: object) =>
  api.put(`/api/products/${product.documentId}`, body, shop.staff);

describe('running low', () => {
  test('staff say from when on, and find what does', async () => {
    const low = await newProduct(shop, {
      sku: 'LOW',
      lowStockThreshold: 5,
      stock: [{ locationId: 1, qty: 5 }],
    });
    await newProduct(shop, { sku: 'FULL', lowStockThreshold: 5, stock: [{ locationId: 1, qty: 6 }] });
    await newProduct(shop, { sku: 'NONE', lowStockThreshold: 0 });
    await newProduct(shop, { sku: 'ANY' });
    const found = async (value: boolean): Promise<unknown[]> => {
      const list = await api.get(`/api/products?filters[lowStock]=${value}`, shop.staff).expect(200);
      expect(list.body.meta.pagination.total).toBe((list.body.data as unknown[]).length);
      return pluck(list, 'sku').sort();
    };
    expect(await found(true)).toEqual(['LOW', 'NONE']);
    expect(await found(false)).toEqual(['ANY', 'FULL']);
    const search = await api.get('/api/products/search?q=low&filters[lowStock]=true', shop.staff).expect(200);
    expect(pluck(search, 'sku')).toEqual(['LOW']);
    expect((await readProduct(shop, low.documentId))['lowStockThreshold']).toBe(5);
    await update(low, { lowStockThreshold: null }).expect(200);
    expect(await found(true)).toEqual(['NONE']);
    expect((await readProduct(shop, low.documentId))['lowStockThreshold']).toBeNull();
    await expectReadModelTrue(shop);
  });

  test('is staff’s business', async () => {
    const { slug } = await newProduct(shop, { lowStockThreshold: 5 });
    const seen = await api.get(`/api/products/slug/${slug}`, shop.visitor).expect(200);
    expect(seen.body.data).not.toHaveProperty('lowStockThreshold');
    const list = await api.get('/api/products?filters[lowStock]=true', shop.visitor);
    expectRefusal(list, 400, 'unknown_parameter');
  });

  test.each([[-1], [1.2345], ['5'], [1e12]])('a threshold of %s is refused', async (lowStockThreshold) => {
    const product = await newProduct(shop);
    expectInvalid(await update(product, { lowStockThreshold }), 'lowStockThreshold');
    expect((await readProduct(shop, product.documentId))['lowStockThreshold']).toBeNull();
  });
});

test('a product for back-order says so, and is not in stock for that', async () => {
  const product = await newProduct(shop, { backorder: true });
  const seen = await api.get(`/api/products/slug/${product.slug}`, shop.visitor).expect(200);
  expect(seen.body.data).toMatchObject({ backorder: true, stock: 0 });
  const inStock = await api.get(
    `/api/products?filters[inStock]=true&filters[sku]=${product.sku}`,
    shop.visitor,
  );
  expect(inStock.body.data).toEqual([]);
  await update(product, { backorder: false }).expect(200);
  expect((await readProduct(shop, product.documentId))['backorder']).toBe(false);
  expectInvalid(await update(product, { backorder: 'yes' }), 'backorder');
});

describe('the step of a unit', () => {
  const kilo = (step: unknown) => ({
    basicUnit: shop.kilo,
    units: [{ unitId: shop.kilo, unitValue: 1, price: 20, step }],
  });

  test('is sent with a product or its unit, and shown with both', async () => {
    const cheese = await newProduct(shop, kilo(0.125));
    const [unit] = cheese.units;
    expect(unit).toMatchObject({ step: 0.125 });
    const path = `/api/product-units/${unit!.documentId}`;
    await api.put(path, { step: 0.25 }, shop.staff).expect(200);
    expect((await api.get(path, shop.visitor).expect(200)).body.data).toMatchObject({ step: 0.25 });
    expect((await readProduct(shop, cheese.documentId)).units[0]).toMatchObject({ step: 0.25 });
    await update(cheese, { units: [{ unitId: shop.kilo, unitValue: 1, price: 21 }] }).expect(200);
    expect((await readProduct(shop, cheese.documentId)).units[0]).toMatchObject({ price: 21, step: 0.25 });
    await api.put(path, { step: null }, shop.staff).expect(200);
    expect((await readProduct(shop, cheese.documentId)).units[0]).toMatchObject({ step: null });
    await expectReadModelTrue(shop);
  });

  test.each([[0], [-1], [0.0001], [1.2345]])('of %s is refused', async (step) => {
    const response = await api.post('/api/products', productBody(shop, kilo(step)), shop.staff);
    expectInvalid(response, 'units.0.step');
  });

  test('of pieces is whole', async () => {
    const units = [{ unitId: shop.piece, unitValue: 1, price: 2, step: 0.5 }];
    expectInvalid(await api.post('/api/products', productBody(shop, { units }), shop.staff), 'units.0.step');
    const dozen = await newProduct(shop, { units: [{ ...units[0], step: 6 }] });
    expect(dozen.units[0]).toMatchObject({ step: 6 });
    const path = `/api/product-units/${dozen.units[0]!.documentId}`;
    expectInvalid(await api.put(path, { step: 1.5 }, shop.staff), 'step');
    expect((await readProduct(shop, dozen.documentId)).units[0]).toMatchObject({ step: 6 });
  });
});
