import jwt from 'jsonwebtoken';
import request, { type Response, type Test } from 'supertest';
import { app } from '../support/application';
import { expectRefusal, newProduct, newShop, newStaff, type Shop } from '../support/catalogue';
import { type SecondApplication, startSecondApplication } from '../support/second-application';
import type { SignedIn } from '../support/staff';

const ORIGIN = 'http://localhost:3000';

let shop: Shop;
let limited: SecondApplication;
let merchandiser: SignedIn;

beforeAll(async () => {
  shop = await newShop();
  await newProduct(shop);
  merchandiser = await newStaff('merchandiser', [shop.company]);
  limited = await startSecondApplication({
    RATE_LIMIT: 'on',
    RATE_LIMIT_ANONYMOUS: '4',
    RATE_LIMIT_CATALOGUE: '6',
    RATE_LIMIT_SIGN_IN: '5',
    RATE_LIMIT_PRICING: '3',
    RATE_LIMIT_SIGNED_IN: '7',
    RATE_LIMIT_LOCATION: '9',
    RATE_LIMIT_STAFF: '8',
    RATE_LIMIT_GRAPHQL_FIELDS: '20',
    RATE_LIMIT_TRUSTED: '192.0.2.0/24, 2001:db8:ffff::/48',
    TRUSTED_PROXIES: 'loopback',
  });
}, 120_000);

afterAll(() => limited.close());

type Asked = { from: string; token?: string; headers?: Record<string, string>; body?: object };

const ask = (
  method: 'get' | 'post' | 'options' | 'head',
  path: string,
  { from, token, headers = {}, body }: Asked,
): Test => {
  const client = request(limited.url);
  const call = client[method](path).set({ 'X-Forwarded-For': from, company: shop.company.code, ...headers });
  if (token !== undefined) void call.set('Authorization', `Bearer ${token}`);
  return body ? call.send(body) : call;
};

let addresses = 0;

/** An address that nobody has asked from yet. */
const somewhere = (): string => `198.51.100.${(addresses += 1)}`;

const limitOf = ({ headers }: Response): unknown => ({
  limit: headers['ratelimit-limit'],
  remaining: headers['ratelimit-remaining'],
  policy: headers['ratelimit-policy'],
});

const bucket = (limit: number, remaining: number): unknown => ({
  limit: String(limit),
  remaining: String(remaining),
  policy: `${limit};w=900`,
});

describe('anonymous calls', () => {
  test('are counted by address and refused in the contract’s shape, readable by browsers', async () => {
    const from = somewhere();
    for (const remaining of [3, 2, 1, 0]) {
      const response = await ask('get', '/api/locations', { from });
      expect(limitOf(response)).toEqual(bucket(4, remaining));
      expectRefusal(response, 401, 'unauthenticated');
      expect(response.headers['retry-after']).toBeUndefined();
    }
    const refused = await ask('get', '/api/locations', { from, headers: { Origin: ORIGIN } });
    const { retryAfter } = expectRefusal(refused, 429, 'rate_limited');
    expect(refused.body.error.message).toBe('Too many requests from this IP');
    expect(limitOf(refused)).toEqual(bucket(4, 0));
    expect(Number(refused.headers['retry-after'])).toBe(retryAfter);
    expect(retryAfter).toBeGreaterThan(880);
    expect(retryAfter).toBeLessThanOrEqual(900);
    expect(Number(refused.headers['ratelimit-reset'])).toBe(retryAfter);
    expect(refused.headers['access-control-allow-origin']).toBe(ORIGIN);
    expect(refused.headers['access-control-expose-headers']).toContain('Retry-After');
    expect(refused.headers['x-request-id']).toMatch(/^[\w-]{36}$/);

    const arabic = await ask('get', '/api/locations?locale=ar', { from });
    expect(arabic.body.error.message).toBe('طلبات كثيرة جداً من هذا العنوان');
    expectRefusal(await ask('get', '/api/locations', { from: somewhere() }), 401, 'unauthenticated');
  });

  test('are counted whatever they ask for and however it is written', async () => {
    const from = somewhere();
    await ask('get', '/api/nothing-here', { from }).expect(404);
    await ask('post', '/API/Unit/', { from, body: {} }).expect(401);
    await ask('get', '/api/locations?__proto__[x]=1', { from }).expect(400);
    await ask('post', '/content-manager/collection-types', { from }).expect(405);
    expectRefusal(await ask('get', '/api/nothing-here', { from }), 429, 'rate_limited');
  });

  test('a household of IPv6 addresses is one client', async () => {
    for (const host of [1, 2, 3, 4]) {
      await ask('get', '/api/locations', { from: `2001:db8:1:2::${host}` }).expect(401);
    }
    await ask('get', '/api/locations', { from: '2001:db8:1:2:ffff::5' }).expect(429);
    await ask('get', '/api/locations', { from: '2001:db8:1:3::1' }).expect(401);
  });

  test('parallel ones get no more than others', async () => {
    const from = somewhere();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => ask('get', '/api/locations', { from })),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(4);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(16);
  });

  test('addresses of the storefront’s own servers are not counted', async () => {
    for (const from of ['192.0.2.9', '2001:db8:ffff::9']) {
      for (let count = 0; count < 9; count += 1) {
        const response = await ask('get', '/api/locations', { from }).expect(401);
        expect(response.headers['ratelimit-limit']).toBeUndefined();
      }
    }
  });
});

describe('reads of the catalogue', () => {
  test('have a bucket of their own, kept answers and unchanged ones counted', async () => {
    const from = somewhere();
    const first = await ask('get', '/api/products', { from }).expect(200);
    expect(limitOf(first)).toEqual(bucket(6, 5));
    const again = await ask('get', '/api/products', { from }).expect(200);
    expect(limitOf(again)).toEqual(bucket(6, 4));
    expect(again.text).toBe(first.text);
    const headers = { 'If-None-Match': first.headers['etag'] ?? '' };
    expect(limitOf(await ask('get', '/api/products', { from, headers }).expect(304))).toEqual(bucket(6, 3));
    expect(limitOf(await ask('head', '/api/category/tree', { from }))).toEqual(bucket(6, 2));
    expect(limitOf(await ask('get', '/API/products/', { from }).expect(200))).toEqual(bucket(6, 1));
    await ask('get', '/api/products/slug/milk', { from });
    expectRefusal(await ask('get', '/api/products', { from }), 429, 'rate_limited');
    await ask('get', '/api/locations', { from }).expect(401);
  });

  test('GraphQL is charged in the same bucket, by what it costs', async () => {
    const from = somewhere();
    const query = (text: string): Test => ask('post', '/graphql', { from, body: { query: text } });
    const small = await query('{ __typename }').expect(200);
    expect(limitOf(small)).toEqual(bucket(6, 5));
    const page = '{ products(pagination: { pageSize: 20 }) { documentId title } }';
    const large = await query(page).expect(200);
    expect(limitOf(large)).toEqual(bucket(6, 2));
    expect(large.body.data.products).toHaveLength(1);
    const refused = await query(page).expect(429);
    expect(refused.body.errors).toEqual([
      {
        message: 'Too many requests from this IP',
        extensions: { code: 'rate_limited', details: { retryAfter: expect.any(Number) } },
      },
    ]);
    expect(refused.headers['retry-after']).toBeDefined();
    const next = await query('{ __typename }').expect(429);
    expect(next.body.errors[0].extensions.code).toBe('rate_limited');
    await ask('get', '/api/products', { from }).expect(429);
  });
});

/** What a token says of whose it is. */
const claimsOf = (letter: string): object => ({
  _id: letter.repeat(24),
  name: 'Somebody',
  email: 'somebody@saptmarkets.test',
  sid: '00000000-0000-4000-8000-000000000000',
  stamp: 'x',
});

describe('other buckets', () => {
  test('signing in is counted apart, over all its routes', async () => {
    const from = somewhere();
    const body = { email: 'nobody@saptmarkets.test', password: 'x' };
    expect(limitOf(await ask('post', '/api/admin/login', { from, body }))).toEqual(bucket(5, 4));
    expect(limitOf(await ask('post', '/admin/login', { from, body }))).toEqual(bucket(5, 3));
    expect(limitOf(await ask('post', '/api/customer/login', { from, body }))).toEqual(bucket(5, 2));
    expect(limitOf(await ask('post', '/admin/forgot-password', { from, body }))).toEqual(bucket(5, 1));
    expect(limitOf(await ask('get', '/admin/registration-info', { from }))).toEqual(bucket(5, 0));
    const refused = await ask('post', '/admin/login', { from, body });
    expectRefusal(refused, 429, 'rate_limited');
    await ask('get', '/api/locations', { from }).expect(401);
  });

  test('so are quotes, carts and coupons', async () => {
    const from = somewhere();
    expect(limitOf(await ask('post', '/api/order/quote', { from, body: {} }))).toEqual(bucket(3, 2));
    expect(limitOf(await ask('post', '/api/cart/validate', { from, body: {} }))).toEqual(bucket(3, 1));
    expect(limitOf(await ask('get', '/api/coupon/SAVE10', { from }))).toEqual(bucket(3, 0));
    await ask('get', '/api/coupon/SAVE11', { from }).expect(429);
    await ask('get', '/api/delivery', { from }).expect(429);
    await ask('get', '/api/order/x/tracking', { from }).expect(429);
    await ask('post', '/api/coupon', { from, body: {} }).expect(401);
  });

  test('staff are counted by their account, from wherever they ask', async () => {
    const { token } = merchandiser;
    expect(limitOf(await ask('get', '/api/locations', { from: somewhere(), token }))).toEqual(bucket(8, 7));
    expect(limitOf(await ask('get', '/api/products', { from: somewhere(), token }))).toEqual(bucket(8, 6));
  });

  test('so is who works in the panel, by the panel’s token', async () => {
    const { email, password } = merchandiser;
    const signedIn = await ask('post', '/admin/login', { from: somewhere(), body: { email, password } });
    const token = signedIn.body.data.token as string;
    const first = await ask('get', '/admin/users/me', { from: somewhere(), token }).expect(200);
    expect(limitOf(first)).toEqual(bucket(8, 7));
    const second = await ask('get', '/content-manager/init', { from: somewhere(), token }).expect(200);
    expect(limitOf(second)).toEqual(bucket(8, 6));
  });

  test('customers and drivers too; a driver’s position has its own', async () => {
    const secret = app.strapi.config.get<string>('identity.accessSecret');
    const tokenOf = (role: string): string => jwt.sign({ ...claimsOf('a'), role }, secret, { expiresIn: 60 });
    const from = somewhere();
    const path = '/api/mobile-delivery/location';
    const asked = async (token: string, to: string): Promise<unknown> =>
      limitOf(await ask('post', to, { from, token, body: {} }));
    expect(await asked(tokenOf('customer'), '/api/order')).toEqual(bucket(7, 6));
    expect(await asked(tokenOf('customer'), path)).toEqual(bucket(7, 5));
    expect(await asked(tokenOf('delivery'), path)).toEqual(bucket(9, 8));
    expect(await asked(tokenOf('delivery'), '/api/mobile-delivery/duty')).toEqual(bucket(7, 6));
  });

  test('a forged or expired token opens none', async () => {
    const secret = app.strapi.config.get<string>('identity.accessSecret');
    const claims = { ...claimsOf('b'), role: 'customer' };
    const from = somewhere();
    const tokens = [
      jwt.sign(claims, 'another-secret'),
      jwt.sign(claims, secret, { expiresIn: -1 }),
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`,
      'x',
    ];
    for (const [index, token] of tokens.entries()) {
      const response = await ask('get', '/api/locations', { from, token });
      expect(limitOf(response)).toEqual(bucket(4, 3 - index));
    }
    await ask('get', '/api/locations', { from, token: jwt.sign(claims, 'yet-another') }).expect(429);
  });
});

test('what costs nothing, or must be answered, is not counted', async () => {
  const from = somewhere();
  const calls = [
    () => ask('get', '/_health', { from }),
    () => ask('get', '/api/health', { from }),
    () => ask('get', '/uploads/nothing.png', { from }),
    () => ask('get', '/admin', { from }),
    () => ask('get', '/admin/assets/app.js', { from }),
    () => ask('post', '/api/payments/webhook/stripe', { from, body: {} }),
    () =>
      ask('options', '/api/order', {
        from,
        headers: { Origin: ORIGIN, 'Access-Control-Request-Method': 'POST' },
      }),
  ];
  for (const call of calls) {
    for (let count = 0; count < 6; count += 1) {
      const response = await call();
      expect(response.status).not.toBe(429);
      expect(response.headers['ratelimit-limit']).toBeUndefined();
    }
  }
});
