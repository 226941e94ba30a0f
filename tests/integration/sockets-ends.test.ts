import { readToken, signToken } from '../../src/identity/token';
import { identitySettings } from '../../src/identity/settings';
import { api, app, sql } from '../support/application';
import { newShop, newStaff, panelUser, type Shop } from '../support/catalogue';
import { type Customer, newCustomer, PASSWORD } from '../support/customers';
import { hireDriver } from '../support/drivers';
import { ask, ending } from '../support/socket-calls';
import { type Listener, listening } from '../support/sockets';

let shop: Shop;
let layla: Customer;

beforeAll(async () => {
  shop = await newShop();
  layla = await newCustomer(shop.company);
});

const ended = { code: 'unauthenticated', reason: 'io server disconnect' };

const isThere = async (listener: Listener): Promise<boolean> =>
  (await ask(listener, 'order:leave', { orderId: layla.documentId })).ok;

/** A customer, their socket, and one of a second session of theirs. */
const twice = async () => {
  const customer = await newCustomer(shop.company);
  const { email } = customer;
  const login = await api
    .post('/api/customer/login', { email, password: PASSWORD }, { company: shop.company.code })
    .expect(200);
  const second = await listening({ token: login.body.data.token as string });
  return { customer, first: await listening({ token: customer.options.token }), second };
};

/** The same token, but for so many seconds only. */
const shorter = (token: string, seconds: number): string => {
  const { accessSecret } = identitySettings(app.strapi);
  const { _id, name, email, role, company, sid, stamp } = readToken(token, accessSecret)!;
  return signToken(
    { _id, name, email, role, ...(company && { company }), sid, stamp },
    seconds,
    accessSecret,
  );
};

test('signing out ends the sockets of that session only', async () => {
  const { customer, first, second } = await twice();
  const end = ending(first);
  await api.post('/api/customer/logout', {}, customer.options).expect(204);
  expect(await end).toEqual(ended);
  expect(await isThere(second)).toBe(true);
});

test.each([
  ['a blocked account', `update up_users set blocked = true where document_id = $1`],
  ['another password', `update up_users set password = 'x' where document_id = $1`],
  ['sessions that were taken away', `delete from account_sessions where account_id = $1`],
])('%s ends all sockets of the account', async (_name, statement) => {
  const { customer, first, second } = await twice();
  const ends = [ending(first), ending(second)];
  await sql.query(statement, [customer.documentId]);
  expect(await Promise.all(ends)).toEqual([ended, ended]);
});

test('a driver who is let go hears nothing more', async () => {
  const driver = await hireDriver(shop);
  const end = ending(await listening({ token: driver.options.token }));
  await api.put(`/api/delivery-personnel/${driver.documentId}`, { isActive: false }, shop.staff).expect(200);
  expect(await end).toEqual(ended);
});

test('staff who are deactivated, or no longer work for the company, are closed', async () => {
  const [one, other] = [
    await newStaff('strapi-editor', [shop.company]),
    await newStaff('strapi-editor', [shop.company]),
  ];
  const { token: panelToken } = await panelUser(one);
  const { code: company } = shop.company;
  const open = await Promise.all(
    [one.token, panelToken, other.token].map((token) => listening({ token, company })),
  );
  const ends = open.map(ending);
  await sql.query('update admin_users set is_active = false where id = $1', [one.id]);
  await sql.query(
    `delete from staff_profiles_companies_lnk where staff_profile_id in (
       select staff_profile_id from staff_profiles_user_lnk where user_id = $1)`,
    [other.id],
  );
  expect(await Promise.all(ends)).toEqual([ended, ended, { ...ended, code: 'forbidden' }]);
});

test('signing out of the panel ends what the panel opened', async () => {
  const member = await newStaff('strapi-editor', [shop.company]);
  const { token } = await panelUser(member);
  const { code: company } = shop.company;
  const [panel, own] = [
    await listening({ token, company }),
    await listening({ token: member.token, company }),
  ];
  const end = ending(panel);
  await api.post('/admin/logout', {}, { token }).expect(200);
  expect(await end).toEqual(ended);
  expect(await isThere(own)).toBe(true);
});

test('a token ends at its time, unless a newer one was shown', async () => {
  const { token } = layla.options;
  const [brief, renewed] = await Promise.all([
    listening({ token: shorter(token, 3) }),
    listening({ token: shorter(token, 3) }),
  ]);
  const end = ending(brief);
  const answer = await ask(renewed, 'auth:renew', { token });
  const { exp } = readToken(token, identitySettings(app.strapi).accessSecret)!;
  expect(answer).toEqual({ ok: true, expiresAt: new Date(exp * 1_000).toISOString() });
  expect(await end).toEqual({ code: 'token_expired', reason: 'io server disconnect' });
  expect(await isThere(renewed)).toBe(true);
});

test('nobody goes on by the token of somebody else, or by none', async () => {
  const omar = await newCustomer(shop.company);
  const socket = await listening({ token: layla.options.token });
  const renew = (token: unknown) => ask(socket, 'auth:renew', { token });
  expect(await renew(omar.options.token)).toEqual({ ok: false, error: { code: 'forbidden' } });
  expect(await renew(shop.staff.token)).toEqual({ ok: false, error: { code: 'forbidden' } });
  expect(await renew('x')).toEqual({ ok: false, error: { code: 'unauthenticated' } });
  expect(await renew(null)).toMatchObject({ ok: false, error: { code: 'validation_failed' } });
  expect(await isThere(socket)).toBe(true);
});

test('the token of the panel is renewed by the panel’s next', async () => {
  const member = await newStaff('strapi-editor', [shop.company]);
  const [{ token }, { token: next }] = [await panelUser(member), await panelUser(member)];
  const socket = await listening({ token, company: shop.company.code });
  expect(await ask(socket, 'auth:renew', { token: next })).toMatchObject({ ok: true });
  await api.post('/admin/logout', {}, { token: next }).expect(200);
});
