import jwt from 'jsonwebtoken';
import { api, app, sql } from '../support/application';
import { expectInvalid, expectRefusal } from '../support/catalogue';
import { type Company, newCompany } from '../support/companies';
import { type Customer, newCustomer, PASSWORD, storedCustomer } from '../support/customers';
import { mailsTo, nextMail } from '../support/mailbox';

let company: Company;

beforeAll(async () => {
  company = await newCompany();
});

const post = (path: string, body: object, code = company.code, headers = {}) =>
  api.post(`/api/customer${path}`, body, { company: code, headers });

const login = (email: string, password: string) => post('/login', { email, password });

/** The token of the newest mail of a kind. */
const mailedToken = async (email: string, kind: 'welcome' | 'email_verification' | 'password_reset') => {
  const { token, link } = await nextMail(email, kind);
  expect(link.startsWith('http://localhost:3000/auth/')).toBe(true);
  return token;
};

const PATIENCE_MS = 10_000;

/** Resolves when no mail is left to be sent. */
const mailsSent = async (): Promise<void> => {
  const limit = Date.now() + PATIENCE_MS;
  for (;;) {
    const { rows } = await sql.query(
      `select 1 from outbox where topic in ('mail', 'link_request') and failed_at is null`,
    );
    if (rows.length === 0) return;
    if (Date.now() > limit) throw new Error('mails are still waiting');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

describe('verifying an address', () => {
  test('the link of the welcome mail verifies it, once', async () => {
    const { email, documentId, options } = await newCustomer(company);
    const token = await mailedToken(email, 'welcome');
    await post('/email-verification', { token }).expect(200);
    const { body } = await api.get('/api/customer/profile', options).expect(200);
    expect(body.data.isVerified).toBe(true);
    expectRefusal(await post('/email-verification', { token }), 400, 'invalid_token');
    expect((await storedCustomer(documentId))['confirmed']).toBe(true);
  });

  test('ten uses at once: one counts', async () => {
    const { email } = await newCustomer(company);
    const token = await mailedToken(email, 'welcome');
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post('/email-verification', { token })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('another mail is sent when it is asked for, in the language of the account', async () => {
    const { email } = await newCustomer(company, { language: 'ar' });
    await nextMail(email, 'welcome');
    await post('/email-verification', { email: email.toUpperCase() }).expect(200);
    const mail = await nextMail(email, 'email_verification');
    expect(mail.html).toContain('dir="rtl"');
    await post('/email-verification', { token: mail.token }).expect(200);
  });

  test('an unknown address, a verified one and one of another company are answered alike, and get nothing', async () => {
    const other = await newCompany();
    const { email } = await newCustomer(company);
    await post('/email-verification', { token: await mailedToken(email, 'welcome') }).expect(200);
    const answers = [
      await post('/email-verification', { email: 'nobody@saptmarkets.test' }),
      await post('/email-verification', { email }),
      await post('/email-verification', { email }, other.code),
    ];
    for (const { status, body } of answers) {
      expect({ status, body }).toEqual({ status: 200, body: { data: { accepted: true }, meta: {} } });
    }
    await mailsSent();
    expect((await mailsTo(email)).map(({ kind }) => kind)).toEqual(['welcome']);
    expect(await mailsTo('nobody@saptmarkets.test')).toEqual([]);
  });

  test.each<[string, object]>([
    ['nothing', {}],
    ['both', { email: 'a@saptmarkets.test', token: 'x' }],
    ['a token that is no text', { token: { $gt: '' } }],
  ])('%s is refused', async (_what, body) => {
    expectInvalid(await post('/email-verification', body), 'body');
  });

  test('forged, expired and other tokens are refused, and verify nothing', async () => {
    const { email, documentId, options } = await newCustomer(company);
    const token = await mailedToken(email, 'welcome');
    const secret = app.strapi.config.get<string>('identity.linkSecret');
    const accessSecret = app.strapi.config.get<string>('identity.accessSecret');
    const { iat: _iat, exp: _exp, ...claims } = jwt.decode(token) as jwt.JwtPayload;
    for (const bad of [
      'x',
      options.token,
      jwt.sign(claims, accessSecret, { expiresIn: '1h' }),
      jwt.sign(claims, secret, { expiresIn: -1 }),
      jwt.sign({ ...claims, purpose: 'password_reset' }, secret, { expiresIn: '1h' }),
      jwt.sign({ ...claims, kind: 'delivery' }, secret, { expiresIn: '1h' }),
      jwt.sign({ ...claims, email: 'other@saptmarkets.test' }, secret, { expiresIn: '1h' }),
    ]) {
      expectRefusal(await post('/email-verification', { token: bad }), 400, 'invalid_token');
    }
    expect((await storedCustomer(documentId))['confirmed']).toBe(false);
  });
});

describe('a forgotten password', () => {
  const forget = (email: string, code = company.code) => post('/forget-password', { email }, code);
  const NEW = 'Another-Secret-2';

  test('the link sets a new one, once, and signs out everywhere', async () => {
    const { email, options, documentId } = await newCustomer(company);
    await forget(` ${email.toUpperCase()}`).expect(200);
    const token = await mailedToken(email, 'password_reset');
    await post('/reset-password', { token, password: NEW }).expect(200);
    expectRefusal(await api.get('/api/customer/profile', options), 401, 'unauthenticated');
    expectRefusal(await login(email, PASSWORD), 401, 'invalid_credentials');
    await login(email, NEW).expect(200);
    expectRefusal(await post('/reset-password', { token, password: 'Third-Secret-3' }), 400, 'invalid_token');
    await login(email, NEW).expect(200);
    expect((await nextMail(email, 'password_changed')).subject).toMatch(/\S/);
    // Whoever read the mail has the address.
    expect((await storedCustomer(documentId))['confirmed']).toBe(true);
  });

  test('ten uses at once: one wins', async () => {
    const { email } = await newCustomer(company);
    await forget(email).expect(200);
    const token = await mailedToken(email, 'password_reset');
    const passwords = Array.from({ length: 10 }, (_, index) => `Secret-number-${index}`);
    const answers = await Promise.all(
      passwords.map((password) => post('/reset-password', { token, password })),
    );
    const won = answers.flatMap(({ status }, index) => (status === 200 ? [passwords[index]!] : []));
    expect(won).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 200)) {
      expectRefusal(answer, 400, 'invalid_token');
    }
    await login(email, won[0]!).expect(200);
  });

  test('an older link dies with the password', async () => {
    const { email, options } = await newCustomer(company);
    await forget(email).expect(200);
    const token = await mailedToken(email, 'password_reset');
    const change = { currentPassword: PASSWORD, password: NEW };
    await api.put('/api/customer/password', change, options).expect(200);
    expectRefusal(await post('/reset-password', { token, password: 'Third-Secret-3' }), 400, 'invalid_token');
    await login(email, NEW).expect(200);
  });

  test('a weak new password leaves the link usable', async () => {
    const { email } = await newCustomer(company);
    await forget(email).expect(200);
    const token = await mailedToken(email, 'password_reset');
    expectInvalid(await post('/reset-password', { token, password: 'weak' }), 'password');
    await login(email, PASSWORD).expect(200);
    await post('/reset-password', { token, password: NEW }).expect(200);
  });

  test('unknown, blocked and foreign accounts are answered alike, and get nothing', async () => {
    const other = await newCompany();
    const blocked = await newCustomer(company);
    await sql.query('update up_users set blocked = true where document_id = $1', [blocked.documentId]);
    const known = await newCustomer(company);
    const answers = [
      await forget(known.email),
      await forget('nobody@saptmarkets.test'),
      await forget(blocked.email),
      await forget(known.email, other.code),
    ];
    for (const { status, body } of answers) {
      expect({ status, body }).toEqual({ status: 200, body: { data: { accepted: true }, meta: {} } });
    }
    await mailsSent();
    expect((await mailsTo(blocked.email)).map(({ kind }) => kind)).toEqual(['welcome']);
    const kinds = (await mailsTo(known.email)).map(({ kind }) => kind).sort();
    expect(kinds).toEqual(['password_reset', 'welcome']);
  });

  test('beyond a few an hour, nothing is sent any more', async () => {
    const { email } = await newCustomer(company);
    for (let count = 0; count < 8; count += 1) await forget(email).expect(200);
    await mailsSent();
    expect((await mailsTo(email)).filter(({ kind }) => kind === 'password_reset')).toHaveLength(5);
  });

  test.each(['\ud800', 'a\udfff@saptmarkets.test', '\u0000'])(
    '%j is refused as an address',
    async (email) => {
      const answer = await forget(email);
      expect([200, 400]).toContain(answer.status);
      expectInvalid(await post('/register', { name: email, email, password: PASSWORD }), 'name', 'email');
    },
  );

  test('a link of a verification does not set a password', async () => {
    const { email } = await newCustomer(company);
    const token = await mailedToken(email, 'welcome');
    expectRefusal(await post('/reset-password', { token, password: NEW }), 400, 'invalid_token');
    await login(email, PASSWORD).expect(200);
  });
});

describe('changing a password', () => {
  const change = (customer: Customer, body: object) =>
    api.put('/api/customer/password', body, customer.options);

  test('ends every other session and gives a new token', async () => {
    const customer = await newCustomer(company);
    const other = (await login(customer.email, PASSWORD)).body.data.token as string;
    const body = { currentPassword: PASSWORD, password: 'Another-Secret-2' };
    const response = await change(customer, body).expect(200);
    for (const token of [other, customer.options.token]) {
      expectRefusal(await api.get('/api/customer/profile', { token }), 401, 'unauthenticated');
    }
    await api.get('/api/customer/profile', { token: response.body.data.token as string }).expect(200);
    await login(customer.email, 'Another-Secret-2').expect(200);
  });

  test('needs the present one', async () => {
    const customer = await newCustomer(company);
    const before = await storedCustomer(customer.documentId);
    const wrong = { currentPassword: 'Wrong-Secret-1', password: 'Another-Secret-2' };
    expectRefusal(await change(customer, wrong), 401, 'invalid_credentials');
    expectInvalid(await change(customer, { password: 'Another-Secret-2' }), 'currentPassword');
    expectInvalid(await change(customer, { currentPassword: PASSWORD, password: 'weak' }), 'password');
    expect(await storedCustomer(customer.documentId)).toEqual(before);
    await api.get('/api/customer/profile', customer.options).expect(200);
  });
});
