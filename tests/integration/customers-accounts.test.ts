import jwt from 'jsonwebtoken';
import { api, app, sql } from '../support/application';
import { type Company, newCompany } from '../support/companies';
import { expectInvalid, expectRefusal } from '../support/catalogue';
import { type Customer, newCustomer, PASSWORD, registrationBody, storedCustomer } from '../support/customers';
import { nextMail } from '../support/mailbox';
import { unique } from '../support/unique';

let company: Company;

beforeAll(async () => {
  company = await newCompany();
});

const register = (body: object, options: object = {}) =>
  api.post('/api/customer/register', body, { company: company.code, ...options });

const login = (body: object, code = company.code) => api.post('/api/customer/login', body, { company: code });

const countCustomers = async (): Promise<number> => {
  const { rows } = await sql.query<{ count: number }>(
    'select count(*)::int as count from up_users where company_code = $1',
    [company.code],
  );
  return rows[0]!.count;
};

describe('registering', () => {
  test('answers the customer and a token, and stores them in one form', async () => {
    const email = `${unique('layla')}@saptmarkets.test`;
    const body = {
      name: ' Layla ',
      email: ` ${email.toUpperCase()} `,
      phone: '050 123 4567',
      password: PASSWORD,
    };
    const response = await register(body, { locale: 'ar' }).expect(201);
    const { customer, token } = response.body.data;
    expect(customer).toEqual({
      documentId: expect.stringMatching(/^[a-z][a-z0-9]{23}$/),
      _id: customer.documentId,
      name: 'Layla',
      email,
      phone: '+966501234567',
      avatar: null,
      language: 'ar',
      address: null,
      city: null,
      country: null,
      zipCode: null,
      addresses: [],
      isVerified: false,
      isActive: true,
      role: 'customer',
      loyalty_points: 0,
      total_orders: 0,
      total_spent: 0,
      last_login: expect.stringMatching(/Z$/),
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
    expect(response.headers['cache-control']).toBe('private, no-store');
    const claims = jwt.decode(token as string) as jwt.JwtPayload;
    expect(claims).toMatchObject({
      _id: customer.documentId,
      name: 'Layla',
      email,
      role: 'customer',
      company: company.code,
    });
    expect(claims.exp! - claims.iat!).toBe(7 * 24 * 3600);
    const stored = await storedCustomer(customer.documentId as string);
    expect(stored).toMatchObject({
      kind: 'customer',
      company_code: company.code,
      confirmed: false,
      blocked: false,
    });
    expect(stored['password']).toMatch(/^\$2b\$10\$/);
    const { rows: roles } = await sql.query(
      `select r.type from up_users u join up_users_role_lnk l on l.user_id = u.id join up_roles r on r.id = l.role_id
        where u.document_id = $1`,
      [customer.documentId],
    );
    expect(roles).toEqual([{ type: 'customer' }]);
    await api.get('/api/customer/profile', { token, company: company.code }).expect(200);
  });

  test('an address is taken once in a company, in whatever form it is written, and free in another', async () => {
    const { email } = await newCustomer(company);
    const before = await countCustomers();
    const fullWidth = email.replace('@', '＠');
    for (const again of [email, email.toUpperCase(), ` ${email}`, fullWidth]) {
      expectRefusal(await register(registrationBody({ email: again })), 409, 'email_taken');
    }
    expect(await countCustomers()).toBe(before);
    const other = await newCompany();
    await newCustomer(other, { email });
  });

  test('twenty at once with one address: one has it', async () => {
    const body = registrationBody();
    const answers = await Promise.all(Array.from({ length: 20 }, () => register(body)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 201))
      expectRefusal(answer, 409, 'email_taken');
    const { rows } = await sql.query('select 1 from up_users where lower(email) = $1', [body['email']]);
    expect(rows).toHaveLength(1);
  });

  test.each<[string, object, string]>([
    ['no name', { name: undefined }, 'name'],
    ['an empty name', { name: '  ' }, 'name'],
    ['a name that cannot be seen', { name: '\u200b\u200b' }, 'name'],
    ['a name that turns what follows around', { name: '\u202eLayla' }, 'name'],
    ['no address', { email: undefined }, 'email'],
    ['an address without @', { email: 'layla' }, 'email'],
    ['two addresses', { email: 'a@saptmarkets.test, b@saptmarkets.test' }, 'email'],
    ['an address with a line break', { email: 'a@saptmarkets.test\r\nBcc: b@saptmarkets.test' }, 'email'],
    ['a throw-away address', { email: 'layla@mailinator.com' }, 'email'],
    ['an address that is a query', { email: { $ne: null } }, 'email'],
    ['a number as address', { email: 5 }, 'email'],
    ['no phone number', { phone: 'call me' }, 'phone'],
    ['a phone number that is too short', { phone: '123' }, 'phone'],
    ['no password', { password: undefined }, 'password'],
    ['a short password', { password: 'Abc-12' }, 'password'],
    ['a common password', { password: 'Password123' }, 'password'],
    ['letters alone', { password: 'correcthorse' }, 'password'],
    ['digits alone', { password: '8371946205' }, 'password'],
    ['one character', { password: '1111111a' }, 'password'],
    ['a password of 73 bytes', { password: `aB1-${'ش'.repeat(35)}` }, 'password'],
    ['a password of a megabyte', { password: 'aB1-'.repeat(262_144) }, 'password'],
    ['a role', { role: 'admin' }, 'role'],
    ['a verified address', { isVerified: true }, 'isVerified'],
    ['a confirmed address', { confirmed: true }, 'confirmed'],
    ['points', { loyalty_points: 1_000 }, 'loyalty_points'],
    ['a kind', { kind: 'delivery' }, 'kind'],
    ['another company', { company_code: 'other' }, 'company_code'],
    ['an id', { id: 1 }, 'id'],
  ])('%s is refused, and nothing is stored', async (_what, overrides, path) => {
    const before = await countCustomers();
    expectInvalid(await register(registrationBody(overrides)), path);
    expect(await countCustomers()).toBe(before);
  });

  test('each unknown field is told', async () => {
    expectInvalid(
      await register(registrationBody({ role: 'admin', isVerified: true })),
      'role',
      'isVerified',
    );
  });

  test('an unknown language is refused', async () => {
    expectRefusal(await register(registrationBody(), { locale: 'xx' }), 400, 'unknown_locale');
  });

  test('the language of mails is the one that the client prefers', async () => {
    const headers = { 'Accept-Language': 'en;q=0.3, ar-JO;q=0.9' };
    const response = await register(registrationBody(), { headers }).expect(201);
    expect(response.body.data.customer.language).toBe('ar');
  });

  test('a password that contains the address is refused', async () => {
    const email = `${unique('layla')}@saptmarkets.test`;
    const [local] = email.split('@');
    expectInvalid(await register(registrationBody({ email, password: `${local}-1X` })), 'password');
  });

  test('what looks like SQL or markup stays text', async () => {
    const name = `Robert'); drop table up_users;--`;
    const response = await register(registrationBody({ name })).expect(201);
    expect(response.body.data.customer.name).toBe(name);
  });
});

describe('signing in', () => {
  let customer: Customer;

  beforeAll(async () => {
    customer = await newCustomer(company);
  });

  test('takes the address in any case', async () => {
    const response = await login({ email: ` ${customer.email.toUpperCase()}`, password: PASSWORD }).expect(
      200,
    );
    expect(Object.keys(response.body.data).sort()).toEqual(['customer', 'token']);
    expect(response.body.data.customer.documentId).toBe(customer.documentId);
    const { token } = response.body.data;
    await api.get('/api/customer/profile', { token, company: company.code }).expect(200);
  });

  test('says the same of a wrong password, an unknown address, another company and a blocked account', async () => {
    const other = await newCompany();
    const blocked = await newCustomer(company);
    await sql.query('update up_users set blocked = true where document_id = $1', [blocked.documentId]);
    const wrong = await login({ email: customer.email, password: 'Wrong-Secret-1' });
    expectRefusal(wrong, 401, 'invalid_credentials');
    for (const answer of [
      await login({ email: 'nobody@saptmarkets.test', password: PASSWORD }),
      await login({ email: customer.email, password: PASSWORD }, other.code),
      await login({ email: blocked.email, password: PASSWORD }),
      await login({ email: customer.email, password: `${PASSWORD}x` }),
    ]) {
      expect({ status: answer.status, body: answer.body }).toEqual({ status: 401, body: wrong.body });
    }
  });

  test('a password typed with other code points is the same password', async () => {
    const password = 'Ｓｅｃｒｅｔ-９قهوة';
    const { email } = await newCustomer(company, { password });
    await login({ email, password: password.normalize('NFKC') }).expect(200);
    await login({ email, password }).expect(200);
  });

  test('what is more than 72 bytes does not count as its beginning', async () => {
    const password = `aB1-${'x9'.repeat(34)}`;
    const { email } = await newCustomer(company, { password });
    await login({ email, password }).expect(200);
    expectRefusal(await login({ email, password: `${password}y` }), 401, 'invalid_credentials');
  });
});

describe('tokens', () => {
  test('of one company are refused in another', async () => {
    const customer = await newCustomer(company);
    const other = await newCompany();
    const { token } = customer.options;
    await api.get('/api/customer/profile', { token }).expect(200);
    for (const path of ['/api/customer/profile', '/api/products']) {
      expectRefusal(await api.get(path, { token, company: other.code }), 403, 'forbidden');
    }
  });

  test('with another role, company or id than the account has, give nothing', async () => {
    const { options, documentId } = await newCustomer(company);
    const { iat: _iat, exp: _exp, ...claims } = jwt.decode(options.token) as jwt.JwtPayload;
    const secret = app.strapi.config.get<string>('identity.accessSecret');
    const resign = (changed: object): string =>
      jwt.sign({ ...claims, ...changed }, secret, { expiresIn: '1h' });
    const asStaff = await api.get('/api/customer', { ...options, token: resign({ role: 'super_admin' }) });
    expectRefusal(asStaff, 401, 'unauthenticated');
    const neighbour = await newCustomer(company);
    const stolen = resign({ _id: neighbour.documentId });
    expectRefusal(
      await api.get('/api/customer/profile', { ...options, token: stolen }),
      401,
      'unauthenticated',
    );
    const malformed = resign({ _id: '../etc/passwd' });
    expectRefusal(
      await api.get('/api/customer/profile', { ...options, token: malformed }),
      401,
      'unauthenticated',
    );
    const mine = await api.get('/api/customer/profile', { ...options, token: resign({ company: 'other' }) });
    expect(mine.body.data.documentId).toBe(documentId);
  });

  test('of links and refreshes are no access tokens', async () => {
    const { email } = await newCustomer(company);
    const { body } = await login({ email, password: PASSWORD, refresh: true }).expect(200);
    const token = body.data.refreshToken as string;
    expectRefusal(await api.get('/api/customer/profile', { token }), 401, 'unauthenticated');
  });

  test('signed-in answers are for their reader alone, also those of the catalogue', async () => {
    const { options } = await newCustomer(company);
    const response = await api.get('/api/products', options).expect(200);
    expect(response.headers['cache-control']).toBe('private, no-store');
    expect(response.headers['etag']).toBeUndefined();
  });
});

describe('trying passwords', () => {
  test('ends in a pause for the account, which a new password by mail ends', async () => {
    const { email } = await newCustomer(company);
    const statuses: number[] = [];
    for (let count = 0; count < 12; count += 1) {
      statuses.push((await login({ email, password: 'Wrong-Secret-1' })).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
    const right = await login({ email, password: PASSWORD });
    expectRefusal(right, 429, 'rate_limited');
    expect(Number(right.headers['retry-after'])).toBeGreaterThan(0);
    await api.post('/api/customer/forget-password', { email }, { company: company.code }).expect(200);
    const { token } = await nextMail(email, 'password_reset');
    const body = { token, password: 'Another-Secret-2' };
    await api.post('/api/customer/reset-password', body, { company: company.code }).expect(200);
    await login({ email, password: 'Another-Secret-2' }).expect(200);
  });

  test('the owner, signed in, can still change the password meanwhile; tries there are counted apart', async () => {
    const { email, options } = await newCustomer(company);
    for (let count = 0; count < 11; count += 1) await login({ email, password: 'Wrong-Secret-1' });
    const change = (currentPassword: string) =>
      api.put('/api/customer/password', { currentPassword, password: 'Another-Secret-2' }, options);
    await change(PASSWORD).expect(200);
    const other = await newCustomer(company);
    const statuses: number[] = [];
    for (let count = 0; count < 11; count += 1) {
      const body = { currentPassword: 'Wrong-Secret-1', password: 'Another-Secret-2' };
      statuses.push((await api.put('/api/customer/password', body, other.options)).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
    await login({ email: other.email, password: PASSWORD }).expect(200);
  });
});

describe('signing out', () => {
  const profile = (token: string) => api.get('/api/customer/profile', { token, company: company.code });
  const signIn = async (email: string): Promise<string> =>
    (await login({ email, password: PASSWORD }).expect(200)).body.data.token as string;

  test('here ends this token only, everywhere ends all', async () => {
    const { email, options } = await newCustomer(company);
    const [one, two] = [await signIn(email), await signIn(email)];
    await api.post('/api/customer/logout', {}, { ...options, token: one }).expect(204);
    expectRefusal(await profile(one), 401, 'unauthenticated');
    await profile(two).expect(200);
    await api.post('/api/customer/logout', { everywhere: true }, { ...options, token: two }).expect(204);
    for (const token of [one, two, options.token])
      expectRefusal(await profile(token), 401, 'unauthenticated');
    await profile(await signIn(email)).expect(200);
  });

  test('without a body signs out here', async () => {
    const { options } = await newCustomer(company);
    await api.post('/api/customer/logout', undefined, options).expect(204);
    expectRefusal(await profile(options.token), 401, 'unauthenticated');
  });

  test('shows the sessions, and ends one of them', async () => {
    const { email, options } = await newCustomer(company);
    const other = await signIn(email);
    const { body } = await api.get('/api/customer/sessions', options).expect(200);
    expect(body.data).toHaveLength(2);
    const [theirs, mine] = body.data as { id: string; isCurrent: boolean; address: string }[];
    expect([theirs!.isCurrent, mine!.isCurrent]).toEqual([false, true]);
    expect(mine!.address).toMatch(/127\.0\.0\.1$/);
    await api.delete(`/api/customer/sessions/${theirs!.id}`, options).expect(204);
    expectRefusal(await profile(other), 401, 'unauthenticated');
    expectRefusal(await api.delete(`/api/customer/sessions/${theirs!.id}`, options), 404, 'not_found');
    const neighbour = await newCustomer(company);
    expectRefusal(
      await api.delete(`/api/customer/sessions/${mine!.id}`, neighbour.options),
      404,
      'not_found',
    );
    await profile(options.token).expect(200);
  });
});
