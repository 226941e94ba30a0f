import { api, sql } from '../support/application';
import { expectInvalid, expectRefusal, newShop, panelUser, type Shop } from '../support/catalogue';
import { newCustomer, storedCustomer as storedAccount } from '../support/customers';
import { DRIVER_PASSWORD, goOnDuty, hireDriver } from '../support/drivers';
import { nextMail } from '../support/mailbox';
import { change, line, moveTo, placed, stocked } from '../support/orders';
import { superAdmin } from '../support/staff';
import { unique } from '../support/unique';

const USER = 'plugin::users-permissions.user';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

const login = (body: object, options: object = shop.visitor) =>
  api.post('/api/mobile-delivery/login', body, options);
const profile = (token: string) => api.get('/api/mobile-delivery/profile', { token });

const sessionsOf = async (documentId: string): Promise<number> => {
  const { rows } = await sql.query<{ count: number }>(
    'select count(*)::int as count from account_sessions where account_id = $1',
    [documentId],
  );
  return rows[0]!.count;
};

describe('a forgotten password', () => {
  const say = (what: 'forget' | 'reset', body: object) =>
    api.post(`/api/mobile-delivery/${what}-password`, body, shop.visitor);
  const password = 'Another-Road-22';

  test('is replaced by the link of a mail in the driver’s language, once', async () => {
    const driver = await hireDriver(shop, { language: 'ar' });
    const { body } = await say('forget', { email: driver.email }).expect(200);
    const unknown = await say('forget', { email: `${unique('nobody')}@saptmarkets.test` }).expect(200);
    expect(unknown.body).toEqual(body);
    const { link, token, subject } = await nextMail(driver.email, 'password_reset');
    expect(link.startsWith('http://localhost:3000/driver/reset-password?token=')).toBe(true);
    expect(subject).toMatch(/[\u0600-\u06ff]/);
    expectRefusal(
      await api.post('/api/customer/reset-password', { token, password }, shop.visitor),
      400,
      'invalid_token',
    );
    await say('reset', { token, password }).expect(200);
    expect(await sessionsOf(driver.documentId)).toBe(0);
    expectRefusal(
      await login({ email: driver.email, password: DRIVER_PASSWORD }),
      401,
      'invalid_credentials',
    );
    await login({ email: driver.email, password }).expect(200);
    expectRefusal(await say('reset', { token, password: 'Third-Road-333' }), 400, 'invalid_token');
    await login({ email: driver.email, password }).expect(200);
  });

  test('of a customer is none of a driver', async () => {
    const { email } = await newCustomer(shop.company);
    await api.post('/api/customer/forget-password', { email }, shop.visitor).expect(200);
    const { token } = await nextMail(email, 'password_reset');
    expectRefusal(await say('reset', { token, password }), 400, 'invalid_token');
  });
});

describe('signing in', () => {
  test('answers a token and the driver', async () => {
    const { email, documentId } = await hireDriver(shop);
    const { body } = await login({ email: email.toUpperCase(), password: DRIVER_PASSWORD }).expect(200);
    expect(Object.keys(body.data as object)).toEqual(['personnel', 'token']);
    expect(body.data.personnel).toMatchObject({ documentId, email, role: 'delivery', onDuty: false });
    expect(body.data.personnel.lastLogin).toMatch(/Z$/);
    const own = await profile(body.data.token as string).expect(200);
    expect(own.body.data).toEqual(body.data.personnel);
    expect(own.headers['cache-control']).toBe('private, no-store');
  });

  test('an unknown address, a wrong password and a customer are told the same', async () => {
    const { email, documentId } = await hireDriver(shop);
    const customer = await newCustomer(shop.company);
    const before = await sessionsOf(documentId);
    const answers = [
      await login({ email: `${unique('nobody')}@saptmarkets.test`, password: DRIVER_PASSWORD }),
      await login({ email, password: 'Wrong-Secret-1' }),
      await login({ email: customer.email, password: customer.password }),
      await login({ email, password: DRIVER_PASSWORD }, { company: (await newShop()).company.code }),
    ];
    for (const answer of answers) expectRefusal(answer, 401, 'invalid_credentials');
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await sessionsOf(documentId)).toBe(before);
  });

  test('too many failures lock the driver out, not the customer of the same address', async () => {
    const { email } = await hireDriver(shop);
    await newCustomer(shop.company, { email });
    let status = 401;
    for (let tries = 0; tries < 50 && status === 401; tries += 1) {
      ({ status } = await login({ email, password: 'Wrong-Secret-1' }));
    }
    expect(status).toBe(429);
    expectRefusal(await login({ email, password: DRIVER_PASSWORD }), 429, 'rate_limited');
    const customer = { email, password: 'Customer-Secret-1' };
    await api.post('/api/customer/login', customer, shop.visitor).expect(200);
  });

  test('what is no sign-in is refused', async () => {
    expectInvalid(await login({ email: 1, password: DRIVER_PASSWORD }), 'email');
    expectInvalid(await login({ email: 'a@b.co', password: 'x', role: 'admin' }), 'role');
    expectRefusal(
      await login({ email: 'a@b.co', password: 'x' }, { company: 'nowhere' }),
      400,
      'unknown_company',
    );
  });

  test('a short-lived token is renewed by its own kind only', async () => {
    const { email } = await hireDriver(shop);
    const begun = await login({ email, password: DRIVER_PASSWORD, refresh: true }).expect(200);
    const { refreshToken } = begun.body.data as { refreshToken: string };
    expectRefusal(
      await api.post('/api/customer/refresh', { refreshToken }, shop.visitor),
      400,
      'invalid_token',
    );
    const renewed = await api
      .post('/api/mobile-delivery/refresh', { refreshToken }, shop.visitor)
      .expect(200);
    await profile(renewed.body.data.token as string).expect(200);
  });
});

describe('signing out', () => {
  test('ends this session, or all of them', async () => {
    const { documentId, email, options } = await hireDriver(shop);
    const second = (await login({ email, password: DRIVER_PASSWORD })).body.data.token as string;
    const third = (await login({ email, password: DRIVER_PASSWORD })).body.data.token as string;
    await api.post('/api/mobile-delivery/logout', {}, options).expect(204);
    expectRefusal(await profile(options.token), 401, 'unauthenticated');
    await profile(second).expect(200);
    await api.post('/api/mobile-delivery/duty', { on: true }, { token: second }).expect(200);
    await api.post('/api/mobile-delivery/logout', { everywhere: true }, { token: second }).expect(204);
    expectRefusal(await profile(third), 401, 'unauthenticated');
    // Nothing would reach them.
    const driver = await api.get(`/api/delivery-personnel/${documentId}`, shop.staff).expect(200);
    expect(driver.body.data.onDuty).toBe(false);
  });

  test('another password signs out everywhere, and in again here', async () => {
    const { email, options, documentId } = await hireDriver(shop);
    const second = (await login({ email, password: DRIVER_PASSWORD })).body.data.token as string;
    const put = (body: object) => api.put('/api/mobile-delivery/password', body, options);
    const before = await storedAccount(documentId);
    const password = 'Another-Road-2';
    expectRefusal(await put({ currentPassword: 'Wrong-Secret-1', password }), 401, 'invalid_credentials');
    expectInvalid(await put({ currentPassword: DRIVER_PASSWORD, password: 'weak' }), 'password');
    expect(await storedAccount(documentId)).toEqual(before);
    const changed = await put({ currentPassword: DRIVER_PASSWORD, password }).expect(200);
    expectRefusal(await profile(second), 401, 'unauthenticated');
    expectRefusal(await profile(options.token), 401, 'unauthenticated');
    await profile(changed.body.data.token as string).expect(200);
    await login({ email, password }).expect(200);
  });
});

describe('drivers in the panel', () => {
  let panel: Awaited<ReturnType<typeof panelUser>>;

  beforeAll(async () => {
    panel = await panelUser(await superAdmin());
  });

  const givenOrder = async (driverId: string) => {
    const customer = await newCustomer(shop.company);
    const order = await placed(customer, [line(await stocked(shop, 10))]);
    await moveTo(shop, order, 'processing');
    await change(shop, order, { delivery_personnel: driverId }).expect(200);
    return order;
  };

  const orderNow = async ({ documentId }: { documentId: string }) =>
    (await api.get(`/api/order/${documentId}`, shop.staff).expect(200)).body.data as Record<string, unknown>;

  test('are made there and sign in', async () => {
    const email = `${unique('panel')}@saptmarkets.test`;
    const data = { name: 'From the panel', kind: 'delivery', company_code: shop.company.code };
    const driver = {
      ...data,
      email,
      phone: '0501234567',
      password: DRIVER_PASSWORD,
      vehicle: ' Van ',
      capacity: 3,
    };
    expect((await panel.create(USER, driver)).status).toBe(201);
    const { body } = await login({ email, password: DRIVER_PASSWORD }).expect(200);
    expect(body.data.personnel).toMatchObject({ phone: '+966501234567', vehicle: 'Van', capacity: 3 });
    expect((await panel.create(USER, driver)).status).toBe(400);
  });

  test('who is blocked there is off duty, and what they have not fetched waits for another', async () => {
    const driver = await hireDriver(shop);
    await goOnDuty(driver).expect(200);
    const order = await givenOrder(driver.documentId);
    await panel.update(USER, driver.documentId, { blocked: true }).expect(200);
    expectRefusal(await profile(driver.options.token), 401, 'unauthenticated');
    expect(await orderNow(order)).toMatchObject({ delivery_status: 'pending', delivery_personnel: null });
    const { rows } = await sql.query(
      `select on_duty, (select count(*)::int from driver_duties where driver_id = $1 and ended_at is null) as open
         from driver_states where driver_id = $1`,
      [driver.documentId],
    );
    expect(rows).toEqual([{ on_duty: false, open: 0 }]);
  });

  test('deleting there erases, unless orders are on their way', async () => {
    const driver = await hireDriver(shop);
    const order = await givenOrder(driver.documentId);
    await change(shop, order, { delivery_status: 'picked' }).expect(200);
    const before = await storedAccount(driver.documentId);
    expect((await panel.remove(USER, driver.documentId)).status).toBe(400);
    expect(await storedAccount(driver.documentId)).toEqual(before);
    const { body } = await change(shop, order, { delivery_status: 'delivered' }).expect(200);
    expect((await panel.remove(USER, driver.documentId)).status).toBe(400);
    const counted = body.data.total as number;
    await api.post(`/api/delivery-personnel/${driver.documentId}/cash`, { counted }, shop.staff).expect(201);
    await panel.remove(USER, driver.documentId).expect(200);
    expect(await storedAccount(driver.documentId)).toMatchObject({ name: 'Erased', password: null });
  });
});
