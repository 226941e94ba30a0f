import { lockLevelsOf, moveStock, type MoveCause } from '../../src/api/stock/move-store';
import { api, app, sql } from '../support/application';
import {
  expectReadModelTrue,
  expectRefusal,
  newShop,
  onConnection,
  type ProductItem,
  readProduct,
  type Shop,
} from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { expectStockTrue, line, moveTo, place, placed, stocked, stockOf, traces } from '../support/orders';

let shop: Shop;
let customer: Customer;

beforeAll(async () => {
  shop = await newShop();
  customer = await newCustomer(shop.company);
});

const remove = ({ documentId }: ProductItem) => api.delete(`/api/products/${documentId}`, shop.staff);

const levelsOf = async ({ documentId }: ProductItem): Promise<unknown[]> => {
  const { rows } = await sql.query(
    'select on_hand::int as on_hand, reserved::int as reserved from stock_levels where product_id = $1',
    [documentId],
  );
  return rows;
};

describe('a product that is deleted', () => {
  test.each([
    ['there', 5, {}],
    ['still to come', 0, { backorder: true }],
  ])('while it is ordered, %s, goes before the order, or stays for it', async (_where, there, terms) => {
    for (let round = 0; round < 20; round += 1) {
      const product = await stocked(shop, there, terms);
      const late = new Promise((resolve) => setTimeout(resolve, (round % 5) * 4));
      const [deleted, ordered] = await Promise.all([
        round % 2 === 0 ? remove(product) : late.then(() => remove(product)),
        round % 2 === 0
          ? late.then(() => place(customer, [line(product, 2)]))
          : place(customer, [line(product, 2)]),
      ]);
      if (ordered.status === 201) {
        expect(expectRefusal(deleted, 409, 'in_use')).toMatchObject({ orders: 1 });
        const delivery = { productId: product.documentId, locationId: 1, qty: 5, reason: 'count' };
        await api.post('/api/stock/adjust', delivery, shop.staff).expect(200);
        await moveTo(shop, ordered.body.data, 'processing', 'shipped');
        expect(await levelsOf(product)).toEqual([{ on_hand: 3_000, reserved: 0 }]);
      } else {
        expect(deleted.status).toBe(204);
        expect([409, 422]).toContain(ordered.status);
        expect(await levelsOf(product)).toEqual([]);
      }
    }
    await expectReadModelTrue(shop);
  });

  test('has no order that waits for it to come in', async () => {
    const product = await stocked(shop, 1, { backorder: true });
    const order = await placed(customer, [line(product, 3)]);
    await api.post(
      '/api/stock/adjust',
      { productId: product.documentId, locationId: 1, qty: 1, reason: 'count' },
      shop.staff,
    );
    const refused = { orders: 1, promotions: 0, coupons: 0 };
    expect(expectRefusal(await remove(product), 409, 'in_use')).toEqual({ reserved: 1, ...refused });
    const nowhere = await stocked(shop, 0, { backorder: true });
    const waiting = await placed(customer, [line(nowhere, 2)]);
    expect(expectRefusal(await remove(nowhere), 409, 'in_use')).toEqual({ reserved: 0, ...refused });
    expect((await readProduct(shop, nowhere.documentId)).units).toHaveLength(1);
    for (const { documentId } of [order, waiting]) {
      await api.put(`/api/order/${documentId}/cancel`, {}, customer.options).expect(200);
    }
    await remove(product).expect(204);
    await remove(nowhere).expect(204);
  });
});

test('goods are moved at what they cost when they were reserved last', async () => {
  const product = await stocked(shop, 20, { cost: 2 });
  const order = await placed(customer, [line(product, 4)]);
  await api.put(`/api/products/${product.documentId}`, { cost: 1.25 }, shop.staff).expect(200);
  await api
    .put(`/api/order/${order.documentId}/lines`, { cart: [line(product, 5)] }, customer.options)
    .expect(200);
  await moveTo(shop, order, 'processing', 'shipped', 'delivered');
  await api
    .post(`/api/order/${order.documentId}/return`, { lines: [{ line: '1', quantity: 1 }] }, shop.staff)
    .expect(200);
  const { rows } = await sql.query(
    'select kind, unit_cost::float8 as cost from stock_movements where order_id = $1 order by id',
    [order.documentId],
  );
  expect(rows).toEqual([
    { kind: 'reservation', cost: 2 },
    { kind: 'release', cost: 2 },
    { kind: 'reservation', cost: 1.25 },
    { kind: 'shipment', cost: 1.25 },
    { kind: 'return', cost: 1.25 },
  ]);
  await expectStockTrue(product.documentId);
});

describe('what lies at a level', () => {
  const causeIn = (companyCode: string): MoveCause => ({
    companyCode,
    kind: 'reservation',
    orderId: 'order',
    actor: 'somebody',
  });

  const reserve = async (product: ProductItem, companyCode: string, quantity: number): Promise<void> => {
    await app.strapi.db.transaction(async ({ trx }) => {
      await lockLevelsOf(trx, companyCode, [product.documentId]);
      await moveStock(trx, causeIn(companyCode), [
        {
          productId: product.documentId,
          locationId: product.locationStocks[0]!.locationId,
          onHandDelta: 0,
          reservedDelta: quantity,
          unitCost: null,
        },
      ]);
    });
  };

  test('is never moved below nothing, nor for another company', async () => {
    const product = await stocked(shop, 2);
    const other = await newShop();
    const before = await traces(shop);
    const conflict = { code: 'conflict', details: {} };
    await expect(reserve(product, shop.company.code, 2_001)).rejects.toMatchObject(conflict);
    await expect(reserve(product, other.company.code, 1_000)).rejects.toMatchObject(conflict);
    expect(await traces(shop)).toEqual(before);
    await reserve(product, shop.company.code, 2_000);
    expect(await stockOf(product.documentId)).toEqual({ onHand: 2, reserved: 2 });
  });

  test('is not held by carts of another company', async () => {
    const product = await stocked(shop, 2);
    const other = await newShop();
    const stranger = await newCustomer(other.company);
    await onConnection(async (client) => {
      await client.query('begin');
      await client.query('select 1 from stock_levels where product_id = $1 for update', [product.documentId]);
      expectRefusal(await place(stranger, [line(product)]), 422, 'product_unavailable');
      await client.query('rollback');
    });
  });
});
