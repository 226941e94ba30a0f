import jwt from 'jsonwebtoken';
import { api, app, sql } from '../support/application';
import { expectRefusal } from '../support/catalogue';
import { type Company, newCompany } from '../support/companies';
import { newCustomer, PASSWORD } from '../support/customers';

let company: Company;

beforeAll(async () => {
  company = await newCompany();
});

const login = (body: object) => api.post('/api/customer/login', body, { company: company.code });

describe('refresh tokens', () => {
  const begin = async () => {
    const { email } = await newCustomer(company);
    const { body } = await login({ email, password: PASSWORD, refresh: true }).expect(200);
    return body.data as { token: string; refreshToken: string; expiresIn: number };
  };
  const refresh = (refreshToken: string) =>
    api.post('/api/customer/refresh', { refreshToken }, { company: company.code });
  const profile = (token: string) => api.get('/api/customer/profile', { token });

  test('renew a short-lived token, and change each time', async () => {
    const first = await begin();
    expect(first.expiresIn).toBe(15 * 60);
    const claims = jwt.decode(first.token) as jwt.JwtPayload;
    expect(claims.exp! - claims.iat!).toBe(15 * 60);
    const second = (await refresh(first.refreshToken).expect(200)).body.data;
    expect(second.refreshToken).not.toBe(first.refreshToken);
    const third = (await refresh(second.refreshToken as string).expect(200)).body.data;
    await profile(third.token as string).expect(200);
  });

  test('an old one ends the session, with all its tokens', async () => {
    const first = await begin();
    const second = (await refresh(first.refreshToken).expect(200)).body.data;
    const third = (await refresh(second.refreshToken as string).expect(200)).body.data;
    expectRefusal(await refresh(first.refreshToken), 400, 'invalid_token');
    expectRefusal(await refresh(third.refreshToken as string), 400, 'invalid_token');
    expectRefusal(await profile(third.token as string), 401, 'unauthenticated');
  });

  test('a repeat within seconds, whose answer was lost, is answered alike', async () => {
    const first = await begin();
    const answers = await Promise.all(Array.from({ length: 5 }, () => refresh(first.refreshToken)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const last = answers[4]!.body.data.refreshToken as string;
    const generations = answers.map(
      ({ body }) => (jwt.decode(body.data.refreshToken as string) as { generation: number }).generation,
    );
    expect(generations).toEqual([1, 1, 1, 1, 1]);
    await refresh(last).expect(200);
  });

  test('after those seconds it is reuse', async () => {
    const first = await begin();
    const second = (await refresh(first.refreshToken).expect(200)).body.data;
    const { sid } = jwt.decode(first.token) as { sid: string };
    await sql.query(
      `update account_sessions set refreshed_at = now() - interval '11 seconds' where id = $1`,
      [sid],
    );
    expectRefusal(await refresh(first.refreshToken), 400, 'invalid_token');
    expectRefusal(await refresh(second.refreshToken as string), 400, 'invalid_token');
  });

  test('forged, expired and foreign ones are refused', async () => {
    const { token, refreshToken } = await begin();
    const { iat: _iat, exp: _exp, ...claims } = jwt.decode(refreshToken) as jwt.JwtPayload;
    const secret = app.strapi.config.get<string>('identity.linkSecret');
    for (const bad of [
      'x',
      token,
      jwt.sign(claims, 'another-secret', { expiresIn: '1h' }),
      jwt.sign(claims, secret, { expiresIn: -1 }),
      jwt.sign({ ...claims, kind: 'staff' }, secret, { expiresIn: '1h' }),
      jwt.sign({ ...claims, purpose: 'email_verification' }, secret, { expiresIn: '1h' }),
    ]) {
      expectRefusal(await refresh(bad), 400, 'invalid_token');
    }
    await refresh(refreshToken).expect(200);
  });

  test('one dies with the password it was given for, whoever changed that', async () => {
    const { token, refreshToken } = await begin();
    const { _id, sid } = jwt.decode(token) as { _id: string; sid: string };
    await sql.query('update up_users set password = $1 where document_id = $2', ['$2b$10$other', _id]);
    expectRefusal(await refresh(refreshToken), 400, 'invalid_token');
    const { rows } = await sql.query('select 1 from account_sessions where id = $1', [sid]);
    expect(rows).toHaveLength(1);
  });

  test('a new password gives a session of the same kind', async () => {
    const { token } = await begin();
    const body = { currentPassword: PASSWORD, password: 'Another-Secret-2' };
    const answer = await api.put('/api/customer/password', body, { token }).expect(200);
    expect(answer.body.data).toEqual({
      token: expect.any(String),
      refreshToken: expect.any(String),
      expiresIn: 900,
    });
    await refresh(answer.body.data.refreshToken as string).expect(200);
  });

  test('a blocked account is not renewed', async () => {
    const { token, refreshToken } = await begin();
    const { _id } = jwt.decode(token) as { _id: string };
    await sql.query('update up_users set blocked = true where document_id = $1', [_id]);
    expectRefusal(await refresh(refreshToken), 400, 'invalid_token');
  });
});
