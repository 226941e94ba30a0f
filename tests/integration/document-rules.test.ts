import { api, sql } from '../support/application';
import {
  create,
  expectInvalid,
  expectLedgerTrue,
  expectReadModelTrue,
  expectRefusal,
  type Item,
  newProduct,
  newShop,
  newStaff,
  onConnection,
  panelUser,
  readProduct,
  type Shop,
  unique,
} from '../support/catalogue';

const PRODUCT_UNIT = 'api::product-unit.product-unit';
const PROMOTION = 'api::promotion.promotion';
const UNIT = 'api::unit.unit';

let shop: Shop;
let panel: Awaited<ReturnType<typeof panelUser>>;

beforeAll(async () => {
  shop = await newShop();
  panel = await panelUser(await newStaff('strapi-super-admin', []));
});

const promotion = (overrides: object = {}): Promise<Item> =>
  create(shop, '/promotions', {
    name: 'Ten off',
    type: 'discount',
    discount_type: 'fixed',
    discount_value: 10,
    ...overrides,
  });

describe('a unit in use', () => {
  beforeAll(async () => {
    await newProduct(shop, {
      basicUnit: shop.kilo,
      units: [{ unitId: shop.gram, unitValue: 500, price: 2 }],
      stock: [{ locationId: 1, qty: 1.5 }],
    });
  });

  const stored = async (documentId: string): Promise<unknown[]> => {
    const { rows } = await sql.query(
      'select type, conversion_rate, is_basic from units where document_id = $1 order by locale',
      [documentId],
    );
    return rows;
  };

  const refused: [string, 'kilo' | 'gram', object][] = [
    ['the type of what products are counted by', 'kilo', { type: 'piece' }],
    ['the rate of what products are counted by', 'kilo', { conversionRate: 2 }],
    ['the type of what products are sold by', 'gram', { type: 'volume' }],
    ['the rate of what products are sold by', 'gram', { conversionRate: 0.002 }],
    ['the rate, by making it basic', 'gram', { isBasic: true }],
  ];

  test.each(refused)('keeps %s', async (_what, unit, change) => {
    const before = await stored(shop[unit]);
    expectRefusal(await api.put(`/api/unit/${shop[unit]}`, change, shop.staff), 409, 'in_use');
    const answer = await panel.update(UNIT, shop[unit], change);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain('products are counted or sold by this unit');
    expect(await stored(shop[unit])).toEqual(before);
  });

  test('may be named anew, and its measure written again', async () => {
    const gram = `/api/unit/${shop.gram}`;
    const same = { type: 'weight', conversionRate: 0.001, symbol: 'gr', name: { ar: 'جرام' } };
    expect((await api.put(gram, same, shop.staff).expect(200)).body.data.symbol).toBe('gr');
    await panel.update(UNIT, shop.gram, { conversionRate: 0.001, symbol: 'g' }).expect(200);
    await panel.update(UNIT, shop.gram, { name: 'غرام' }, 'ar').expect(200);
  });

  test('changes when nothing uses it', async () => {
    const { documentId } = await create(shop, '/unit', {
      name: 'Box',
      symbol: 'bx',
      type: 'piece',
      conversionRate: 6,
    });
    await api.put(`/api/unit/${documentId}`, { type: 'weight', conversionRate: 8 }, shop.staff).expect(200);
  });
});

describe('the scope of a promotion', () => {
  const scopeOf = async ({ documentId }: Item): Promise<unknown[]> => {
    const response = await api.get(`/api/promotions/${documentId}`, shop.staff).expect(200);
    return response.body.data.products as unknown[];
  };

  const waiting = async (): Promise<number> => {
    const { rows } = await sql.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows[0]!.count;
  };

  /** Runs requests at once, all of which have come as far as they can before any may go on. */
  const meeting = <Answer>(productIds: string[], start: () => Promise<Answer>[]): Promise<Answer[]> =>
    onConnection(async (client) => {
      await client.query('begin');
      await client.query(
        `select 1 from product_units pu join product_units_product_id_lnk l on l.product_unit_id = pu.id
           join products p on p.id = l.product_id where p.document_id = any($1) for update of pu`,
        [productIds],
      );
      const calls = start();
      const deadline = Date.now() + 5_000;
      while ((await waiting()) < calls.length && Date.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await client.query('commit');
      return Promise.all(calls);
    });

  const remove = async (productId: string): Promise<number> =>
    (await api.delete(`/api/products/${productId}`, shop.staff)).status;

  test('is not emptied by two deletions at once', async () => {
    const ids = [await newProduct(shop), await newProduct(shop)].map(({ documentId }) => documentId);
    const offer = await promotion({ products: ids });
    const statuses = await meeting(ids, () => ids.map(remove));
    expect(statuses.sort()).toEqual([204, 409]);
    expect(await scopeOf(offer)).toHaveLength(1);
    await expectReadModelTrue(shop);
  });

  test('is not emptied by a deletion while the promotion is made', async () => {
    const { documentId } = await newProduct(shop);
    const body = { name: 'Late', type: 'discount', discount_type: 'percentage', discount_value: 5 };
    const [removed, made] = await meeting([documentId], () => [
      remove(documentId).then((status) => ({ status, id: null as string | null })),
      api
        .post('/api/promotions', { ...body, products: [documentId] }, shop.staff)
        .then(({ status, body: answer }) => ({
          status,
          id: (answer.data?.documentId ?? null) as string | null,
        })),
    ]);
    expect([removed!.status, made!.status]).toEqual(made!.id === null ? [204, 400] : [409, 201]);
    if (made!.id !== null) expect(await scopeOf({ documentId: made!.id })).toHaveLength(1);
  });
});

describe('amounts are judged as they were sent', () => {
  test.each(['price', 'originalPrice'])('%s of a product unit', async (field) => {
    const product = await newProduct(shop, {
      units: [{ unitId: shop.piece, unitValue: 1, price: 1, originalPrice: 3 }],
    });
    const unit = product.units[0]!.documentId;
    expectInvalid(await api.put(`/api/product-units/${unit}`, { [field]: 2.2004 }, shop.staff), field);
    for (const value of [2.2004, '2.2004', 'NaN', '-1']) {
      expect({ value, status: (await panel.update(PRODUCT_UNIT, unit, { [field]: value })).status }).toEqual({
        value,
        status: 400,
      });
    }
    expect((await readProduct(shop, product.documentId)).units[0]).toMatchObject({
      price: 1,
      originalPrice: 3,
    });
    await panel.update(PRODUCT_UNIT, unit, { [field]: '2.20' }).expect(200);
    expect((await readProduct(shop, product.documentId)).units[0]).toMatchObject({ [field]: 2.2 });
  });

  const fields = ['discount_value', 'minimum_order', 'maximum_discount'];

  test.each(fields)('%s of a promotion', async (field) => {
    const { documentId } = await promotion();
    const path = `/api/promotions/${documentId}`;
    const before = (await api.get(path, shop.staff).expect(200)).body.data as Item;
    expectInvalid(await api.put(path, { [field]: 1.2004 }, shop.staff), field);
    for (const value of [1.2004, '1.2004']) {
      expect((await panel.update(PROMOTION, documentId, { [field]: value })).status).toBe(400);
    }
    expect((await api.get(path, shop.staff).expect(200)).body.data).toEqual(before);
    await panel.update(PROMOTION, documentId, { [field]: '1.20' }).expect(200);
    expect((await api.get(path, shop.staff).expect(200)).body.data[field]).toBe(1.2);
  });

  test('the price of a combo', async () => {
    const { documentId } = await newProduct(shop);
    const products = [documentId];
    const body = { name: 'Combo', type: 'combo', requiredItemCount: 2, comboPrice: 5.0004, products };
    expectInvalid(await api.post('/api/promotions', body, shop.staff), 'comboPrice');
    await create(shop, '/promotions', { ...body, comboPrice: 5 });
  });

  test('by the decimals of the company’s currency', async () => {
    const dinar = await newShop();
    await api.put('/api/setting', { currency: 'JOD' }, dinar.staff);
    await sql.query('update currencies set decimals = 3 where company_code = $1', [dinar.company.code]);
    const product = await newProduct(dinar);
    const path = `/api/product-units/${product.units[0]!.documentId}`;
    expectInvalid(await api.put(path, { price: 1.00049 }, dinar.staff), 'price');
    const settled = async (deadline: number): Promise<number> => {
      const { status } = await api.put(path, { price: 1.125 }, dinar.staff);
      return status === 200 || Date.now() > deadline ? status : settled(deadline);
    };
    expect(await settled(Date.now() + 1_000)).toBe(200);
  });
});

describe('stock of a product that is deleted', () => {
  test('leaves the ledger by it, at each location', async () => {
    const back = await create(shop, '/locations', { name: 'Back', code: unique('b') });
    const product = await newProduct(shop, {
      stock: [
        { locationId: 1, qty: 7 },
        { locationId: back.documentId, qty: 2 },
      ],
    });
    await api
      .put(`/api/products/${product.documentId}`, { stock: [{ locationId: 1, qty: 4 }] }, shop.staff)
      .expect(200);
    await expectLedgerTrue(product.documentId);
    await api.delete(`/api/products/${product.documentId}`, shop.staff).expect(204);
    await expectLedgerTrue(product.documentId);
    const { rows } = await sql.query(
      `select company_code, kind, on_hand_delta::int as moved from stock_movements
        where product_id = $1 and reason = 'product deleted' order by moved`,
      [product.documentId],
    );
    expect(rows).toEqual(
      [-4_000, -2_000].map((moved) => ({ company_code: shop.company.code, kind: 'adjustment', moved })),
    );
  });
});
