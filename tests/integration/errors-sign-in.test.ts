import jwt from 'jsonwebtoken';
import { api, app, sql } from '../support/application';
import {
  countRows,
  expectInvalid,
  expectRefusal,
  newProduct,
  newShop,
  newStaff,
  readProduct,
  type Shop,
} from '../support/catalogue';
import { type SignedIn, signIn } from '../support/staff';

let shop: Shop;
let secret: string;

beforeAll(async () => {
  shop = await newShop();
  secret = app.strapi.config.get<string>('plugin::users-permissions.jwtSecret');
});

const login = (body: object) => api.post('/api/admin/login', body);

const whoAmI = (token: string) => api.get('/api/locations', { token, company: shop.company.code });

const merchandiser = (): Promise<SignedIn & { id: number }> => newStaff('merchandiser', [shop.company]);

const change = (id: number, data: object): Promise<unknown> =>
  (
    app.strapi.service('admin::user') as unknown as {
      updateById: (id: number, data: object) => Promise<unknown>;
    }
  ).updateById(id, data);

describe('signing in', () => {
  test('answers a token that says who it is, for seven days', async () => {
    const { email, password, id } = await merchandiser();
    const response = await login({ email: ` ${email.toUpperCase()} `, password }).expect(200);
    expect(response.headers['cache-control']).toBe('private, no-store');
    const { rows } = await sql.query<{ document_id: string }>(
      'select document_id from admin_users where id = $1',
      [id],
    );
    const claims = jwt.verify(response.body.data.token as string, secret) as jwt.JwtPayload;
    expect(claims).toMatchObject({ _id: rows[0]!.document_id, name: 'Sami Haddad', email, role: 'admin' });
    expect(claims.exp! - claims.iat!).toBe(7 * 24 * 3600);
    expect(JSON.stringify(claims)).not.toContain('$2');
    await whoAmI(response.body.data.token as string).expect(200);
  });

  test('says the same of a wrong password and of an unknown address', async () => {
    const { email } = await merchandiser();
    const wrong = await login({ email, password: 'Wrong-Secret-1' });
    const unknown = await login({ email: 'nobody@saptmarkets.test', password: 'Wrong-Secret-1' });
    expectRefusal(wrong, 401, 'invalid_credentials');
    expect(unknown.body).toEqual(wrong.body);
    expect(unknown.status).toBe(401);
  });

  test('a deactivated account looks like a wrong password', async () => {
    const { id, email, password } = await merchandiser();
    await change(id, { isActive: false });
    const answer = await login({ email, password });
    const unknown = await login({ email: 'nobody@saptmarkets.test', password });
    expect({ status: answer.status, body: answer.body }).toEqual({ status: 401, body: unknown.body });
  });

  test.each<[string, object, string]>([
    ['no address', { password: 'x' }, 'email'],
    ['no password', { email: 'a@b.co' }, 'password'],
    ['an empty password', { email: 'a@b.co', password: '' }, 'password'],
    ['an address that is a query', { email: { $ne: null }, password: 'x' }, 'email'],
    ['a very long password', { email: 'a@b.co', password: 'x'.repeat(1_025) }, 'password'],
    ['an unknown field', { email: 'a@b.co', password: 'x', role: 'super_admin' }, 'role'],
  ])('%s is refused', async (_what, body, path) => {
    expectInvalid(await login(body), path);
  });
});

describe('tokens', () => {
  const claims = async (): Promise<{ token: string; payload: Record<string, unknown> }> => {
    const { token } = await merchandiser();
    const { iat: _iat, exp: _exp, ...payload } = jwt.decode(token) as jwt.JwtPayload;
    return { token, payload };
  };

  test('a forged, expired, unsigned or foreign one is refused, on open routes too', async () => {
    const { token, payload } = await claims();
    const [head, , signature] = token.split('.');
    const lifted = Buffer.from(JSON.stringify({ ...payload, role: 'super_admin' })).toString('base64url');
    const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const future = Math.floor(Date.now() / 1000) + 3600;
    const bad: Record<string, string> = {
      garbage: 'garbage',
      'three words': 'a.b.c',
      'other claims, old signature': `${head}.${lifted}.${signature}`,
      'another secret': jwt.sign(payload, 'another-secret', { expiresIn: '1h' }),
      expired: jwt.sign(payload, secret, { expiresIn: -1 }),
      'alg none': `${encode({ alg: 'none', typ: 'JWT' })}.${encode({ ...payload, exp: future })}.`,
      'another algorithm': jwt.sign(payload, secret, { expiresIn: '1h', algorithm: 'HS512' }),
      'no role': jwt.sign({ ...payload, role: undefined }, secret, { expiresIn: '1h' }),
      'somebody unknown': jwt.sign({ ...payload, _id: 'a'.repeat(24) }, secret, { expiresIn: '1h' }),
      'another stamp': jwt.sign({ ...payload, stamp: 'x' }, secret, { expiresIn: '1h' }),
    };
    const before = await countRows('units', shop);
    for (const [what, value] of Object.entries(bad)) {
      for (const path of ['/api/locations', '/api/products']) {
        const response = await api.get(path, { token: value, company: shop.company.code });
        expect({ what, path, status: response.status }).toEqual({ what, path, status: 401 });
        expectRefusal(response, 401, 'unauthenticated');
      }
      const body = { name: 'X', symbol: 'x', type: 'piece' };
      const write = await api.post('/api/unit', body, { token: value, company: shop.company.code });
      expectRefusal(write, 401, 'unauthenticated');
    }
    expect(await countRows('units', shop)).toBe(before);
    await whoAmI(token).expect(200);
  });

  test('a claimed role gives nothing', async () => {
    const { payload } = await claims();
    const token = jwt.sign({ ...payload, role: 'super_admin' }, secret, { expiresIn: '1h' });
    expectRefusal(await api.get('/api/companies', { token }), 403, 'forbidden');
  });

  test.each(['Basic YTpi', 'Bearer', 'Bearer ', 'Token abc'])('"%s" is no bearer token', async (header) => {
    const response = await api.get('/api/products', { ...shop.visitor, headers: { Authorization: header } });
    expectRefusal(response, 401, 'unauthenticated');
  });

  test('one dies with its user’s account, for good', async () => {
    const { id, token, email, password } = await merchandiser();
    await whoAmI(token).expect(200);
    await change(id, { isActive: false });
    expectRefusal(await whoAmI(token), 401, 'unauthenticated');
    await change(id, { isActive: true });
    expectRefusal(await whoAmI(token), 401, 'unauthenticated');
    await whoAmI(await signIn(email, password)).expect(200);
  });

  test('one dies with signing out, here or everywhere', async () => {
    const { email, password, token } = await merchandiser();
    const [one, two] = [await signIn(email, password), await signIn(email, password)];
    await api.post('/api/admin/logout', {}, { token: one }).expect(204);
    expectRefusal(await whoAmI(one), 401, 'unauthenticated');
    await whoAmI(two).expect(200);
    await api.post('/api/admin/logout', { everywhere: true }, { token: two }).expect(204);
    for (const old of [two, token]) expectRefusal(await whoAmI(old), 401, 'unauthenticated');
  });

  test('one dies with the password it was given for', async () => {
    const { id, email, token } = await merchandiser();
    await change(id, { password: 'Other-Secret-2' });
    expectRefusal(await whoAmI(token), 401, 'unauthenticated');
    await whoAmI(await signIn(email, 'Other-Secret-2')).expect(200);
  });

  test('one dies with its user', async () => {
    const { id, token } = await merchandiser();
    await (
      app.strapi.service('admin::user') as unknown as { deleteById: (id: number) => Promise<unknown> }
    ).deleteById(id);
    expectRefusal(await whoAmI(token), 401, 'unauthenticated');
  });

  test('what a role gave goes with the role', async () => {
    const { id, token } = await merchandiser();
    await sql.query('delete from admin_users_roles_lnk where user_id = $1', [id]);
    expectRefusal(await whoAmI(token), 403, 'forbidden');
  });

  test('what a role allows for own entries only, it does not allow over REST', async () => {
    const product = await newProduct(shop);
    const { token } = await newStaff('strapi-author', [shop.company]);
    const options = { token, company: shop.company.code };
    const path = `/api/products/${product.documentId}`;
    expectRefusal(await api.put(path, { featured: true }, options), 403, 'forbidden');
    expectRefusal(await api.delete(path, options), 403, 'forbidden');
    expect((await readProduct(shop, product.documentId))['featured']).toBe(false);
  });
});
