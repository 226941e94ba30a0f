import { api, sql } from '../support/application';
import {
  expectInvalid,
  expectRefusal,
  newShop,
  panelUser,
  pluck,
  type Shop,
  unique,
  UNKNOWN_ID,
} from '../support/catalogue';
import {
  mailsTo,
  type Member,
  memberBody,
  newAddress,
  newMember,
  PASSWORD,
  storedStaff,
} from '../support/members';
import { signIn, superAdmin } from '../support/staff';

let shop: Shop;
let token: string;

beforeAll(async () => {
  shop = await newShop();
  ({ token } = await superAdmin());
});

const change = (id: string, changes: object, by = token) =>
  api.put(`/api/admin/${id}`, changes, { token: by });

const read = async (id: string): Promise<Member> =>
  (await api.get(`/api/admin/${id}`, { token }).expect(200)).body.data as Member;

describe('accounts', () => {
  test('are made with roles, companies and a telephone', async () => {
    const email = newAddress();
    const sent = {
      name: 'Lina  Khalil Odeh',
      email: ` ${email.toUpperCase()} `,
      password: PASSWORD,
      role: 'admin',
      roles: ['merchandiser'],
      companies: [shop.company.code],
      phone: '050 123 4567',
    };
    const response = await api.post('/api/admin', sent, { token }).expect(201);
    const { documentId } = response.body.data as Member;
    expect(response.body.data).toEqual({
      _id: documentId,
      documentId,
      name: 'Lina Khalil Odeh',
      email,
      phone: '+966501234567',
      avatar: null,
      role: 'admin',
      roles: ['merchandiser'],
      permissions: expect.arrayContaining(['products.write', 'settings.read']),
      companies: [shop.company.code],
      isActive: true,
      last_login: null,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      updatedAt: expect.any(String),
    });
    const mine = await signIn(email, PASSWORD);
    const own = await api.get(`/api/admin/${documentId}`, { token: mine }).expect(200);
    expect(own.body.data).toEqual({ ...response.body.data, last_login: expect.stringMatching(/Z$/) });
    await api.get('/api/locations', { token: mine, company: shop.company.code }).expect(200);
    expect(await mailsTo(email)).toEqual([]);
  });

  test('have a picture', async () => {
    const { rows } = await sql.query<{ document_id: string }>(
      `insert into files (document_id, name, url, hash, ext, mime, size, provider, created_at, updated_at)
       values ($1, 'lina.png', '/uploads/lina.png', 'lina', '.png', 'image/png', 1, 'local', now(), now())
       returning document_id`,
      [unique('f').padEnd(24, 'x')],
    );
    const avatar = rows[0]!.document_id;
    const member = await newMember({ avatar });
    expect(member['avatar']).toMatchObject({ documentId: avatar, url: '/uploads/lina.png' });
    const without = await change(member.documentId, { avatar: null }).expect(200);
    expect(without.body.data.avatar).toBeNull();
  });

  test('change in part', async () => {
    const member = await newMember({
      roles: ['merchandiser'],
      companies: [shop.company.code],
      phone: '0501234567',
    });
    const { documentId } = member;
    const renamed = await change(documentId, { name: 'Rana' }).expect(200);
    expect(renamed.body.data).toEqual({ ...member, name: 'Rana', updatedAt: expect.any(String) });
    const moved = await change(documentId, { companies: [], roles: [], phone: null, isActive: false }).expect(
      200,
    );
    expect(moved.body.data).toMatchObject({
      name: 'Rana',
      roles: [],
      permissions: [],
      companies: [],
      phone: null,
      isActive: false,
    });
    const lifted = await change(documentId, { role: 'super_admin', isActive: true }).expect(200);
    expect(lifted.body.data).toMatchObject({ role: 'super_admin', roles: [], companies: null });
    const lowered = await change(documentId, { role: 'admin' }).expect(200);
    expect(lowered.body.data).toMatchObject({ role: 'admin', roles: [], companies: [] });
  });

  test('are listed, filtered and sorted', async () => {
    const word = unique('Zed');
    const one = await newMember({ name: `${word} One`, isActive: false });
    const two = await newMember({ name: `${word} Two` });
    const list = (query: Record<string, string>) =>
      api.get('/api/admin', { token, query: { 'filters[name][$contains]': word, ...query } });
    const all = await list({ sort: 'name:desc' }).expect(200);
    expect(pluck(all, 'documentId')).toEqual([two.documentId, one.documentId]);
    expect(all.body.meta.pagination).toEqual({ page: 1, pageSize: 25, pageCount: 1, total: 2 });
    const second = await list({ sort: 'name', 'pagination[page]': '2', 'pagination[pageSize]': '1' }).expect(
      200,
    );
    expect(pluck(second, 'documentId')).toEqual([two.documentId]);
    expect(pluck(await list({ 'filters[isActive]': 'false' }).expect(200), 'documentId')).toEqual([
      one.documentId,
    ]);
    expect(pluck(await list({ 'filters[email]': two.email }).expect(200), 'documentId')).toEqual([
      two.documentId,
    ]);
    expect(pluck(await list({ 'filters[role]': 'super_admin' }).expect(200), 'documentId')).toEqual([]);
    expectRefusal(await list({ 'filters[password][$contains]': 'a' }), 400, 'unknown_parameter');
    expectRefusal(await list({ fields: 'password' }), 400, 'unknown_parameter');
  });

  test('never show a secret', async () => {
    const member = await newMember({ password: undefined });
    const text = JSON.stringify([member, await read(member.documentId)]);
    expect(text).not.toMatch(/\$2|password|reset|registration/i);
  });

  test.each<[string, object, string]>([
    ['no name', { name: ' ' }, 'name'],
    ['a name that is a number', { name: 5 }, 'name'],
    ['no address', { email: undefined }, 'email'],
    ['half an address', { email: 'lina@' }, 'email'],
    ['an address that is thrown away', { email: 'lina@mailinator.com' }, 'email'],
    ['an address that is a query', { email: { $ne: null } }, 'email'],
    ['a short password', { password: 'Ab1-xyz' }, 'password'],
    ['a common password', { password: 'password123' }, 'password'],
    ['a password beyond 72 bytes', { password: 'ش'.repeat(37) }, 'password'],
    ['a megabyte of password', { password: 'x'.repeat(1_000_000) }, 'password'],
    ['an unknown kind of account', { role: 'customer' }, 'role'],
    ['an unknown role', { roles: ['merchandiser', 'emperor'] }, 'roles'],
    ['the super admin’s role by its code', { roles: ['strapi-super-admin'] }, 'roles'],
    ['a role of Strapi’s own', { roles: ['strapi-editor'] }, 'roles'],
    ['a name of control characters', { name: 'a\u0007b' }, 'name'],
    ['a super admin with further roles', { role: 'super_admin', roles: ['merchandiser'] }, 'roles'],
    ['an unknown company', { companies: ['nowhere'] }, 'companies'],
    ['a telephone number that is none', { phone: '12' }, 'phone'],
    ['a picture that is none', { avatar: UNKNOWN_ID }, 'avatar'],
    ['permissions', { permissions: ['products.write'] }, 'permissions'],
    ['a last login', { last_login: '2026-01-01' }, 'last_login'],
    ['a token', { resetPasswordToken: 'x' }, 'resetPasswordToken'],
  ])('%s is refused, and nothing stored', async (_what, overrides, path) => {
    const before = await storedStaff();
    expectInvalid(await api.post('/api/admin', memberBody(overrides), { token }), path);
    expect(await storedStaff()).toEqual(before);
  });

  test('a password does not contain the address', async () => {
    const member = await newMember({ email: `rana.odeh.${unique('')}@saptmarkets.test` });
    const [local] = member.email.split('@');
    const before = await storedStaff();
    expectInvalid(await change(member.documentId, { password: `X-${local}-9` }), 'password');
    expect(await storedStaff()).toEqual(before);
  });

  test('an address belongs to one account, in whatever letters', async () => {
    const member = await newMember();
    const other = await newMember();
    const before = await storedStaff();
    const taken = await api.post('/api/admin', memberBody({ email: member.email.toUpperCase() }), { token });
    expect(expectRefusal(taken, 409, 'already_exists')).toEqual({ field: 'email' });
    expectRefusal(await change(other.documentId, { email: member.email }), 409, 'already_exists');
    expect(await storedStaff()).toEqual(before);
  });

  test('of ten at once with one address, one is made', async () => {
    const email = newAddress();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => api.post('/api/admin', memberBody({ email }), { token })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)]);
    const { rows } = await sql.query('select 1 from admin_users where email = $1', [email]);
    expect(rows).toHaveLength(1);
  });

  test('are deleted with all that belongs to them', async () => {
    const member = await newMember({ companies: [shop.company.code] });
    const mine = await signIn(member.email, PASSWORD);
    const panel = await panelUser({ ...member, password: PASSWORD, token: mine });
    await api.delete(`/api/admin/${member.documentId}`, { token }).expect(204);
    expectRefusal(await api.get(`/api/admin/${member.documentId}`, { token }), 404, 'not_found');
    expectRefusal(await api.delete(`/api/admin/${member.documentId}`, { token }), 404, 'not_found');
    expectRefusal(await api.get(`/api/admin/${member.documentId}`, { token: mine }), 401, 'unauthenticated');
    await api.get('/admin/users/me', { token: panel.token }).expect(401);
    const { rows } = await sql.query(
      `select 'login' from staff_logins where user_id = $1
       union all select 'profile' from staff_profiles p
        where not exists (select 1 from staff_profiles_user_lnk l where l.staff_profile_id = p.id)`,
      [member.documentId],
    );
    expect(rows).toEqual([]);
  });

  test('are for super admins; others see their own', async () => {
    const member = await newMember({ roles: ['merchandiser'], companies: [shop.company.code] });
    const mine = await signIn(member.email, PASSWORD);
    const other = await newMember();
    const before = await storedStaff();
    await api.get(`/api/admin/${member.documentId}`, { token: mine }).expect(200);
    for (const answer of [
      await api.get(`/api/admin/${other.documentId}`, { token: mine }),
      await api.get('/api/admin', { token: mine }),
      await api.post('/api/admin', memberBody(), { token: mine }),
      await change(member.documentId, { role: 'super_admin' }, mine),
      await change(member.documentId, { companies: [] }, mine),
      await api.delete(`/api/admin/${other.documentId}`, { token: mine }),
    ]) {
      expectRefusal(answer, 403, 'forbidden');
    }
    expectRefusal(await api.get('/api/admin'), 401, 'unauthenticated');
    expect(await storedStaff()).toEqual(before);
  });

  test('an id must be one', async () => {
    expectRefusal(await api.get('/api/admin/1', { token }), 400, 'invalid_id');
    expectRefusal(await change(UNKNOWN_ID, { name: 'X' }), 404, 'not_found');
  });
});
