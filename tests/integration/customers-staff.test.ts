import { api, sql } from '../support/application';
import {
  expectInvalid,
  expectRefusal,
  newShop,
  newStaff,
  panelUser,
  pluck,
  type Shop,
} from '../support/catalogue';
import { newCompany } from '../support/companies';
import { type Customer, newCustomer, PASSWORD, registrationBody, storedCustomer } from '../support/customers';
import { nextMail } from '../support/mailbox';
import { everyPermission, newPanelRole } from '../support/panel-roles';
import { superAdmin } from '../support/staff';
import { unique } from '../support/unique';

const USER = 'plugin::users-permissions.user';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

const login = (email: string, password = PASSWORD) =>
  api.post('/api/customer/login', { email, password }, shop.visitor);

/** Whatever of a person the database still holds anywhere. */
const tracesOf = async (...words: string[]): Promise<string[]> => {
  const { rows: tables } = await sql.query<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'
        and table_name <> 'noted_mails' -- the tests' own`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql.query<{ text: string }>(
      `select t::text as text from ${name} t where t::text ilike any($1)`,
      [words.map((word) => `%${word}%`)],
    );
    found.push(...rows.map(({ text }) => `${name}: ${text}`));
  }
  return found;
};

describe('customers for staff', () => {
  test('are listed by company, found, sorted and paged', async () => {
    const own = await newShop();
    for (const name of ['Amal', 'Basem', 'Ceren']) await newCustomer(own.company, { name });
    const list = (query: Record<string, string | number>) =>
      api.get('/api/customer', { ...own.staff, query });
    const all = await list({ sort: 'name:asc' }).expect(200);
    expect(pluck(all, 'name')).toEqual(['Amal', 'Basem', 'Ceren']);
    expect(all.body.meta.pagination).toEqual({ page: 1, pageSize: 25, pageCount: 1, total: 3 });
    expect(all.text).not.toMatch(/password|\$2b/);
    expect(pluck(await list({ 'filters[name][$contains]': 'ase' }), 'name')).toEqual(['Basem']);
    expect(pluck(await list({ 'filters[isActive]': 'false' }), 'name')).toEqual([]);
    const second = await list({ sort: 'name:desc', 'pagination[page]': 2, 'pagination[pageSize]': 2 });
    expect(pluck(second, 'name')).toEqual(['Amal']);
    for (const secret of ['password', 'blocked', 'resetPasswordToken']) {
      expectRefusal(await list({ [`filters[${secret}][$contains]`]: 'a' }), 400, 'unknown_parameter');
    }
  });

  test('one is read by staff and by themselves', async () => {
    const { documentId, options } = await newCustomer(shop.company);
    const path = `/api/customer/${documentId}`;
    const own = await api.get(path, options).expect(200);
    const theirs = await api.get(path, shop.staff).expect(200);
    expect(theirs.body.data).toEqual(own.body.data);
    const neighbour = await newCustomer(shop.company);
    expectRefusal(await api.get(path, neighbour.options), 404, 'not_found');
    const other = await newShop();
    expectRefusal(await api.get(path, other.staff), 404, 'not_found');
  });

  test('who is deactivated is signed out at once, and comes back when activated', async () => {
    const { documentId, options, email } = await newCustomer(shop.company);
    const set = (isActive: boolean) => api.put(`/api/customer/${documentId}`, { isActive }, shop.staff);
    expect((await set(false).expect(200)).body.data.isActive).toBe(false);
    expectRefusal(await api.get('/api/customer/profile', options), 401, 'unauthenticated');
    expectRefusal(await login(email), 401, 'invalid_credentials');
    await set(true).expect(200);
    expectRefusal(await api.get('/api/customer/profile', options), 401, 'unauthenticated');
    await login(email).expect(200);
  });

  test('what staff do to customers is in the audit log, without values', async () => {
    const { documentId, email } = await newCustomer(shop.company);
    await api
      .put(`/api/customer/${documentId}`, { name: 'Secret Name', isActive: false }, shop.staff)
      .expect(200);
    await api.delete(`/api/customer/${documentId}`, shop.staff).expect(204);
    const { rows } = await sql.query<{ action: string; after: unknown }>(
      `select actor_name, action, subject_type, company_code, after from audit_log
        where subject_id = $1 order by id`,
      [documentId],
    );
    const event = { actor_name: 'Super Admin', subject_type: USER, company_code: shop.company.code };
    expect(rows).toEqual([
      { ...event, action: 'update', after: { fields: ['name', 'isActive'] } },
      { ...event, action: 'delete', after: null },
    ]);
    expect(JSON.stringify(rows)).not.toContain(email);
  });

  test('the order desk reads customers over REST; blocking and erasing are not theirs', async () => {
    const { documentId } = await newCustomer(shop.company);
    const { token } = await newStaff('order_desk', [shop.company]);
    const desk = { token, company: shop.company.code };
    const path = `/api/customer/${documentId}`;
    await api.get(path, desk).expect(200);
    const before = await storedCustomer(documentId);
    expectRefusal(await api.put(path, { isActive: false }, desk), 403, 'forbidden');
    expectRefusal(await api.delete(path, desk), 403, 'forbidden');
    expect(await storedCustomer(documentId)).toEqual(before);
  });

  test('a role that sees only names in the panel sees none of them over REST', async () => {
    const grants = (await everyPermission()).map((grant) =>
      grant.subject === USER ? { ...grant, properties: { fields: ['name'] } } : grant,
    );
    const { token } = await newStaff(await newPanelRole(grants), [shop.company]);
    const names = { token, company: shop.company.code };
    expectRefusal(await api.get('/api/customer', names), 403, 'forbidden');
    await api.get('/api/locations', names).expect(200);
  });

  test('unknown fields and foreign customers are refused', async () => {
    const { documentId } = await newCustomer(shop.company);
    const before = await storedCustomer(documentId);
    const path = `/api/customer/${documentId}`;
    expectInvalid(await api.put(path, { isVerified: true }, shop.staff), 'isVerified');
    expectInvalid(await api.put(path, { phone: 'none' }, shop.staff), 'phone');
    const other = await newShop();
    expectRefusal(await api.put(path, { name: 'X' }, other.staff), 404, 'not_found');
    expectRefusal(await api.delete(path, other.staff), 404, 'not_found');
    expect(await storedCustomer(documentId)).toEqual(before);
  });
});

describe('erasing', () => {
  test('leaves the row and its counters, and nothing personal anywhere', async () => {
    const word = unique('erasure');
    const customer = await newCustomer(shop.company, { name: `Person ${word}`, phone: '+966501112233' });
    const address = { address: `Street ${word}`, label: word };
    await api.post('/api/customer/addresses', address, customer.options).expect(201);
    await sql.query(
      'update customer_counters set total_orders = 3, total_spent = 12345 where customer_id = $1',
      [customer.documentId],
    );
    await api.delete(`/api/customer/${customer.documentId}`, shop.staff).expect(204);

    expect(await tracesOf(word, customer.email, '501112233')).toEqual([]);
    expect(await storedCustomer(customer.documentId)).toMatchObject({
      name: 'Erased',
      phone: null,
      password: null,
      blocked: true,
      erased_at: expect.any(Date),
    });
    const { rows } = await sql.query('select total_orders from customer_counters where customer_id = $1', [
      customer.documentId,
    ]);
    expect(rows).toEqual([{ total_orders: 3 }]);
    expectRefusal(await api.get('/api/customer/profile', customer.options), 401, 'unauthenticated');
    expectRefusal(await api.get(`/api/customer/${customer.documentId}`, shop.staff), 404, 'not_found');
    expectRefusal(await api.delete(`/api/customer/${customer.documentId}`, shop.staff), 404, 'not_found');
    // The address is free again.
    await newCustomer(shop.company, { email: customer.email });
  });
});

describe('customers in the panel', () => {
  let panel: Awaited<ReturnType<typeof panelUser>>;
  let customer: Customer;

  beforeAll(async () => {
    panel = await panelUser(await superAdmin());
    customer = await newCustomer(shop.company);
  });

  const personal = { name: 'From the panel', kind: 'customer' };

  test('are made with what REST checks', async () => {
    const email = `${unique('panel')}@saptmarkets.test`;
    const company_code = shop.company.code;
    const data = {
      ...personal,
      company_code,
      email: email.toUpperCase(),
      phone: '0501234567',
      password: PASSWORD,
    };
    const created = await panel.create(USER, data);
    expect({ status: created.status, error: created.body.error }).toEqual({ status: 201 });
    const { body } = await login(email).expect(200);
    expect(body.data.customer).toMatchObject({ name: 'From the panel', email, phone: '+966501234567' });
    const again = await panel.create(USER, data);
    expect(again.status).toBe(400);
    const { rows } = await sql.query('select 1 from up_users where lower(email) = $1', [email]);
    expect(rows).toHaveLength(1);
  });

  test.each<[string, object]>([
    ['a throw-away address', { email: 'a@mailinator.com' }],
    ['a weak password', { password: 'weak' }],
    ['a phone number that is none', { phone: 'call me' }],
    ['another kind', { kind: 'delivery' }],
  ])('%s is refused', async (_what, data) => {
    const before = await storedCustomer(customer.documentId);
    expect((await panel.update(USER, customer.documentId, data)).status).toBe(400);
    expect(await storedCustomer(customer.documentId)).toEqual(before);
  });

  test('a password set there signs out and in', async () => {
    const own = await newCustomer(shop.company);
    await panel.update(USER, own.documentId, { password: 'Panel-Secret-2' }).expect(200);
    expectRefusal(await api.get('/api/customer/profile', own.options), 401, 'unauthenticated');
    await login(own.email, 'Panel-Secret-2').expect(200);
  });

  test('another address set there has to be proven anew, and the old one hears of it', async () => {
    const own = await newCustomer(shop.company);
    await sql.query('update up_users set confirmed = true where document_id = $1', [own.documentId]);
    const email = `${unique('desk')}@saptmarkets.test`;
    await panel.update(USER, own.documentId, { email }).expect(200);
    expect(await storedCustomer(own.documentId)).toMatchObject({ email, confirmed: false });
    expect((await nextMail(own.email, 'email_changed')).text).toContain(email);
    const { token } = await nextMail(email, 'email_verification');
    await api.post('/api/customer/email-verification', { token }, shop.visitor).expect(200);
    expect(await storedCustomer(own.documentId)).toMatchObject({ confirmed: true });
  });

  test('saving there while somebody is erased does not bring them back', async () => {
    for (let round = 0; round < 5; round += 1) {
      const own = await newCustomer(shop.company, { phone: '+966501112233' });
      await Promise.all([
        panel.update(USER, own.documentId, { name: 'Back again', phone: '+966501112244' }),
        api.delete(`/api/customer/${own.documentId}`, shop.staff).expect(204),
      ]);
      const stored = await storedCustomer(own.documentId);
      expect(stored).toMatchObject({ name: 'Erased', phone: null, password: null, blocked: true });
    }
  });

  test('who is blocked there is signed out at once', async () => {
    const own = await newCustomer(shop.company);
    await panel.update(USER, own.documentId, { blocked: true }).expect(200);
    expectRefusal(await api.get('/api/customer/profile', own.options), 401, 'unauthenticated');
    await panel.update(USER, own.documentId, { blocked: false }).expect(200);
    expectRefusal(await api.get('/api/customer/profile', own.options), 401, 'unauthenticated');
  });

  test('deleting there erases', async () => {
    const own = await newCustomer(shop.company);
    await panel.remove(USER, own.documentId).expect(200);
    expect(await storedCustomer(own.documentId)).toMatchObject({ name: 'Erased', password: null });
    const { status } = await panel.update(USER, own.documentId, { name: 'Back again' });
    expect(status).toBe(400);
    const two = [await newCustomer(shop.company), await newCustomer(shop.company)];
    await panel
      .bulkRemove(
        USER,
        two.map(({ documentId }) => documentId),
      )
      .expect(200);
    for (const { documentId } of two) {
      expect(await storedCustomer(documentId)).toMatchObject({ name: 'Erased', password: null });
    }
  });

  test('a user with the right sees those of their companies only', async () => {
    const other = await newCompany();
    const theirs = await newCustomer(other);
    const staff = await panelUser(await newStaff('order_desk', [shop.company]));
    const { body } = await staff.list(USER).expect(200);
    const companies = (body.results as { company_code: string }[]).map(({ company_code }) => company_code);
    expect([...new Set(companies)]).toEqual([shop.company.code]);
    expect([403, 404]).toContain((await staff.read(USER, theirs.documentId)).status);
    expect([403, 404]).toContain((await staff.update(USER, theirs.documentId, { name: 'X' })).status);
    expect(JSON.stringify(body)).not.toMatch(/\$2[aby]\$/);
  });

  test('registering with a taken address in the meantime is no way around', async () => {
    const body = registrationBody();
    const data = { ...personal, company_code: shop.company.code, email: body['email'], password: PASSWORD };
    const answers = await Promise.all([
      panel.create(USER, data),
      api.post('/api/customer/register', body, shop.visitor),
    ]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });
});
