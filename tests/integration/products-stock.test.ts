import { api, sql } from '../support/application';
import {
  expectInvalid,
  expectLedgerTrue,
  expectRefusal,
  newProduct,
  newShop,
  type ProductItem,
  readProduct,
  type Shop,
} from '../support/catalogue';
import { superAdminId } from '../support/staff';

let shop: Shop;
let main: string;
let second: string;

beforeAll(async () => {
  shop = await newShop();
  const locations = await api.get('/api/locations', shop.staff).expect(200);
  main = locations.body.data[0].documentId as string;
  const created = await api.post('/api/locations', { name: 'Depot', code: 'depot' }, shop.staff).expect(201);
  second = created.body.data.documentId as string;
});

const setStock = (product: ProductItem, stock: object[]) =>
  api.put(`/api/products/${product.documentId}`, { stock }, shop.staff);

const movements = async (product: ProductItem): Promise<unknown[]> => {
  const { rows } = await sql.query(
    `select location_id as location, on_hand_delta::int as delta, kind, actor from stock_movements
      where product_id = $1 order by id`,
    [product.documentId],
  );
  return rows;
};

describe('stock that is sent with a product', () => {
  test('lies at the location named, the number 1 being the default one', async () => {
    const product = await newProduct(shop, {
      stock: [
        { locationId: 1, qty: 10 },
        { locationId: second, qty: 4 },
      ],
    });
    expect(product.stock).toBe(14);
    expect(product.locationStocks).toEqual([
      { locationId: main, odooLocationId: null, name: 'Main store', qty: 10 },
      { locationId: second, odooLocationId: null, name: 'Depot', qty: 4 },
    ]);
  });

  test('is set, not added; locations that are not named stay; the ledger keeps the differences', async () => {
    const actor = await superAdminId();
    const product = await newProduct(shop, {
      stock: [
        { locationId: main, qty: 10 },
        { locationId: second, qty: 4 },
      ],
    });
    const response = await setStock(product, [{ locationId: 1, qty: 3 }]).expect(200);
    expect(response.body.data).toMatchObject({ stock: 7, units: [{ stock: 7 }] });
    await setStock(product, [{ locationId: main, qty: 3 }]).expect(200);
    await setStock(product, [{ locationId: second, qty: 0 }]).expect(200);
    const [opening, depot, ...later] = await movements(product);
    expect([opening, depot]).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ location: main, delta: 10_000, actor }),
        expect.objectContaining({ location: second, delta: 4_000, actor }),
      ]),
    );
    expect(later).toEqual([
      { location: main, delta: -7_000, kind: 'adjustment', actor },
      { location: second, delta: -4_000, kind: 'adjustment', actor },
    ]);
    await expectLedgerTrue(product.documentId);
  });

  test('a change of anything else leaves it alone', async () => {
    const product = await newProduct(shop, { stock: [{ locationId: 1, qty: 10 }] });
    await api.put(`/api/products/${product.documentId}`, { featured: true }, shop.staff).expect(200);
    expect((await readProduct(shop, product.documentId)).stock).toBe(10);
    expect(await movements(product)).toHaveLength(1);
  });

  test('weighed goods take three decimals, and no more', async () => {
    const cheese = await newProduct(shop, {
      basicUnit: shop.kilo,
      units: [{ unitId: shop.gram, unitValue: 200, price: 1 }],
      stock: [{ locationId: 1, qty: 1.999 }],
    });
    expect(cheese).toMatchObject({ stock: 1.999, units: [{ packQty: 0.2, stock: 9 }] });
    expectInvalid(await setStock(cheese, [{ locationId: 1, qty: 1.9995 }]), 'stock.0.qty');
    expect((await readProduct(shop, cheese.documentId)).stock).toBe(1.999);
  });

  test('what is promised to orders is neither shown nor taken away', async () => {
    const product = await newProduct(shop, { stock: [{ locationId: 1, qty: 10 }] });
    await sql.query('update stock_levels set reserved = 4000 where product_id = $1', [product.documentId]);
    expect(await readProduct(shop, product.documentId)).toMatchObject({
      stock: 6,
      locationStocks: [{ qty: 6 }],
      units: [{ stock: 6 }],
    });
    const response = await setStock(product, [{ locationId: 1, qty: 3 }]);
    expect(expectRefusal(response, 409, 'insufficient_stock')).toEqual({ locationId: main, reserved: 4 });
    expect((await readProduct(shop, product.documentId)).stock).toBe(6);
    await setStock(product, [{ locationId: 1, qty: 4 }]).expect(200);
    expect(await readProduct(shop, product.documentId)).toMatchObject({ stock: 0, units: [{ stock: 0 }] });
    await expectLedgerTrue(product.documentId);
  });

  test('the database refuses what no rule may let through', async () => {
    const product = await newProduct(shop, { stock: [{ locationId: 1, qty: 1 }] });
    const change = (set: string) =>
      sql.query(`update stock_levels set ${set} where product_id = $1`, [product.documentId]);
    await expect(change('on_hand = -1')).rejects.toThrow('stock_levels_on_hand_check');
    await expect(change('reserved = 1001')).rejects.toThrow('stock_levels_reserved_check');
    const unit = product.units[0]!.documentId;
    await expect(
      sql.query('update product_units set price = -1 where document_id = $1', [unit]),
    ).rejects.toThrow('product_units_price_check');
    expect(await readProduct(shop, product.documentId)).toMatchObject({ stock: 1, price: 2.5 });
  });
});
