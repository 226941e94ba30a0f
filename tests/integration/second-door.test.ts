import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import jwt from 'jsonwebtoken';
import request from 'supertest';
import { api, app, sql } from '../support/application';
import { newShop, newStaff, type Shop } from '../support/catalogue';
import { ask } from '../support/graphql';

interface Served {
  method: string;
  path: string;
}

/** Who uses a route that asks for no token, and why it may. */
const OPEN: Record<string, string> = {
  'GET /': 'the public folder',
  'GET /((?!uploads/).+)': 'the public folder',
  'GET /uploads/(.*)': 'pictures',
  'GET /_health': 'whoever looks after the server',
  'GET /graphql': 'the storefront; it only reads',
  'GET /admin/:path*': 'pages of the panel',
  'GET /content-manager/preview/script': 'a script of the panel, the same for everybody',
  'GET /admin/init': 'the panel before somebody has signed in: whether there is an administrator',
  'GET /admin/project-type': 'the panel before somebody has signed in',
  'POST /admin/login': 'signing in, guarded',
  'POST /admin/access-token': 'the panel’s session, by its cookie',
  'POST /admin/register-admin': 'the first administrator; refused as soon as there is one',
  'GET /admin/registration-info': 'an invitation, by its token',
  'POST /admin/register': 'an invitation, by its token',
  'POST /admin/forgot-password': 'a mail, in the same words for everybody',
  'POST /admin/reset-password': 'a reset, by its token',
};

/** One method of each route, and where a path may be asked in any way, reading. */
const served = (): Served[] =>
  app.strapi.server
    .listRoutes()
    .filter(({ methods }) => methods.length > 0)
    .map(({ methods, path: route }) => ({
      method: methods.includes('GET') ? 'GET' : (methods.find((name: string) => name !== 'HEAD') ?? ''),
      path: String(route),
    }));

const nameOf = ({ method, path: route }: Served): string => `${method} ${route}`;

const table: Served[] = parse(fs.readFileSync(path.resolve(__dirname, '../../docs/endpoints.csv'), 'utf8'), {
  columns: true,
});

const isApi = ({ path: route }: Served): boolean => route === '/api' || route.startsWith('/api/');

let shop: Shop;
let tokens: Record<string, string | undefined>;

beforeAll(async () => {
  shop = await newShop();
  const secret = app.strapi.config.get<string>('identity.accessSecret');
  const tokenOf = (role: string): string =>
    jwt.sign({ _id: 'a'.repeat(24), name: 'x', email: 'x@saptmarkets.test', role }, secret, {
      expiresIn: 60,
    });
  tokens = {
    nobody: undefined,
    'a forged token': 'a.b.c',
    'a customer': tokenOf('customer'),
    'a driver': tokenOf('delivery'),
    'staff, by the API’s token': (await newStaff('merchandiser', [shop.company])).token,
    'a super admin, by the API’s token': shop.staff.token,
  };
});

test('under the API’s prefix nothing is served but the table of endpoints', () => {
  const known = new Set(table.map((row) => `${row.method} /api${row.path}`));
  const own = served().filter(isApi);
  expect(own.length).toBeGreaterThan(60);
  expect(own.map(nameOf).filter((name) => !known.has(name))).toEqual([]);
});

test('elsewhere everything asks for the panel’s token, but for what is named here', async () => {
  const others = served().filter((route) => !isApi(route));
  expect(others.length).toBeGreaterThan(150);
  const names = others.map(nameOf);
  expect(Object.keys(OPEN).filter((name) => !names.includes(name))).toEqual([]);

  const opened: unknown[] = [];
  for (const route of others) {
    const name = nameOf(route);
    if (OPEN[name] !== undefined) continue;
    const url = route.path.replace(/:[A-Za-z]+/g, '1');
    for (const [who, token] of Object.entries(tokens)) {
      const call = request(app.url)[route.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](url);
      if (token) void call.set('Authorization', `Bearer ${token}`);
      const { status } = await (route.method === 'GET' ? call : call.send({}));
      if (status !== 401 && status !== 403) opened.push({ name, who, status });
    }
  }
  expect(opened).toEqual([]);
}, 120_000);

test('a second first administrator is refused', async () => {
  const count = async (): Promise<unknown> =>
    (await sql.query('select count(*)::int as n from admin_users')).rows;
  const before = await count();
  const stranger = { email: 'x@saptmarkets.test', password: 'Some-Secret-1', firstname: 'X', lastname: 'Y' };
  const response = await api.post('/admin/register-admin', stranger);
  expect({ status: response.status, message: response.body.error.message }).toEqual({
    status: 400,
    message: 'You cannot register a new super admin',
  });
  expect(await count()).toEqual(before);
});

test('GraphQL has no mutations and no subscriptions', async () => {
  const schema = await ask<{ __schema: unknown }>(
    '{ __schema { mutationType { name } subscriptionType { name } } }',
  );
  expect(schema).toEqual({ __schema: { mutationType: null, subscriptionType: null } });
});
