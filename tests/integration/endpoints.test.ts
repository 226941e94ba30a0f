import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { api, app, type RequestOptions, sql } from '../support/application';
import { newShop, newStaff, type Shop, UNKNOWN_ID } from '../support/catalogue';

interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  who: string;
  success: string;
  issue: string;
}

const FILE = path.resolve(__dirname, '../../docs/endpoints.csv');

const table: Endpoint[] = parse(fs.readFileSync(FILE, 'utf8'), { columns: true });

/** Issues whose endpoints are built. */
const BUILT = ['A', 'B'];

/** Reads that ask for something to look for. */
const needsQuery = ['/products/search', '/products/suggest'];

const nameOf = ({ method, path: route }: { method: string; path: string }): string => `${method} ${route}`;

interface Served {
  method: string;
  path: string;
  config?: { auth?: false | { who?: string } };
}

/** Every route of the content API that this project's own code serves, without the prefix. */
const servedRoutes = (): Served[] =>
  Object.values(app.strapi.apis).flatMap((one) =>
    Object.values((one as { routes: Record<string, { routes: Served[] }> }).routes).flatMap(
      ({ routes }) => routes,
    ),
  );

const expected = table.filter((row) => BUILT.includes(row.issue));

const accessOf = (who: string): string => {
  if (who.startsWith('public')) return 'public';
  return who === 'super_admin' ? 'super_admin' : 'staff';
};

describe('the table of endpoints', () => {
  test('names each endpoint once', () => {
    const names = table.map(nameOf);
    expect(names).toEqual([...new Set(names)]);
    expect(expected.length).toBeGreaterThan(50);
  });

  test('is served in full, with the access it says', () => {
    const served = new Map(
      servedRoutes().map((route) => [
        nameOf(route),
        route.config?.auth ? route.config.auth.who : route.config?.auth,
      ]),
    );
    const access = expected.map((row) => [nameOf(row), accessOf(row.who)]);
    expect(expected.map((row) => [nameOf(row), served.get(nameOf(row))])).toEqual(access);
  });

  test('names everything that is served', () => {
    const known = new Set(table.map(nameOf));
    expect(
      servedRoutes()
        .map(nameOf)
        .filter((name) => !known.has(name)),
    ).toEqual([]);
  });
});

describe('who may call them', () => {
  let shop: Shop;
  let stranger: RequestOptions;

  beforeAll(async () => {
    shop = await newShop();
    const { token } = await newStaff('merchandiser', []);
    stranger = { token, company: shop.company.code };
  });

  const call = ({ method, path: route }: Endpoint, options: RequestOptions) => {
    const url = `/api${route.replace(/:\w*[iI]d\b/g, UNKNOWN_ID).replace(':slug', 'nothing')}`;
    if (method === 'GET') return api.get(url, options);
    if (method === 'DELETE') return api.delete(url, options);
    return method === 'POST' ? api.post(url, {}, options) : api.put(url, {}, options);
  };

  test.each(expected.map((row) => [nameOf(row), row] as const))('%s', async (name, row) => {
    const anonymous = await call(row, shop.visitor);
    const open = accessOf(row.who) === 'public';
    expect({ name, refused: anonymous.status === 401 }).toEqual({ name, refused: !open });
    expect(anonymous.status).toBeLessThan(500);

    const foreign = await call(row, stranger);
    if (name !== 'POST /admin/login') expect({ name, status: foreign.status }).toEqual({ name, status: 403 });

    const forged = await call(row, { ...shop.visitor, token: 'forged' });
    expect({ name, status: forged.status }).toEqual({ name, status: 401 });

    const staff = await call(row, shop.staff);
    expect([401, 403]).not.toContain(staff.status);
    expect(staff.status).toBeLessThan(500);
    if (row.method === 'GET' && !row.path.includes(':') && !needsQuery.includes(row.path)) {
      expect({ name, status: staff.status }).toEqual({ name, status: Number(row.success) });
    }
  });
});

test('nothing of Strapi’s own API is open beside it', async () => {
  const paths = [
    '/api/users',
    '/api/users/me',
    '/api/auth/local',
    '/api/upload/files',
    '/api/i18n/locales',
    '/api/roles',
  ];
  for (const url of paths) {
    const response = await api.get(url);
    expect({ url, refused: [401, 403, 404, 405].includes(response.status) }).toEqual({ url, refused: true });
  }
  const registered = await api.post('/api/auth/local/register', {
    username: 'stranger',
    email: 'x@saptmarkets.test',
    password: 'Some-Secret-1',
  });
  expect([401, 403, 404, 405]).toContain(registered.status);
  const { rows } = await sql.query('select 1 from up_users');
  expect(rows).toEqual([]);
});
