import { api, sql } from '../support/application';
import {
  expectInvalid,
  expectRefusal,
  newShop,
  newStaff,
  pluck,
  type Shop,
  UNKNOWN_ID,
} from '../support/catalogue';
import { newCustomer, storedCustomer as storedAccount } from '../support/customers';
import { DRIVER_PASSWORD, driverBody, goOnDuty, hireDriver } from '../support/drivers';
import { change, line, moveTo, placed, stocked } from '../support/orders';
import { everyPermission, newPanelRole } from '../support/panel-roles';
import { newMedium } from '../support/pictures';
import { unique } from '../support/unique';

const PATH = '/api/delivery-personnel';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

const hire = (body: object) => api.post(PATH, body, shop.staff);
const set = (documentId: string, body: object) => api.put(`${PATH}/${documentId}`, body, shop.staff);
const read = async (documentId: string) =>
  (await api.get(`${PATH}/${documentId}`, shop.staff).expect(200)).body.data as Record<string, unknown>;
const login = (email: string, password = DRIVER_PASSWORD) =>
  api.post('/api/mobile-delivery/login', { email, password }, shop.visitor);
const drivers = async (): Promise<number> => {
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as count from up_users where kind = 'delivery' and company_code = $1`,
    [shop.company.code],
  );
  return rows[0]!.count;
};

/** An order that is being put together, given to a driver. */
const givenOrder = async (driverId: string) => {
  const customer = await newCustomer(shop.company);
  const order = await placed(customer, [line(await stocked(shop, 10))]);
  await moveTo(shop, order, 'processing');
  await change(shop, order, { delivery_personnel: driverId }).expect(200);
  return order;
};

const orderNow = async ({ documentId }: { documentId: string }) =>
  (await api.get(`/api/order/${documentId}`, shop.staff).expect(200)).body.data as Record<string, unknown>;

describe('hiring', () => {
  test('answers the driver as they are stored', async () => {
    const email = `${unique('Driver')}@saptmarkets.test`;
    const { body } = await hire(driverBody({ email, vehicle: 'Van 7', capacity: 8 })).expect(201);
    expect(body.data).toEqual({
      documentId: expect.any(String),
      _id: body.data.documentId,
      name: 'Omar Driver',
      email: email.toLowerCase(),
      phone: '+966501234567',
      role: 'delivery',
      language: null,
      vehicle: 'Van 7',
      capacity: 8,
      isActive: true,
      onDuty: false,
      dutySince: null,
      position: null,
      load: 0,
      rating: { average: null, count: 0 },
      documents: [],
      lastLogin: null,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
    expect(await read(body.data.documentId as string)).toEqual(body.data);
    const { rows } = await sql.query(
      `select r.type from up_users u join up_users_role_lnk l on l.user_id = u.id join up_roles r on r.id = l.role_id
        where u.document_id = $1`,
      [body.data.documentId],
    );
    expect(rows).toEqual([{ type: 'delivery' }]);
    expect(String((await storedAccount(body.data.documentId as string))['password'])).toMatch(/^\$2[aby]\$/);
  });

  test('nothing is said of the capacity: five orders at once', async () => {
    const { body } = await hire(driverBody()).expect(201);
    expect(body.data).toMatchObject({ capacity: 5, vehicle: null });
  });

  test('an address is one driver’s of a company, though a customer and another company may have it', async () => {
    const { email } = await hireDriver(shop);
    await newCustomer(shop.company, { email });
    await hireDriver(await newShop(), { email });
    const before = await drivers();
    expectRefusal(await hire(driverBody({ email: email.toUpperCase() })), 409, 'email_taken');
    const fresh = `${unique('twins')}@saptmarkets.test`;
    const twins = await Promise.all([1, 2, 3].map(() => hire(driverBody({ email: fresh }))));
    expect(twins.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    for (const refused of twins.filter(({ status }) => status === 409)) {
      expectRefusal(refused, 409, 'email_taken');
    }
    expect(await drivers()).toBe(before + 1);
    const other = await hireDriver(shop);
    expectRefusal(await set(other.documentId, { email }), 409, 'email_taken');
    expect((await read(other.documentId))['email']).toBe(other.email);
  });

  test.each<[string, object, string]>([
    ['no name', { name: ' ' }, 'name'],
    ['no phone', { phone: undefined }, 'phone'],
    ['a phone that is none', { phone: 'call me' }, 'phone'],
    ['no password', { password: undefined }, 'password'],
    ['a weak password', { password: 'weak' }, 'password'],
    ['the address as password', { email: 'longname@saptmarkets.test', password: 'longname-12' }, 'password'],
    ['a throw-away address', { email: 'a@mailinator.com' }, 'email'],
    ['no room', { capacity: 0 }, 'capacity'],
    ['half an order', { capacity: 1.5 }, 'capacity'],
    ['another kind', { kind: 'customer' }, 'kind'],
    ['a role', { role: 1 }, 'role'],
    ['a rating', { rating: 5 }, 'rating'],
    ['on duty from the beginning', { onDuty: true }, 'onDuty'],
    ['a paper that is none', { documents: ['nothing'] }, 'documents.0'],
    ['a paper that does not exist', { documents: [UNKNOWN_ID] }, 'documents'],
  ])('with %s is refused', async (_what, overrides, path) => {
    const before = await drivers();
    expectInvalid(await hire(driverBody(overrides)), path);
    expect(await drivers()).toBe(before);
  });
});

describe('lists', () => {
  test('are of the company, filtered, sorted and paged', async () => {
    const own = await newShop();
    for (const name of ['Amal', 'Basem', 'Ceren']) await hireDriver(own, { name });
    const duty = await hireDriver(own, { name: 'Dina', capacity: 9 });
    await goOnDuty(duty).expect(200);
    const list = (query: Record<string, string | number>) => api.get(PATH, { ...own.staff, query });
    const all = await list({ sort: 'name:desc' }).expect(200);
    expect(pluck(all, 'name')).toEqual(['Dina', 'Ceren', 'Basem', 'Amal']);
    expect(all.body.meta.pagination).toEqual({ page: 1, pageSize: 25, pageCount: 1, total: 4 });
    expect(all.text).not.toMatch(/password|\$2[aby]/);
    expect(pluck(await list({ 'filters[onDuty]': 'true' }), 'name')).toEqual(['Dina']);
    expect(pluck(await list({ 'filters[name][$contains]': 'ase' }), 'name')).toEqual(['Basem']);
    expect(pluck(await list({ 'filters[capacity][$gt]': 5 }), 'name')).toEqual(['Dina']);
    expect(pluck(await list({ 'filters[isActive]': 'false' }), 'name')).toEqual([]);
    const second = await list({ sort: 'name', 'pagination[page]': 2, 'pagination[pageSize]': 3 });
    expect(pluck(second, 'name')).toEqual(['Dina']);
    expectRefusal(await list({ 'filters[password][$contains]': 'a' }), 400, 'unknown_parameter');
  });

  test('customers are no drivers', async () => {
    const { documentId } = await newCustomer(shop.company);
    expectRefusal(await api.get(`${PATH}/${documentId}`, shop.staff), 404, 'not_found');
    expectRefusal(await set(documentId, { name: 'X' }), 404, 'not_found');
    expectRefusal(await api.delete(`${PATH}/${documentId}`, shop.staff), 404, 'not_found');
    expect(await storedAccount(documentId)).toMatchObject({ name: 'Layla Mansour', erased_at: null });
  });
});

describe('changing', () => {
  test('keeps what is absent, and clears what is null', async () => {
    const { documentId } = await hireDriver(shop, { vehicle: 'Van', capacity: 3 });
    const { body } = await set(documentId, { name: 'New Name', vehicle: null, capacity: null }).expect(200);
    expect(body.data).toMatchObject({ name: 'New Name', vehicle: null, capacity: 5, phone: '+966501234567' });
  });

  test('who is deactivated is out at once and off duty, and comes back when activated', async () => {
    const driver = await hireDriver(shop);
    await goOnDuty(driver).expect(200);
    const { body } = await set(driver.documentId, { isActive: false }).expect(200);
    expect(body.data).toMatchObject({ isActive: false, onDuty: false });
    expectRefusal(await api.get('/api/mobile-delivery/profile', driver.options), 401, 'unauthenticated');
    expectRefusal(await login(driver.email), 401, 'invalid_credentials');
    expect((await set(driver.documentId, { isActive: true }).expect(200)).body.data).toMatchObject({
      isActive: true,
      onDuty: false,
    });
    expectRefusal(await api.get('/api/mobile-delivery/profile', driver.options), 401, 'unauthenticated');
    await login(driver.email).expect(200);
  });

  test('a new password ends every session', async () => {
    const driver = await hireDriver(shop);
    await set(driver.documentId, { password: 'Another-Road-2' }).expect(200);
    expectRefusal(await api.get('/api/mobile-delivery/profile', driver.options), 401, 'unauthenticated');
    expectRefusal(await login(driver.email), 401, 'invalid_credentials');
    await login(driver.email, 'Another-Road-2').expect(200);
    const [local] = driver.email.split('@');
    expectInvalid(await set(driver.documentId, { password: `${local}-1A` }), 'password');
    await login(driver.email, 'Another-Road-2').expect(200);
  });

  test('what a deactivated driver has not fetched waits for another; what they have stays for staff', async () => {
    const driver = await hireDriver(shop);
    const unfetched = await givenOrder(driver.documentId);
    const underWay = await givenOrder(driver.documentId);
    await change(shop, underWay, { delivery_status: 'picked' }).expect(200);
    expect((await read(driver.documentId))['load']).toBe(2);
    await set(driver.documentId, { isActive: false }).expect(200);
    expect(await orderNow(unfetched)).toMatchObject({ delivery_status: 'pending', delivery_personnel: null });
    expect(await orderNow(underWay)).toMatchObject({
      delivery_status: 'picked',
      delivery_personnel: driver.documentId,
    });
    const { rows } = await sql.query(
      'select order_id, status, outcome, reason from delivery_assignments where delivery_personnel = $1 order by status',
      [driver.documentId],
    );
    expect(rows).toEqual([
      { order_id: unfetched.documentId, status: 'cancelled', outcome: 'withdrawn', reason: 'deactivated' },
      { order_id: underWay.documentId, status: 'picked', outcome: null, reason: null },
    ]);
  });

  test('deactivated while an order is given to them: they do not keep it', async () => {
    const customer = await newCustomer(shop.company);
    for (let round = 0; round < 5; round += 1) {
      const driver = await hireDriver(shop);
      const order = await placed(customer, [line(await stocked(shop, 10))]);
      await moveTo(shop, order, 'processing');
      const [given, deactivated] = await Promise.all([
        change(shop, order, { delivery_personnel: driver.documentId }),
        set(driver.documentId, { isActive: false }),
      ]);
      expect([200, 400, 409]).toContain(given.status);
      expect([200, 409]).toContain(deactivated.status);
      if (deactivated.status === 409) await set(driver.documentId, { isActive: false }).expect(200);
      expect(await orderNow(order)).toMatchObject({ delivery_status: 'pending', delivery_personnel: null });
    }
  });

  test('papers are those of the company, and go with the driver', async () => {
    const paper = await newMedium(shop.staff);
    const driver = await hireDriver(shop, { documents: [paper.documentId] });
    const shown = {
      documentId: paper.documentId,
      url: paper.url,
      name: expect.any(String),
      mime: 'image/png',
    };
    expect((await read(driver.documentId))['documents']).toEqual([shown]);
    const other = await newShop();
    const foreign = await newMedium(other.staff);
    expectInvalid(await set(driver.documentId, { documents: [foreign.documentId] }), 'documents');
    await set(driver.documentId, { name: 'New Name' }).expect(200);
    expect((await read(driver.documentId))['documents']).toEqual([shown]);
    await api.delete(`${PATH}/${driver.documentId}`, shop.staff).expect(204);
    const { rows } = await sql.query(
      `select 1 from files_related_mph m join files f on f.id = m.file_id where f.document_id = $1`,
      [paper.documentId],
    );
    expect(rows).toEqual([]);
    const another = await newMedium(shop.staff);
    const cleared = await hireDriver(shop, { documents: [another.documentId] });
    expect((await set(cleared.documentId, { documents: [] }).expect(200)).body.data.documents).toEqual([]);
  });

  test('staff end a duty, and begin none', async () => {
    const driver = await hireDriver(shop);
    await goOnDuty(driver).expect(200);
    expectInvalid(await set(driver.documentId, { onDuty: true }), 'onDuty');
    expect((await set(driver.documentId, { onDuty: false }).expect(200)).body.data.onDuty).toBe(false);
    await api.get('/api/mobile-delivery/profile', driver.options).expect(200);
  });

  test('is in the audit log, without values', async () => {
    const driver = await hireDriver(shop);
    const { documentId } = driver;
    await goOnDuty(driver).expect(200);
    await set(documentId, { name: 'Secret Name', password: 'Another-Road-2' }).expect(200);
    await set(documentId, { onDuty: false }).expect(200);
    // What is so already is no act.
    await set(documentId, { onDuty: false }).expect(200);
    await api.delete(`${PATH}/${documentId}`, shop.staff).expect(204);
    const { rows } = await sql.query<{ action: string; after: { fields: string[] } | null }>(
      'select action, after from audit_log where subject_id = $1 and company_code = $2 order by id',
      [documentId, shop.company.code],
    );
    expect(rows.map(({ action }) => action)).toEqual(['create', 'update', 'update', 'delete']);
    expect(rows[1]!.after!.fields.sort()).toEqual(['name', 'password']);
    expect(rows[2]!.after!.fields).toEqual(['onDuty']);
    expect(JSON.stringify(rows)).not.toMatch(/Secret Name|\$2[aby]/);
  });
});

describe('erasing', () => {
  test('takes what is personal and keeps the row', async () => {
    const word = unique('erasure');
    const driver = await hireDriver(shop, { name: word, vehicle: word });
    const points = { latitude: 24.7, longitude: 46.7 };
    await api.post('/api/mobile-delivery/location', points, driver.options).expect(202);
    const order = await givenOrder(driver.documentId);
    await api.delete(`${PATH}/${driver.documentId}`, shop.staff).expect(204);
    expect(await storedAccount(driver.documentId)).toMatchObject({
      name: 'Erased',
      phone: null,
      password: null,
      vehicle: null,
      blocked: true,
      erased_at: expect.any(Date),
    });
    expect(await orderNow(order)).toMatchObject({ delivery_status: 'pending', delivery_personnel: null });
    const { rows } = await sql.query(
      `select (select count(*)::int from driver_positions where driver_id = $1) as positions,
              latitude, position_at, on_duty from driver_states where driver_id = $1`,
      [driver.documentId],
    );
    expect(rows).toEqual([{ positions: 0, latitude: null, position_at: null, on_duty: false }]);
    expectRefusal(await api.get('/api/mobile-delivery/profile', driver.options), 401, 'unauthenticated');
    expectRefusal(await api.get(`${PATH}/${driver.documentId}`, shop.staff), 404, 'not_found');
    expectRefusal(await api.delete(`${PATH}/${driver.documentId}`, shop.staff), 404, 'not_found');
    await hireDriver(shop, { email: driver.email });
  });

  test('waits while orders are on their way', async () => {
    const driver = await hireDriver(shop);
    const order = await givenOrder(driver.documentId);
    await change(shop, order, { delivery_status: 'picked' }).expect(200);
    const before = await storedAccount(driver.documentId);
    expect(
      expectRefusal(await api.delete(`${PATH}/${driver.documentId}`, shop.staff), 409, 'in_use'),
    ).toEqual({
      orders: 1,
    });
    expect(await storedAccount(driver.documentId)).toEqual(before);
    await api.get('/api/mobile-delivery/profile', driver.options).expect(200);
    await change(shop, order, { delivery_status: 'delivered' }).expect(200);
    // Paid in cash: what the driver took could not be settled with nobody.
    const delivered = await storedAccount(driver.documentId);
    const owing = expectRefusal(await api.delete(`${PATH}/${driver.documentId}`, shop.staff), 409, 'in_use');
    const { total } = (await orderNow(order)) as { total: number };
    expect(owing).toEqual({ owed: [{ currency: 'SAR', balance: total }] });
    expect(await storedAccount(driver.documentId)).toEqual(delivered);
    await api.post(`${PATH}/${driver.documentId}/cash`, { counted: total }, shop.staff).expect(201);
    await api.delete(`${PATH}/${driver.documentId}`, shop.staff).expect(204);
  });

  test('takes the papers along that nothing else shows', async () => {
    const paper = await newMedium(shop.staff);
    const driver = await hireDriver(shop, { documents: [paper.documentId] });
    await api.delete(`${PATH}/${driver.documentId}`, shop.staff).expect(204);
    const { rows } = await sql.query('select 1 from files where document_id = $1', [paper.documentId]);
    expect(rows).toEqual([]);
  });

  test('beside one who is let in just now, nothing is kept', async () => {
    const driver = await hireDriver(shop);
    await goOnDuty(driver).expect(200);
    const point = { latitude: 24.7, longitude: 46.7 };
    await Promise.all([
      api.delete(`${PATH}/${driver.documentId}`, shop.staff).expect(204),
      ...Array.from({ length: 5 }, () => api.post('/api/mobile-delivery/location', point, driver.options)),
      ...Array.from({ length: 3 }, () => goOnDuty(driver)),
    ]);
    const { rows } = await sql.query(
      `select (select count(*)::int from driver_positions where driver_id = $1) as positions,
              (select count(*)::int from driver_duties where driver_id = $1 and ended_at is null) as open,
              latitude, on_duty from driver_states where driver_id = $1`,
      [driver.documentId],
    );
    expect(rows).toEqual([{ positions: 0, open: 0, latitude: null, on_duty: false }]);
  });
});

describe('who may', () => {
  test('only staff with the permission, of the company', async () => {
    const { documentId, options } = await hireDriver(shop);
    const customer = await newCustomer(shop.company);
    const before = await storedAccount(documentId);
    const all = await newPanelRole(await everyPermission());
    const reader = await newPanelRole(
      (await everyPermission()).filter(({ action }) => action.endsWith('.read')),
    );
    const readOnly = { token: (await newStaff(reader, [shop.company])).token, company: shop.company.code };
    const foreign = (await newStaff(all, [(await newShop()).company])).token;
    await api.get(PATH, readOnly).expect(200);
    for (const [caller, status] of [
      [readOnly, 403],
      [options, 403],
      [customer.options, 403],
      [{ token: foreign, company: shop.company.code }, 403],
      [shop.visitor, 401],
    ] as const) {
      const code = status === 401 ? 'unauthenticated' : 'forbidden';
      expectRefusal(await api.post(PATH, driverBody(), caller), status, code);
      expectRefusal(await api.put(`${PATH}/${documentId}`, { name: 'X' }, caller), status, code);
      expectRefusal(await api.delete(`${PATH}/${documentId}`, caller), status, code);
    }
    const other = await newShop();
    expectRefusal(await api.get(`${PATH}/${documentId}`, other.staff), 404, 'not_found');
    expectRefusal(await api.put(`${PATH}/${documentId}`, { name: 'X' }, other.staff), 404, 'not_found');
    expectRefusal(await api.delete(`${PATH}/${documentId}`, other.staff), 404, 'not_found');
    expect(await storedAccount(documentId)).toEqual(before);
  });
});
