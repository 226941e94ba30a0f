import { api, sql } from '../support/application';
import { expectInvalid, expectRefusal, newShop, newStaff, panelUser, type Shop } from '../support/catalogue';
import {
  codeOf,
  type DeliveryShop,
  give,
  given,
  newDeliveryShop,
  offer,
  onTheWay,
  place,
  prepared,
  tell,
  wrongCode,
} from '../support/deliveries';
import { driverBody } from '../support/drivers';

let from: DeliveryShop;
let dispatcher: string;
let accountant: string;
let merchandiser: string;

const tokenOf = async (role: string, { company }: Shop): Promise<string> =>
  (await panelUser(await newStaff(role, [company]))).token;

beforeAll(async () => {
  from = await newDeliveryShop({ store: place });
  [dispatcher, accountant, merchandiser] = (await Promise.all(
    ['dispatcher', 'accountant', 'merchandiser'].map((role) => tokenOf(role, from.shop)),
  )) as [string, string, string];
});

const asked = (token: string, query: Record<string, string> = {}) => ({
  token,
  query: { company: from.shop.company.code, ...query },
});

const driversOf = async (): Promise<number> => {
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as count from up_users where kind = 'delivery' and company_code = $1`,
    [from.shop.company.code],
  );
  return rows[0]!.count;
};

describe('drivers in the panel', () => {
  it('are listed with what they owe and have done today', async () => {
    const order = await given(from);
    await onTheWay(from.driver, order);
    await tell(from.driver, order, { status: 'delivered', code: await codeOf(order), cash: 20 }).expect(200);
    const { body } = await api.get('/saptmarkets/drivers', asked(dispatcher, { q: 'omar' })).expect(200);
    expect(body.data).toMatchObject([
      {
        documentId: from.driver.documentId,
        name: 'Omar Driver',
        onDuty: true,
        load: 0,
        capacity: 5,
        owed: 20,
        deliveredToday: 1,
      },
    ]);
    expect(body.meta).toMatchObject({ total: 1, mayChange: true, currency: 'SAR', decimals: 2 });
    const nobody = await api.get('/saptmarkets/drivers', asked(dispatcher, { q: 'Zed' })).expect(200);
    expect([nobody.body.data, nobody.body.meta.total]).toEqual([[], 0]);

    const day = await api
      .get(`/saptmarkets/drivers/${from.driver.documentId}/day`, asked(accountant))
      .expect(200);
    expect(day.body.data).toMatchObject({
      deliveries: 1,
      cash: { collected: 20, handedIn: 0, owed: 20 },
      currency: 'SAR',
    });
  });

  it('hand cash in once, however often it is sent', async () => {
    const path = `/saptmarkets/drivers/${from.driver.documentId}/cash`;
    const options = { ...asked(dispatcher), headers: { 'Idempotency-Key': 'count-1' } };
    const first = await api.post(path, { counted: 19 }, options).expect(201);
    expect(first.body.data.handover).toMatchObject({ expected: 20, counted: 19, discrepancy: -1 });
    const again = await api.post(path, { counted: 19 }, options).expect(201);
    expect(again.body).toEqual(first.body);
    const report = await api.get('/saptmarkets/drivers/cash', asked(accountant)).expect(200);
    expect(report.body.data.totals).toMatchObject([
      { collected: 20, handedIn: 19, discrepancy: -1, balance: 0, paidCashOrders: 20, withoutDriver: 0 },
    ]);
    expectInvalid(await api.get('/saptmarkets/drivers/cash', asked(accountant, { date: 'today' })), 'date');
  });

  it('are for whoever sees deliveries to read, and for whoever keeps them to change', async () => {
    const before = await driversOf();
    expect((await api.get('/saptmarkets/drivers', asked(merchandiser))).status).toBe(403);
    expect((await api.get('/saptmarkets/drivers')).status).toBe(401);
    const { body } = await api.get('/saptmarkets/drivers', asked(accountant)).expect(200);
    expect(body.meta.mayChange).toBe(false);
    expect((await api.post('/saptmarkets/drivers', driverBody(), asked(accountant))).status).toBe(403);
    const path = `/saptmarkets/drivers/${from.driver.documentId}`;
    expect((await api.put(path, { isActive: false }, asked(accountant))).status).toBe(403);
    expect((await api.post(`${path}/cash`, { counted: 1 }, asked(accountant))).status).toBe(403);
    expectInvalid(
      await api.post('/saptmarkets/drivers', driverBody({ capacity: 0 }), asked(dispatcher)),
      'capacity',
    );
    expect(await driversOf()).toBe(before);
  });

  it('of another company are nobody’s to see', async () => {
    const other = await newShop();
    const token = await tokenOf('dispatcher', other);
    const theirs = { token, query: { company: other.company.code } };
    const path = `/saptmarkets/drivers/${from.driver.documentId}`;
    expectRefusal(await api.get('/saptmarkets/drivers', asked(token)), 403, 'forbidden');
    expectRefusal(await api.get(`${path}/day`, theirs), 404, 'not_found');
    expectRefusal(await api.put(path, { name: 'Nobody' }, theirs), 404, 'not_found');
    expectRefusal(await api.post(`${path}/cash`, { counted: 1 }, theirs), 404, 'not_found');
    expect((await api.get('/saptmarkets/drivers', theirs).expect(200)).body.data).toEqual([]);
    expect((await api.get('/saptmarkets/dispatch', theirs).expect(200)).body.data).toMatchObject({
      orders: [],
      drivers: [],
      store: null,
    });
  });
});

describe('the board', () => {
  it('has each order where it stands', async () => {
    const [waiting, offered, assigned, away, failed] = [
      await prepared(from),
      await prepared(from),
      await given(from),
      await given(from),
      await given(from),
    ];
    await offer(from, offered);
    await onTheWay(from.driver, away);
    await onTheWay(from.driver, failed);
    await tell(from.driver, failed, { status: 'failed', reason: 'Nobody at home' }).expect(200);
    const { body } = await api.get('/saptmarkets/dispatch', asked(dispatcher)).expect(200);
    const stages = (body.data.orders as { documentId: string; stage: string }[]).map(
      ({ documentId, stage }) => [documentId, stage],
    );
    expect(Object.fromEntries(stages)).toEqual({
      [waiting.documentId]: 'waiting',
      [offered.documentId]: 'offered',
      [assigned.documentId]: 'assigned',
      [away.documentId]: 'on_the_way',
      [failed.documentId]: 'failed',
    });
    expect(body.data).toMatchObject({
      store: place,
      isCut: false,
      drivers: [{ documentId: from.driver.documentId, load: 3, onDuty: true, distanceKm: null }],
    });
    expect(body.data.orders[0]).toMatchObject({ area: 'Riyadh', place, total: 20, payment_method: 'cod' });
  });

  it('is for whoever sees orders', async () => {
    expect((await api.get('/saptmarkets/dispatch', asked(merchandiser))).status).toBe(403);
    expect((await api.post('/saptmarkets/dispatch/assign', {}, asked(accountant))).status).toBe(403);
    const { body } = await api.post('/saptmarkets/dispatch/assign', {}, asked(dispatcher)).expect(200);
    expect(body.data).toEqual({ given: 0, offered: 0 });
  });
});

describe('an order’s way to the door', () => {
  it('tells of its drivers and of wrong codes, and lets the code be tried again', async () => {
    const order = await prepared(from);
    await give(from, order, from.driver);
    await onTheWay(from.driver, order);
    const wrong = wrongCode(await codeOf(order));
    await tell(from.driver, order, { status: 'delivered', code: wrong }).expect(422);
    const path = `/saptmarkets/orders/${order.documentId}`;
    const shown = await api.get(`${path}/delivery`, { token: accountant }).expect(200);
    expect(shown.body.data).toMatchObject({
      assignments: [
        {
          driver: { documentId: from.driver.documentId, name: 'Omar Driver' },
          status: 'picked',
          givenBy: 'staff',
          outcome: null,
        },
      ],
      proofs: [],
      code: { wrong: 1, isLocked: false },
      isOffered: false,
      awaitsGoods: false,
    });
    expect((await api.post(`${path}/unlock-code`, {}, { token: accountant })).status).toBe(403);
    const stranger = await tokenOf('dispatcher', await newShop());
    expectRefusal(await api.post(`${path}/unlock-code`, {}, { token: stranger }), 404, 'not_found');
    expect((await api.get(`${path}/delivery`, { token: dispatcher })).body.data.code.wrong).toBe(1);
    const unlocked = await api.post(`${path}/unlock-code`, {}, { token: dispatcher }).expect(200);
    expect(unlocked.body.data.code).toEqual({ wrong: 0, isLocked: false });
    expectRefusal(await api.post(`${path}/receive`, {}, { token: dispatcher }), 409, 'illegal_transition');
  });
});
