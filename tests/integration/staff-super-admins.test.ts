import { api, sql } from '../support/application';
import { expectRefusal, newShop, panelUser, type Shop } from '../support/catalogue';
import {
  aloneAsSuperAdmins,
  mailsTo,
  type Member,
  newMember,
  PASSWORD,
  storedStaff,
} from '../support/members';
import { type SignedIn, signIn, superAdmin } from '../support/staff';

let shop: Shop;
let token: string;

beforeAll(async () => {
  shop = await newShop();
  ({ token } = await superAdmin());
});

const change = (id: string, changes: object, by = token) =>
  api.put(`/api/admin/${id}`, changes, { token: by });

describe('super admins', () => {
  const self = async (signedIn: SignedIn): Promise<string> => {
    const { rows } = await sql.query<{ document_id: string }>(
      'select document_id from admin_users where email = $1',
      [signedIn.email],
    );
    return rows[0]!.document_id;
  };

  test('do not shut themselves out', async () => {
    const id = await self(await superAdmin());
    const before = await storedStaff();
    for (const answer of [
      await api.delete(`/api/admin/${id}`, { token }),
      await change(id, { isActive: false }),
    ]) {
      expect(expectRefusal(answer, 409, 'in_use')).toEqual({ reason: 'self' });
    }
    expect(await storedStaff()).toEqual(before);
  });

  test('the last one stays, also in the panel', async () => {
    const signedIn = await superAdmin();
    const id = await self(signedIn);
    await aloneAsSuperAdmins([id], async () => {
      const second = await newMember({ role: 'super_admin', isActive: false });
      const before = await storedStaff();
      expect(expectRefusal(await change(id, { role: 'admin' }), 409, 'in_use')).toEqual({
        reason: 'last_super_admin',
      });
      expect(await storedStaff()).toEqual(before);
      const panel = await panelUser(signedIn);
      const signed = await storedStaff();
      const { rows } = await sql.query<{ id: number }>('select id from admin_users where document_id = $1', [
        id,
      ]);
      for (const changes of [{ isActive: false }, { roles: [] }]) {
        const answer = await api.put(`/admin/users/${rows[0]!.id}`, changes, { token: panel.token });
        expect(answer.status).toBe(400);
      }
      expect(await storedStaff()).toEqual(signed);
      await api.delete(`/api/admin/${second.documentId}`, { token }).expect(204);
    });
  });

  const activeSuperAdmins = async (): Promise<number> => {
    const { rows } = await sql.query<{ count: number }>(
      `select count(*)::int as count from admin_users u
        where u.is_active and u.id in (
          select l.user_id from admin_users_roles_lnk l join admin_roles r on r.id = l.role_id
           where r.code = 'strapi-super-admin')`,
    );
    return rows[0]!.count;
  };

  test.each([
    ['demote', { role: 'admin' }],
    ['deactivate', { isActive: false }],
    ['delete', null],
  ])('of two who %s one another at the same moment, one remains', async (_what, changes) => {
    const pair = [await newMember({ role: 'super_admin' }), await newMember({ role: 'super_admin' })];
    const [one, other] = pair.map(({ documentId }) => documentId) as [string, string];
    const tokens = await Promise.all(pair.map(({ email }) => signIn(email, PASSWORD)));
    const attack = (id: string, by: string | undefined) =>
      changes ? change(id, changes, by) : api.delete(`/api/admin/${id}`, { token: by! });
    await aloneAsSuperAdmins([one, other], async () => {
      const answers = await Promise.all([attack(other, tokens[0]), attack(one, tokens[1])]);
      const statuses = answers.map(({ status }) => status);
      expect({ statuses, left: await activeSuperAdmins() }).toEqual({ statuses, left: 1 });
      expect(statuses.filter((status) => status < 300)).toHaveLength(1);
      // The other was too late: the last one stays, or they were none any more when it was their turn.
      expect(statuses.filter((status) => [401, 403, 409].includes(status))).toHaveLength(1);
    });
    for (const { documentId } of pair) await api.delete(`/api/admin/${documentId}`, { token });
  });

  test('the database keeps the last one, whoever asks', async () => {
    const id = await self(await superAdmin());
    await aloneAsSuperAdmins([id], async () => {
      for (const statement of [
        'update admin_users set is_active = false where document_id = $1',
        'delete from admin_users where document_id = $1',
        'delete from admin_users_roles_lnk where user_id = (select id from admin_users where document_id = $1)',
      ]) {
        await expect(sql.query(statement, [id])).rejects.toThrow('the last active super admin stays');
      }
      expect(await activeSuperAdmins()).toBe(1);
    });
  });
});

describe('what was given out for an account', () => {
  const both = async (): Promise<{ member: Member; mine: string; panel: string }> => {
    const member = await newMember({ roles: ['merchandiser'], companies: [shop.company.code] });
    const mine = await signIn(member.email, PASSWORD);
    const panel = await panelUser({ email: member.email, password: PASSWORD, token: mine });
    await api.get('/admin/users/me', { token: panel.token }).expect(200);
    return { member, mine, panel: panel.token };
  };

  const expectDead = async ({ member, mine, panel }: Awaited<ReturnType<typeof both>>): Promise<void> => {
    expectRefusal(await api.get(`/api/admin/${member.documentId}`, { token: mine }), 401, 'unauthenticated');
    await api.get('/admin/users/me', { token: panel }).expect(401);
    const { rows } = await sql.query(
      `select 1 from strapi_sessions s join admin_users u on u.id::text = s.user_id where u.document_id = $1`,
      [member.documentId],
    );
    expect(rows).toEqual([]);
  };

  test('dies with its password', async () => {
    const given = await both();
    await change(given.member.documentId, { password: 'Other-Harbour-8' }).expect(200);
    await expectDead(given);
    await signIn(given.member.email, 'Other-Harbour-8');
    expect((await mailsTo(given.member.email)).map(({ kind }) => kind)).toEqual(['password_changed']);
  });

  test('dies when it is deactivated; the panel’s sessions do not come back', async () => {
    const given = await both();
    await change(given.member.documentId, { isActive: false }).expect(200);
    await expectDead(given);
    await change(given.member.documentId, { isActive: true }).expect(200);
    await api.get('/admin/users/me', { token: given.panel }).expect(401);
  });

  test('stays when something else changes', async () => {
    const { member, mine, panel } = await both();
    await change(member.documentId, { name: 'Another Name', phone: '0501234567' }).expect(200);
    await api.get(`/api/admin/${member.documentId}`, { token: mine }).expect(200);
    await api.get('/admin/users/me', { token: panel }).expect(200);
  });
});
