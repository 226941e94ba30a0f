import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Access, Who } from '../../src/identity/access';
import { api, app, type RequestOptions, sql } from '../support/application';
import { newShop, newStaff, type Shop, UNKNOWN_ID } from '../support/catalogue';
import { newCustomer } from '../support/customers';
import { newDriver } from '../support/drivers';
import { everyPermission, newPanelRole } from '../support/panel-roles';

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
const BUILT = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];

/** Reads that ask for something to look for. */
const needsQuery = ['/products/search', '/products/suggest', '/stock/thresholds'];

const nameOf = ({ method, path: route }: { method: string; path: string }): string => `${method} ${route}`;

interface Served {
  method: string;
  path: string;
  config?: { auth?: false | Partial<Access>; policies?: { name: string; config: Access }[] };
}

/** Every route of the content API that this project's own code serves, without the prefix. */
const servedRoutes = (): Served[] =>
  Object.values(app.strapi.apis).flatMap((one) =>
    Object.values((one as { routes: Record<string, { routes: Served[] }> }).routes).flatMap(
      ({ routes }) => routes,
    ),
  );

const expected = table.filter((row) => BUILT.includes(row.issue));

/** The words of the table as the routes say them. */
const accessOf = (who: string): Who => {
  // Whoever signs the body needs no token.
  if (who.startsWith('public') || who === 'signed') return 'public';
  if (who === 'super_admin') return 'super_admin';
  if (who === 'super_admin|self' || who === 'admin') return 'staff';
  if (who === 'customer(own)|admin' || who === 'customer|admin') return 'customer_or_staff';
  if (who === 'customer (guest by setting)') return 'buyer';
  if (who === 'customer(own)|guest(token)|admin') return 'order_holder';
  if (who === 'customer(own)|driver(assigned)|admin') return 'participant';
  if (who === 'customer' || who === 'customer(own)') return 'customer';
  if (who === 'driver' || who === 'driver(assigned)') return 'driver';
  throw new Error(`the table names callers that no guard knows: ${who}`);
};

const served = new Map(servedRoutes().map((route) => [nameOf(route), route]));

const authOf = (name: string): Partial<Access> => {
  const auth = served.get(name)?.config?.auth;
  if (!auth) throw new Error(`${name} is not served with the shop's authentication`);
  return auth;
};

describe('the table of endpoints', () => {
  test('names each endpoint once', () => {
    const names = table.map(nameOf);
    expect(names).toEqual([...new Set(names)]);
    expect(expected.length).toBeGreaterThan(90);
  });

  test('is served in full, with the access it says', () => {
    const access = expected.map((row) => [nameOf(row), accessOf(row.who)]);
    expect(expected.map((row) => [nameOf(row), authOf(nameOf(row)).who])).toEqual(access);
  });

  test('names everything that is served', () => {
    const known = new Set(table.map(nameOf));
    expect([...served.keys()].filter((name) => !known.has(name))).toEqual([]);
  });

  test('every route has one guard, which knows what the route says', () => {
    for (const [name, { config }] of served) {
      expect({ name, guards: config?.policies?.map((policy) => policy.config) }).toEqual({
        name,
        guards: [config?.auth],
      });
    }
  });
});

/** Everybody who could ask, see "Auth" in the contract. */
const CALLERS = [
  'nobody',
  'customer',
  'another customer',
  'customer of another company',
  'driver',
  'admin without the permission',
  'admin',
  'super admin',
  "other company's admin",
  'forged token',
] as const;

type CallerName = (typeof CALLERS)[number];

type Outcome = 'passes' | 401 | 403 | 404;

/** What a caller is to be told: whether they are let through, else with which status they are refused. */
const outcomeFor = (caller: CallerName, access: Partial<Access>, row: Endpoint): Outcome => {
  if (caller === 'forged token') return 401;
  const isForeign = caller === 'customer of another company' || caller === "other company's admin";
  const company = isForeign && access.company !== false ? 403 : 'passes';
  const isCustomer = caller.includes('customer');
  const isStaff = caller.includes('admin');
  switch (access.who) {
    case 'public':
      return company;
    case 'buyer':
      if (caller === 'nobody') return 401;
      return isCustomer ? company : 403;
    case 'customer':
      if (caller === 'nobody') return 401;
      if (!isCustomer) return 403;
      return company === 'passes' && row.path.includes(':') ? 404 : company;
    case 'driver':
      if (caller === 'nobody') return 401;
      if (caller !== 'driver') return 403;
      return row.path.includes(':') ? 404 : 'passes';
    case 'participant':
      if (caller === 'nobody') return 401;
      if (caller === 'admin without the permission') return 403;
      return company === 'passes' && !isStaff ? 404 : company;
    case 'customer_or_staff':
    case 'order_holder':
      if (caller === 'nobody') return 401;
      if (caller === 'driver' || caller === 'admin without the permission') return 403;
      // Nobody but its owner and staff learns whether something is there.
      return company === 'passes' && isCustomer && row.path.includes(':') ? 404 : company;
    case 'staff':
      if (caller === 'nobody') return 401;
      if (!isStaff) return 403;
      if (row.who === 'super_admin|self') return caller === 'super admin' ? 'passes' : 403;
      if (caller === 'admin without the permission' && access.permission) return 403;
      return company;
    case 'super_admin':
      if (caller === 'nobody') return 401;
      return caller === 'super admin' ? 'passes' : 403;
    default:
      throw new Error(`no outcome for ${access.who}`);
  }
};

describe('who may call them', () => {
  let callers: Record<CallerName, RequestOptions>;

  beforeAll(async () => {
    const shop: Shop = await newShop();
    const other: Shop = await newShop();
    const { code } = shop.company;
    const all = await newPanelRole(await everyPermission());
    const none = await newPanelRole([]);
    const staffOf = async (role: string, { company }: Shop): Promise<RequestOptions> => ({
      token: (await newStaff(role, [company])).token,
      company: code,
    });
    callers = {
      nobody: shop.visitor,
      customer: (await newCustomer(shop.company)).options,
      'another customer': (await newCustomer(shop.company)).options,
      'customer of another company': { ...(await newCustomer(other.company)).options, company: code },
      driver: await newDriver(shop.company),
      'admin without the permission': await staffOf(none, shop),
      admin: await staffOf(all, shop),
      'super admin': shop.staff,
      "other company's admin": await staffOf(all, other),
      'forged token': { ...shop.visitor, token: 'forged' },
    };
  });

  const call = ({ method, path: route }: Endpoint, options: RequestOptions) => {
    const named = route.replace(':slug', 'nothing').replace(':kind', 'photo');
    const url = `/api${named.replace(/:\w*[iI]d\b/g, UNKNOWN_ID)}`;
    if (method === 'GET') return api.get(url, options);
    if (method === 'DELETE') return api.delete(url, options);
    return method === 'POST' ? api.post(url, {}, options) : api.put(url, {}, options);
  };

  const outcomeOf = (status: number, wanted: Outcome): 'passes' | number => {
    if (wanted === 'passes') return [401, 403].includes(status) || status >= 500 ? status : 'passes';
    // Who is let through to what does not exist may be told first what is wrong with the body.
    return wanted === 404 && [400, 415].includes(status) ? 404 : status;
  };

  // Signing out ends the session of whoever calls; it has tests of its own.
  const walked = expected.filter((row) => !row.path.endsWith('/logout'));

  test.each(walked.map((row) => [nameOf(row), row] as const))('%s', async (name, row) => {
    const access = authOf(name);
    const told: Record<string, unknown> = {};
    const wanted: Record<string, unknown> = {};
    for (const caller of CALLERS) {
      wanted[caller] = outcomeFor(caller, access, row);
      const { status } = await call(row, callers[caller]);
      told[caller] = outcomeOf(status, wanted[caller] as Outcome);
    }
    expect(told).toEqual(wanted);
  });

  test.each(
    walked
      .filter(
        ({ method, path: route }) => method === 'GET' && !route.includes(':') && !needsQuery.includes(route),
      )
      .map((row) => [nameOf(row), row] as const),
  )('%s answers whoever it is for', async (name, row) => {
    const { who } = authOf(name);
    const caller = who === 'customer' || who === 'driver' ? who : 'super admin';
    const { status } = await call(row, callers[caller]);
    expect(status).toBe(Number(row.success));
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
  const { rows } = await sql.query(`select 1 from up_users where email = 'x@saptmarkets.test'`);
  expect(rows).toEqual([]);
});
