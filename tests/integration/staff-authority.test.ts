import { api, sql } from '../support/application';
import { newShop, newStaff, panelUser, type Shop } from '../support/catalogue';
import { codeOf, mailsTo, newAddress, newMember, PASSWORD, storedStaff } from '../support/members';
import { newPanelRole } from '../support/panel-roles';
import { superAdmin } from '../support/staff';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

/** Everything that Strapi lets a role do with users and roles of the panel. */
const overStaff = ['users.create', 'users.read', 'users.update', 'users.delete']
  .concat(['roles.create', 'roles.read', 'roles.update', 'roles.delete'])
  .map((right) => ({ action: `admin::${right}`, subject: null, properties: {}, conditions: [] }));

const idOf = async (email: string): Promise<number> => {
  const { rows } = await sql.query<{ id: number }>('select id from admin_users where email = $1', [email]);
  return rows[0]!.id;
};

const roleIdOf = async (code: string): Promise<number> => {
  const { rows } = await sql.query<{ id: number }>('select id from admin_roles where code = $1', [code]);
  return rows[0]!.id;
};

describe('a role with all of Strapi’s rights on users and roles', () => {
  test('makes nobody a super admin, themselves least of all, and changes nobody', async () => {
    const code = await newPanelRole(overStaff);
    const hr = await newStaff(code, [shop.company]);
    const { token } = await panelUser(hr);
    const superRole = await roleIdOf('strapi-super-admin');
    const admin = await idOf((await superAdmin()).email);
    const role = await roleIdOf(code);
    const before = await storedStaff();
    const permissions = [{ action: 'admin::users.read', subject: null, properties: {}, conditions: [] }];
    const calls = [
      api.put(`/admin/users/${hr.id}`, { roles: [superRole] }, { token }),
      api.put(`/admin/users/${admin}`, { password: 'Stolen-Secret-1' }, { token }),
      api.post('/admin/users', { email: newAddress(), firstname: 'X', roles: [superRole] }, { token }),
      api.post('/admin/users', { email: newAddress(), firstname: 'X', roles: [role] }, { token }),
      api.delete(`/admin/users/${admin}`, { token }),
      api.put(`/admin/roles/${role}/permissions`, { permissions }, { token }),
      api.post('/admin/roles', { name: 'Another' }, { token }),
      api.put(`/admin/roles/${role}`, { name: 'Renamed' }, { token }),
    ];
    for (const call of calls) {
      const { status } = await call;
      expect({ call: `${call.method} ${call.url}`, refused: [400, 403].includes(status) }).toEqual({
        call: `${call.method} ${call.url}`,
        refused: true,
      });
    }
    expect(await storedStaff()).toEqual(before);
  });
});

describe('one’s own account in the panel', () => {
  test('is changed by its owner; another address takes the password', async () => {
    const member = await newMember({ roles: ['merchandiser'] });
    const { token } = await panelUser({ email: member.email, password: PASSWORD, token: '' });
    const me = (body: object) => api.put('/admin/users/me', body, { token });
    await me({ firstname: 'Noura' }).expect(200);
    const email = newAddress();
    expect((await me({ email })).status).toBe(400);
    expect((await me({ email, currentPassword: 'Wrong-Harbour-1' })).status).toBe(400);
    expect(await idOf(member.email)).toBeGreaterThan(0);
    await me({ email, currentPassword: PASSWORD }).expect(200);
    expect(await idOf(email)).toBeGreaterThan(0);
  });

  test('is no place to guess the password', async () => {
    const member = await newMember({ roles: ['merchandiser'] });
    const { token } = await panelUser({ email: member.email, password: PASSWORD, token: '' });
    const statuses: number[] = [];
    for (let count = 0; count < 11; count += 1) {
      const body = { currentPassword: `Wrong-Harbour-${count}`, password: 'Other-Harbour-8' };
      statuses.push((await api.put('/admin/users/me', body, { token })).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(400), 429]);
  });
});

test('an invitation dies with the address it was sent to; the right one gets another', async () => {
  const { token } = await superAdmin();
  const member = await newMember({ password: undefined });
  const [first] = await mailsTo(member.email);
  const email = newAddress();
  await api.put(`/api/admin/${member.documentId}`, { email }, { token }).expect(200);
  const choose = (code: string) => api.post('/api/admin/reset-password', { token: code, password: PASSWORD });
  expect((await choose(codeOf(first))).status).toBe(400);
  const [second] = await mailsTo(email);
  expect(second).toMatchObject({ kind: 'staff_invitation' });
  await choose(codeOf(second)).expect(200);
  await api.post('/api/admin/login', { email, password: PASSWORD }).expect(200);
});
