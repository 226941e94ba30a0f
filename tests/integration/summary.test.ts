import { api, sql } from '../support/application';
import { expectInvalid, expectRefusal, newShop, type Shop } from '../support/catalogue';
import { newCustomer } from '../support/customers';
import { deliveredBy, givenTo, goOnDuty, type HiredDriver, hireDriver } from '../support/drivers';
import { change } from '../support/orders';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
  await api
    .put(
      '/api/setting',
      { delivery: { driverPay: { perDelivery: 5, perKm: 0.5, feeShare: 10 } } },
      shop.staff,
    )
    .expect(200);
});

const summary = ({ options }: HiredDriver, query: Record<string, string> = {}) =>
  api.get('/api/mobile-delivery/summary', { ...options, query });

const today = (): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Riyadh' }).format(new Date());

describe('a driver’s day', () => {
  test('is empty before anything was done', async () => {
    const driver = await hireDriver(shop);
    const { body } = await summary(driver).expect(200);
    expect(body.data).toEqual({
      date: today(),
      deliveries: 0,
      failed: 0,
      returned: 0,
      refused: 0,
      km: 0,
      hoursOnDuty: 0,
      currency: 'SAR',
      cash: { collected: 0, handedIn: 0, owed: 0 },
      earnings: { day: 0, week: 0, month: 0 },
      rating: { average: null, count: 0 },
    });
  });

  test('tells what was delivered, failed, returned, taken, earned and said', async () => {
    const driver = await hireDriver(shop);
    const customer = await newCustomer(shop.company);
    const first = await deliveredBy(shop, driver, customer);
    const second = await givenTo(shop, driver.documentId);
    await sql.query('update delivery_assignments set planned_km = 4.25 where order_id = $1', [
      second.documentId,
    ]);
    await change(shop, second, { delivery_status: 'picked' }).expect(200);
    await change(shop, second, { delivery_status: 'delivered' }).expect(200);
    const back = await givenTo(shop, driver.documentId);
    await change(shop, back, { delivery_status: 'picked' }).expect(200);
    await change(shop, back, { delivery_status: 'failed' }).expect(200);
    await change(shop, back, { delivery_status: 'returned' }).expect(200);
    await api.post(`/api/order/${first.documentId}/rating`, { rating: 4 }, customer.options).expect(201);
    const path = `/api/delivery-personnel/${driver.documentId}/cash`;
    await api.post(path, { counted: 15 }, shop.staff).expect(201);
    await deliveredBy(shop, driver);
    const { body } = await summary(driver).expect(200);
    // Three times 5.00, 4.25 km at 0.50 (2.125), and nothing of fees, because delivery is free.
    expect(body.data).toMatchObject({
      deliveries: 3,
      failed: 1,
      returned: 1,
      refused: 0,
      km: 4.25,
      cash: { collected: 30, handedIn: 15, owed: 10 },
      earnings: { day: 17.13, week: 17.13, month: 17.13 },
      rating: { average: 4, count: 1 },
    });
    const other = await hireDriver(shop);
    expect((await summary(other).expect(200)).body.data).toMatchObject({ deliveries: 0, km: 0 });
  });

  test('is a day of the store’s zone, in its week and month', async () => {
    const driver = await hireDriver(shop);
    const deliverAt = async (at: string): Promise<void> => {
      const { documentId } = await deliveredBy(shop, driver);
      await sql.query('update delivery_assignments set delivered_at = $2 where order_id = $1', [
        documentId,
        at,
      ]);
    };
    // 21:00 is midnight in Riyadh. 1 March 2026 is a Sunday.
    await deliverAt('2026-02-22 20:59:59');
    await deliverAt('2026-02-22 21:00:00');
    await deliverAt('2026-02-28 21:00:00');
    await deliverAt('2026-03-01 20:59:59');
    await deliverAt('2026-03-01 21:00:00');
    const on = async (date: string) => (await summary(driver, { date }).expect(200)).body.data;
    expect(await on('2026-03-01')).toMatchObject({
      date: '2026-03-01',
      deliveries: 2,
      earnings: { day: 10, week: 15, month: 10 },
    });
    expect(await on('2026-02-22')).toMatchObject({ deliveries: 1, earnings: { day: 5, week: 5, month: 5 } });
    expect(await on('2026-02-28')).toMatchObject({ deliveries: 0, earnings: { day: 0, week: 5, month: 10 } });
    expect(await on('2026-03-02')).toMatchObject({ deliveries: 1, earnings: { day: 5, week: 5, month: 15 } });
  });

  test('counts the hours on duty that fall into it', async () => {
    const driver = await hireDriver(shop);
    await sql.query(
      `insert into driver_duties (company_code, driver_id, began_at, ended_at) values
         ($1, $2, '2026-03-01T18:00:00Z', '2026-03-01T22:30:00Z'),
         ($1, $2, '2026-03-01T06:00:00Z', '2026-03-01T07:15:00Z')`,
      [shop.company.code, driver.documentId],
    );
    const hours = async (date: string) => (await summary(driver, { date }).expect(200)).body.data.hoursOnDuty;
    expect(await hours('2026-03-01')).toBe(4.25);
    expect(await hours('2026-03-02')).toBe(1.5);
    expect(await hours('2026-03-03')).toBe(0);
    await goOnDuty(driver).expect(200);
    await sql.query(
      `update driver_duties set began_at = now() - interval '3 days' where driver_id = $1 and ended_at is null`,
      [driver.documentId],
    );
    const yesterday = new Date(Date.now() - 24 * 3_600_000 + 3 * 3_600_000).toISOString().slice(0, 10);
    expect(await hours(yesterday)).toBe(24);
  });

  test('counts refusals', async () => {
    const driver = await hireDriver(shop);
    await sql.query(
      `insert into delivery_refusals (order_id, company_code, driver_id, kind, at) values
         ('a', $1, $2, 'refused', '2026-03-01T10:00:00Z'), ('b', $1, $2, 'timed_out', '2026-03-01T10:00:00Z'),
         ('c', $1, $2, 'refused', '2026-03-01T21:00:00Z')`,
      [shop.company.code, driver.documentId],
    );
    expect((await summary(driver, { date: '2026-03-01' }).expect(200)).body.data.refused).toBe(1);
  });

  test('is the driver’s own', async () => {
    const driver = await hireDriver(shop);
    const read = (options: object) => api.get('/api/mobile-delivery/summary', options);
    expectInvalid(await summary(driver, { date: '2026-02-30' }), 'date');
    expectRefusal(await summary(driver, { driver: 'x' }), 400, 'unknown_parameter');
    expectRefusal(await read(shop.staff), 403, 'forbidden');
    expectRefusal(await read((await newCustomer(shop.company)).options), 403, 'forbidden');
    expectRefusal(await read(shop.visitor), 401, 'unauthenticated');
  });
});
