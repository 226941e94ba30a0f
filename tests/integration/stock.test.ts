import request from 'supertest';
import { api, sql } from '../support/application';
import {
  create,
  expectInvalid,
  expectLedgerTrue,
  expectReadModelTrue,
  expectRefusal,
  newProduct,
  newShop,
  newStaff,
  type ProductItem,
  readProduct,
  type Shop,
  UNKNOWN_ID,
} from '../support/catalogue';
import { newCustomer } from '../support/customers';
import { placed } from '../support/orders';
import { type SecondProcess, startSecondProcess } from '../support/second-process';
import { superAdminId } from '../support/staff';

let shop: Shop;
let main: string;
let depot: string;
let product: ProductItem;

beforeAll(async () => {
  shop = await newShop();
  depot = (await create(shop, '/locations', { name: 'Depot', code: 'depot' })).documentId;
});

beforeEach(async () => {
  product = await newProduct(shop, { cost: 1.25, stock: [{ locationId: 1, qty: 10 }] });
  main = product.locationStocks[0]!.locationId;
});

const adjust = (body: object, options = shop.staff) =>
  api.post(
    '/api/stock/adjust',
    { productId: product.documentId, locationId: 1, reason: 'count', ...body },
    options,
  );

const movements = (query = '', options = shop.staff) =>
  api.get(`/api/stock/movements?productId=${product.documentId}${query}`, options);

const ledger = async (query = ''): Promise<Record<string, unknown>[]> =>
  (await movements(query).expect(200)).body.data as Record<string, unknown>[];

describe('POST /stock/adjust', () => {
  test('adds, takes away and sets, and answers the levels', async () => {
    const less = await adjust({ delta: -3, reason: ' broken ' }).expect(200);
    const level = { locationId: main, name: 'Main store', onHand: 7, reserved: 0, available: 7 };
    expect(less.body.data).toEqual({ productId: product.documentId, levels: [level] });
    const there = await adjust({ locationId: depot, delta: 4 }).expect(200);
    expect(there.body.data.levels).toEqual([
      level,
      { locationId: depot, name: 'Depot', onHand: 4, reserved: 0, available: 4 },
    ]);
    await adjust({ locationId: main, qty: 12 }).expect(200);
    expect(await readProduct(shop, product.documentId)).toMatchObject({ stock: 16, units: [{ stock: 16 }] });
    const row = {
      productId: product.documentId,
      kind: 'adjustment',
      orderId: null,
      actor: await superAdminId(),
    };
    expect(await ledger()).toEqual(
      [
        { locationId: main, onHandDelta: 5, reason: 'count' },
        { locationId: depot, onHandDelta: 4, reason: 'count' },
        { locationId: main, onHandDelta: -3, reason: 'broken' },
        { locationId: main, onHandDelta: 10, reason: 'product edited' },
      ].map((moved) => ({
        ...row,
        ...moved,
        id: expect.stringMatching(/^\d+$/),
        reservedDelta: 0,
        unitCost: 1.25,
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      })),
    );
    await expectLedgerTrue(product.documentId);
    await expectReadModelTrue(shop);
  });

  test('stands in the audit log', async () => {
    await adjust({ qty: 6, reason: 'shelf count' }).expect(200);
    const { rows } = await sql.query(
      `select before, after from audit_log where action = 'stock' and subject_id = $1 order by id desc limit 1`,
      [product.documentId],
    );
    expect(rows).toEqual([{ before: { [main]: 10 }, after: { [main]: 6, reason: 'shelf count' } }]);
  });

  test('setting what is there already moves nothing', async () => {
    await adjust({ qty: 10 }).expect(200);
    expect(await ledger()).toHaveLength(1);
  });

  test('takes nothing that is promised to orders', async () => {
    const customer = await newCustomer(shop.company);
    await placed(customer, [{ productId: product.documentId, quantity: 4 }]);
    const level = { locationId: main, reserved: 4 };
    expect(expectRefusal(await adjust({ delta: -7 }), 409, 'insufficient_stock')).toEqual(level);
    expect(expectRefusal(await adjust({ qty: 3 }), 409, 'insufficient_stock')).toEqual(level);
    const none = await adjust({ locationId: depot, delta: -1 });
    expect(expectRefusal(none, 409, 'insufficient_stock')).toEqual({ locationId: depot, reserved: 0 });
    expect((await readProduct(shop, product.documentId)).stock).toBe(6);
    await adjust({ delta: -6 }).expect(200);
    expect((await readProduct(shop, product.documentId)).stock).toBe(0);
    await expectLedgerTrue(product.documentId);
  });

  test.each([
    ['a broken piece', { delta: 0.5 }, 'delta'],
    ['a broken piece to be set', { qty: 1.5 }, 'qty'],
    ['nothing', { delta: 0 }, 'delta'],
    ['neither of both', {}, 'delta'],
    ['both', { delta: 1, qty: 1 }, 'delta'],
    ['less than nothing', { qty: -1 }, 'qty'],
    ['no reason', { delta: 1, reason: ' ' }, 'reason'],
    ['an unknown location', { delta: 1, locationId: UNKNOWN_ID }, 'locationId'],
    ['something else', { delta: 1, onHand: 3 }, 'onHand'],
  ])('refuses %s', async (_what, body, path) => {
    expectInvalid(await adjust(body), path);
    expect(await ledger()).toHaveLength(1);
    expect((await readProduct(shop, product.documentId)).stock).toBe(10);
  });

  test('knows the products and locations of its company only, and who may', async () => {
    const other = await newShop();
    expectRefusal(await adjust({ delta: 1 }, other.staff), 404, 'not_found');
    expectRefusal(await adjust({ delta: 1, productId: UNKNOWN_ID }), 404, 'not_found');
    const abroad = (await create(other, '/locations', { name: 'Abroad', code: 'abroad' })).documentId;
    expectInvalid(await adjust({ delta: 1, locationId: abroad }), 'locationId');
    expectRefusal(await adjust({ delta: 1 }, shop.visitor), 401, 'unauthenticated');
    const driver = await newStaff('dispatcher', [shop.company]);
    const options = { company: shop.company.code, token: driver.token };
    expectRefusal(await adjust({ delta: 1 }, options), 403, 'forbidden');
    expect(await ledger()).toHaveLength(1);
  });

  test('twenty at once lose nothing', async () => {
    await Promise.all(Array.from({ length: 20 }, () => adjust({ delta: 1 }).expect(200)));
    expect((await readProduct(shop, product.documentId)).stock).toBe(30);
    await expectLedgerTrue(product.documentId);
  });
});

describe('GET /stock/movements', () => {
  test('is paged, newest first, and narrowed', async () => {
    await adjust({ delta: 1, locationId: depot });
    const customer = await newCustomer(shop.company);
    const order = await placed(customer, [{ productId: product.documentId, quantity: 2 }]);
    const page = await movements('&pagination[pageSize]=1&pagination[page]=2').expect(200);
    expect(page.body.meta.pagination).toEqual({ page: 2, pageSize: 1, pageCount: 3, total: 3 });
    expect(page.body.data).toMatchObject([{ locationId: depot, onHandDelta: 1 }]);
    const reserved = [{ kind: 'reservation', onHandDelta: 0, reservedDelta: 2, orderId: order.documentId }];
    expect(await ledger('&filters[kind]=reservation')).toMatchObject(reserved);
    expect(await ledger(`&filters[orderId]=${order.documentId}`)).toMatchObject(reserved);
    expect(await ledger(`&filters[locationId]=${depot}`)).toMatchObject([{ onHandDelta: 1 }]);
    const all = await api.get('/api/stock/movements?pagination[pageSize]=3', shop.staff).expect(200);
    expect(all.body.data).toEqual(await ledger());
  });

  test('is nobody else’s to read, and takes no other parameter', async () => {
    const other = await newShop();
    const elsewhere = await movements('', other.staff).expect(200);
    expect(elsewhere.body.data).toEqual([]);
    expectRefusal(await movements('', shop.visitor), 401, 'unauthenticated');
    expectRefusal(await movements('&filters[reason]=x'), 400, 'unknown_parameter');
    expectRefusal(await api.get('/api/stock/movements?productId=7', shop.staff), 400, 'invalid_id');
  });

  test('what is written stays', async () => {
    for (const statement of [
      'update stock_movements set reason = null where product_id = $1',
      'delete from stock_movements where product_id = $1',
    ]) {
      await expect(sql.query(statement, [product.documentId])).rejects.toThrow('only added to');
    }
    expect(await ledger()).toHaveLength(1);
  });
});

describe('another process', () => {
  let second: SecondProcess;

  beforeAll(async () => {
    second = await startSecondProcess();
  });

  afterAll(async () => {
    await second.stop();
  });

  test('shows stock within 100 ms, however it changes, and however often', async () => {
    const path = `/api/products/slug/${product.slug}`;
    const stockThere = async (): Promise<number> =>
      (await request(second.url).get(path).set('company', shop.company.code)).body.data.stock as number;
    const delays: number[] = [];
    for (let count = 11; count < 26; count += 1) {
      expect(await stockThere()).toBe(count - 1);
      await adjust({ delta: 1 }).expect(200);
      const here = await api.get(path, shop.visitor);
      expect(here.body.data.stock).toBe(count);
      const written = performance.now();
      let asked = written;
      while ((await stockThere()) !== count && asked - written < 5_000) asked = performance.now();
      delays.push(asked - written);
    }
    expect(Math.max(...delays)).toBeLessThan(100);
  });
});
