import { api, sql } from '../support/application';
import { expectInvalid, expectRefusal, newShop, newStaff, type Shop, UNKNOWN_ID } from '../support/catalogue';
import { newCustomer } from '../support/customers';
import { deliveredBy, type HiredDriver, hireDriver } from '../support/drivers';
import { line, moveTo, placed, stocked } from '../support/orders';
import { everyPermission, newPanelRole } from '../support/panel-roles';
import { unique } from '../support/unique';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

const pathOf = ({ documentId }: { documentId: string }): string =>
  `/api/delivery-personnel/${documentId}/cash`;

const count = (driver: { documentId: string }, body: object, options: object = shop.staff) =>
  api.post(pathOf(driver), body, options);

interface Entry {
  kind: string;
  amount: number;
}

/** The ledger of a driver, in minor units. */
const ledgerOf = async ({ documentId }: HiredDriver): Promise<Entry[]> => {
  const { rows } = await sql.query<Entry>(
    'select kind, amount::float8 as amount from driver_cash where driver_id = $1 order by id',
    [documentId],
  );
  return rows;
};

const balanceOf = async (driver: HiredDriver): Promise<number> =>
  (await ledgerOf(driver)).reduce((sum, { amount }) => sum + amount, 0);

/** What a driver took at a door for four pieces at 2.50. */
const TAKEN = 10;

describe('counting', () => {
  test('what was taken is owed, until it is handed in', async () => {
    const driver = await hireDriver(shop);
    const order = await deliveredBy(shop, driver);
    await deliveredBy(shop, driver);
    expect(order.total).toBe(TAKEN);
    expect(await balanceOf(driver)).toBe(2_000);
    const { body } = await count(driver, { counted: 20, note: 'evening' }).expect(201);
    expect(body.data).toEqual({
      handover: {
        id: expect.any(String),
        expected: 20,
        counted: 20,
        discrepancy: 0,
        currency: 'SAR',
        note: 'evening',
        at: expect.stringMatching(/Z$/),
      },
    });
    expect(await ledgerOf(driver)).toEqual([
      { kind: 'collected', amount: 1_000 },
      { kind: 'collected', amount: 1_000 },
      { kind: 'handed_in', amount: -2_000 },
    ]);
  });

  test.each([
    ['missing', 8.5, -1.5, -150],
    ['too much', 11.25, 1.25, 125],
    ['all missing', 0, -10, -1_000],
  ])('what is %s is kept, and nothing is owed', async (_what, counted, discrepancy, amount) => {
    const driver = await hireDriver(shop);
    await deliveredBy(shop, driver);
    const { body } = await count(driver, { counted }).expect(201);
    expect(body.data.handover).toMatchObject({ expected: TAKEN, counted, discrepancy, note: null });
    expect((await ledgerOf(driver)).find(({ kind }) => kind === 'discrepancy')).toEqual({
      kind: 'discrepancy',
      amount,
    });
    expect(await balanceOf(driver)).toBe(0);
  });

  test('two at once: one is told what was there, the other that nothing was', async () => {
    const driver = await hireDriver(shop);
    await deliveredBy(shop, driver);
    const answers = await Promise.all([1, 2].map(() => count(driver, { counted: TAKEN })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    const expected = answers.map(({ body }) => body.data.handover.expected as number);
    expect(expected.sort()).toEqual([0, TAKEN]);
    expect(await ledgerOf(driver)).toEqual([
      { kind: 'collected', amount: 1_000 },
      { kind: 'handed_in', amount: -1_000 },
      { kind: 'handed_in', amount: -1_000 },
      { kind: 'discrepancy', amount: 1_000 },
    ]);
  });

  test('a repeat with its key is answered alike, at once or later, and counts once', async () => {
    const driver = await hireDriver(shop);
    await deliveredBy(shop, driver);
    const options = { ...shop.staff, headers: { 'Idempotency-Key': unique('cash') } };
    const answers = await Promise.all([1, 2, 3].map(() => count(driver, { counted: 9 }, options)));
    answers.push(await count(driver, { counted: 9 }, options));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expectRefusal(await count(driver, { counted: 8 }, options), 422, 'idempotency_key_reused');
    expect(await ledgerOf(driver)).toHaveLength(3);
  });

  test('is in the audit log', async () => {
    const driver = await hireDriver(shop);
    await deliveredBy(shop, driver);
    await count(driver, { counted: 9 }).expect(201);
    const { rows } = await sql.query(
      `select actor_name, after from audit_log where action = 'cash_handed_in' and subject_id = $1`,
      [driver.documentId],
    );
    expect(rows).toEqual([
      { actor_name: 'Super Admin', after: { expected: 10, counted: 9, currency: 'SAR' } },
    ]);
  });

  test.each<[string, object, string]>([
    ['nothing', {}, 'counted'],
    ['less than nothing', { counted: -1 }, 'counted'],
    ['half a halala', { counted: 1.005 }, 'counted'],
    ['words', { counted: '10' }, 'counted'],
    ['what should be there', { counted: 10, expected: 10 }, 'expected'],
    ['another currency', { counted: 10, currency: 'USD' }, 'currency'],
    ['no currency', { counted: 10, currency: 'riyal' }, 'currency'],
  ])('%s is refused', async (_what, body, path) => {
    const driver = await hireDriver(shop);
    await deliveredBy(shop, driver);
    expectInvalid(await count(driver, body), path);
    expect(await ledgerOf(driver)).toEqual([{ kind: 'collected', amount: 1_000 }]);
  });

  test('only staff with the permission count, of the company', async () => {
    const driver = await hireDriver(shop);
    await deliveredBy(shop, driver);
    const reader = await newPanelRole(
      (await everyPermission()).filter(({ action }) => action.endsWith('.read')),
    );
    const readOnly = { token: (await newStaff(reader, [shop.company])).token, company: shop.company.code };
    const body = { counted: TAKEN };
    await api.get(pathOf(driver), readOnly).expect(200);
    expectRefusal(await count(driver, body, readOnly), 403, 'forbidden');
    expectRefusal(await count(driver, body, driver.options), 403, 'forbidden');
    expectRefusal(await count(driver, body, shop.visitor), 401, 'unauthenticated');
    const other = await newShop();
    expectRefusal(await count(driver, body, other.staff), 404, 'not_found');
    expectRefusal(await api.get(pathOf(driver), other.staff), 404, 'not_found');
    expectRefusal(await count({ documentId: UNKNOWN_ID }, body), 404, 'not_found');
    expectRefusal(await count(await newCustomer(shop.company), body), 404, 'not_found');
    expect(await balanceOf(driver)).toBe(1_000);
  });
});

describe('the ledger', () => {
  test('tells what was owed after each entry', async () => {
    const driver = await hireDriver(shop);
    const order = await deliveredBy(shop, driver);
    await count(driver, { counted: 9, note: 'one short' }).expect(201);
    await deliveredBy(shop, driver);
    const read = (query: Record<string, string | number> = {}) =>
      api.get(pathOf(driver), { ...shop.staff, query });
    const { body } = await read().expect(200);
    const entry = (rest: object) => ({
      id: expect.any(Number),
      currency: 'SAR',
      order: null,
      handover: null,
      expected: null,
      counted: null,
      reported: null,
      note: null,
      by: { kind: 'staff', id: expect.any(String), name: 'Super Admin' },
      at: expect.stringMatching(/Z$/),
      ...rest,
    });
    const handover = { handover: expect.any(String), expected: 10, counted: 9, note: 'one short' };
    expect(body.data).toEqual([
      entry({ kind: 'collected', amount: 10, balance: 10, order: expect.any(String) }),
      entry({ kind: 'discrepancy', amount: -1, balance: 0, ...handover }),
      entry({ kind: 'handed_in', amount: -9, balance: 1, ...handover }),
      entry({ kind: 'collected', amount: 10, balance: 10, order: order.documentId }),
    ]);
    expect(body.meta).toEqual({
      pagination: { page: 1, pageSize: 25, pageCount: 1, total: 4 },
      balances: [{ currency: 'SAR', balance: 10 }],
    });
    const kinds = await read({ 'filters[kind]': 'handed_in', sort: 'at', 'pagination[pageSize]': 1 });
    expect(kinds.body.meta.pagination).toEqual({ page: 1, pageSize: 1, pageCount: 1, total: 1 });
    expectRefusal(await read({ 'filters[actor_id]': 'x' }), 400, 'unknown_parameter');
  });

  test('another currency of the company leaves the old debt as it is', async () => {
    const own = await newShop();
    const driver = await hireDriver(own);
    await deliveredBy(own, driver);
    await sql.query(
      `update driver_cash set currency = 'KWD', decimals = 3, amount = 1250 where driver_id = $1`,
      [driver.documentId],
    );
    await deliveredBy(own, driver);
    const { body } = await count(driver, { counted: 1.255, currency: 'KWD' }, own.staff).expect(201);
    expect(body.data.handover).toMatchObject({ expected: 1.25, counted: 1.255, discrepancy: 0.005 });
    const ledger = await api.get(pathOf(driver), own.staff).expect(200);
    expect(ledger.body.meta.balances).toEqual([
      { currency: 'KWD', balance: 0 },
      { currency: 'SAR', balance: 10 },
    ]);
  });
});

describe('the report of a day', () => {
  const report = (own: Shop, query: Record<string, string> = {}, options: object = own.staff) =>
    api.get('/api/delivery-personnel/cash', { ...options, query });

  test('adds up to the orders that were paid in cash', async () => {
    const own = await newShop();
    const [first, second] = [
      await hireDriver(own, { name: 'Amal' }),
      await hireDriver(own, { name: 'Basem' }),
    ];
    await deliveredBy(own, first);
    await deliveredBy(own, first);
    await deliveredBy(own, second);
    await count(first, { counted: 19 }, own.staff).expect(201);
    // Nobody brought this one: it was fetched in the shop.
    const fetched = await placed(await newCustomer(own.company), [line(await stocked(own, 10), 2)]);
    await moveTo(own, fetched, 'processing', 'shipped', 'delivered');
    const { body } = await report(own).expect(200);
    expect(body.data).toEqual({
      date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      drivers: [
        {
          driver: { documentId: first.documentId, name: 'Amal' },
          currency: 'SAR',
          orders: 2,
          collected: 20,
          handedIn: 19,
          discrepancy: -1,
          balance: 0,
        },
        {
          driver: { documentId: second.documentId, name: 'Basem' },
          currency: 'SAR',
          orders: 1,
          collected: 10,
          handedIn: 0,
          discrepancy: 0,
          balance: 10,
        },
      ],
      totals: [
        {
          currency: 'SAR',
          collected: 30,
          withoutDriver: 5,
          paidCashOrders: 35,
          orders: 4,
          handedIn: 19,
          discrepancy: -1,
          balance: 10,
        },
      ],
    });
    const [total] = body.data.totals as Record<string, number>[];
    expect(total!['collected']! + total!['withoutDriver']!).toBe(total!['paidCashOrders']);
  });

  test('is of a day in the store’s zone; debts from before still stand', async () => {
    const own = await newShop();
    const driver = await hireDriver(own);
    await deliveredBy(own, driver);
    // 20:59 UTC is one minute to midnight in Riyadh.
    await sql.query(`update driver_cash set at = '2026-03-01T20:59:00Z' where driver_id = $1`, [
      driver.documentId,
    ]);
    await sql.query(`update payments set paid_at = '2026-03-01T20:59:00Z' where company_code = $1`, [
      own.company.code,
    ]);
    const on = async (date: string) => (await report(own, { date }).expect(200)).body.data;
    expect((await on('2026-02-28')).totals).toEqual([]);
    expect((await on('2026-03-01')).totals).toEqual([
      expect.objectContaining({ collected: 10, paidCashOrders: 10, balance: 10 }),
    ]);
    expect((await on('2026-03-02')).drivers).toEqual([
      expect.objectContaining({ collected: 0, orders: 0, balance: 10 }),
    ]);
    expect((await on('2026-03-02')).totals).toEqual([
      expect.objectContaining({ collected: 0, paidCashOrders: 0, withoutDriver: 0, balance: 10 }),
    ]);
  });

  test('is for staff of the company, of a day that there is', async () => {
    const driver = await hireDriver(shop);
    expectRefusal(await report(shop, {}, driver.options), 403, 'forbidden');
    expectInvalid(await report(shop, { date: '2026-02-30' }), 'date');
    expectInvalid(await report(shop, { date: 'today' }), 'date');
    expectRefusal(await report(shop, { day: '2026-02-28' }), 400, 'unknown_parameter');
    const empty = await report(await newShop()).expect(200);
    expect(empty.body.data).toMatchObject({ drivers: [], totals: [] });
  });
});
