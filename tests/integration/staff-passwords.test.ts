import { api, sql } from '../support/application';
import { expectInvalid, expectRefusal, newShop, newStaff, panelUser, type Shop } from '../support/catalogue';
import {
  codeOf,
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

const reset = (code: string, password: string) =>
  api.post('/api/admin/reset-password', { token: code, password });

describe('invitations', () => {
  test('let a new member choose their password, once', async () => {
    const member = await newMember({ password: undefined, name: 'Omar Saleh' });
    const mails = await mailsTo(member.email);
    expect(mails).toMatchObject([
      {
        kind: 'staff_invitation',
        to: { name: 'Omar Saleh', email: member.email },
        language: 'en',
        company: null,
        data: { invitedBy: 'Super Admin' },
      },
    ]);
    const link = new URL(mails[0]!.data['link']!);
    expect(link.pathname).toBe('/admin/auth/reset-password');
    const code = codeOf(mails[0]);
    const { rows } = await sql.query<{ reset_password_token: string; hours: number }>(
      `select reset_password_token, round(extract(epoch from reset_password_token_expires_at - now() at time zone 'utc') / 3600)::int as hours
         from admin_users where email = $1`,
      [member.email],
    );
    expect(rows[0]).toEqual({ reset_password_token: expect.stringMatching(/^[0-9a-f]{64}$/), hours: 24 });
    expect(rows[0]!.reset_password_token).not.toBe(code);
    const nothing = await api.post('/api/admin/login', { email: member.email, password: PASSWORD });
    expectRefusal(nothing, 401, 'invalid_credentials');

    await reset(code, PASSWORD).expect(200);
    await signIn(member.email, PASSWORD);
    expectRefusal(await reset(code, 'Third-Harbour-9'), 400, 'invalid_token');
    await signIn(member.email, PASSWORD);
  });

  test('in Arabic where the super admin writes Arabic; none for who is not active yet', async () => {
    const asked = memberBody({ password: undefined, isActive: false });
    const response = await api.post('/api/admin', asked, { token, locale: 'ar' }).expect(201);
    const { documentId, email } = response.body.data as Member;
    expect(await mailsTo(email)).toEqual([]);
    await api.put(`/api/admin/${documentId}`, { isActive: true }, { token, locale: 'ar' }).expect(200);
    expect(await mailsTo(email)).toMatchObject([{ kind: 'staff_invitation', language: 'ar' }]);
  });

  test('by the panel’s own form expire, are stored hashed and work once', async () => {
    const panel = await panelUser(await superAdmin());
    const { rows: roles } = await sql.query<{ id: number }>(
      `select id from admin_roles where code = 'merchandiser'`,
    );
    const email = newAddress();
    const invited = await api
      .post(
        '/admin/users',
        { firstname: 'Huda', lastname: 'Nasser', email, roles: [roles[0]!.id] },
        { token: panel.token },
      )
      .expect(201);
    const registrationToken = invited.body.data.registrationToken as string;
    const { rows } = await sql.query<{ registration_token: string }>(
      'select registration_token from admin_users where email = $1',
      [email],
    );
    expect(rows[0]!.registration_token).toMatch(/^[0-9a-f]{64}$/);
    expect(registrationToken).not.toContain(rows[0]!.registration_token);
    const info = (asked: string) =>
      api.get('/admin/registration-info', { query: { registrationToken: asked } });
    expect((await info(registrationToken).expect(200)).body.data).toMatchObject({ email, firstname: 'Huda' });
    const [word] = registrationToken.split('.');
    const past = `${word}.${(Date.now() - 1_000).toString(36)}`;
    const later = `${word}.${(Date.now() + 1e9).toString(36)}`;
    for (const bad of [past, later, word!, rows[0]!.registration_token])
      expect((await info(bad)).status).toBe(400);

    const userInfo = { firstname: 'Huda', lastname: 'Nasser', password: PASSWORD };
    const register = () => api.post('/admin/register', { registrationToken, userInfo });
    await register().expect(200);
    expect((await register()).status).toBe(400);
    await signIn(email, PASSWORD);
  });
});

describe('a forgotten password', () => {
  const forget = (email: string) => api.post('/api/admin/forget-password', { email });

  test('is replaced by the link of a mail, which then is dead with all that was given out before', async () => {
    const { email } = await newStaff('merchandiser', [shop.company]);
    const before = await signIn(email, 'Staff-Secret-1');
    await forget(email.toUpperCase()).expect(200);
    const [mail] = await mailsTo(email);
    expect(mail).toMatchObject({ kind: 'password_reset', to: { name: 'Sami Haddad', email } });
    expect((await mailsTo(email)).length).toBe(1);
    await reset(codeOf(mail), PASSWORD).expect(200);
    expectRefusal(
      await api.get('/api/locations', { token: before, company: shop.company.code }),
      401,
      'unauthenticated',
    );
    expectRefusal(
      await api.post('/api/admin/login', { email, password: 'Staff-Secret-1' }),
      401,
      'invalid_credentials',
    );
    await signIn(email, PASSWORD);
    expectRefusal(await reset(codeOf(mail), 'Third-Harbour-9'), 400, 'invalid_token');
    expect((await mailsTo(email)).map(({ kind }) => kind)).toEqual(['password_reset', 'password_changed']);
  });

  test('is answered alike for an unknown address, a wrong one and a known one', async () => {
    const { email } = await newStaff('merchandiser', [shop.company]);
    const timed = async (asked: string): Promise<{ body: unknown; status: number; took: number }> => {
      const start = Date.now();
      const { body: answer, status } = await forget(asked);
      return { body: answer, status, took: Date.now() - start };
    };
    const known = await timed(email);
    const unknown = await timed(newAddress());
    expect([known.status, known.body]).toEqual([200, { data: {}, meta: {} }]);
    expect([unknown.status, unknown.body]).toEqual([200, known.body]);
    expect(Math.abs(known.took - unknown.took)).toBeLessThan(200);
  });

  test('says nothing of who is deactivated', async () => {
    const member = await newMember({ isActive: false });
    await forget(member.email).expect(200);
    expect(await mailsTo(member.email)).toEqual([]);
  });

  test('of two who use a link at once, one wins', async () => {
    const member = await newMember();
    await forget(member.email).expect(200);
    const code = codeOf((await mailsTo(member.email))[0]);
    const passwords = Array.from({ length: 6 }, (_, index) => `Contest-Harbour-${index}`);
    const answers = await Promise.all(passwords.map((password) => reset(code, password)));
    const won = answers.flatMap(({ status }, index) => (status === 200 ? [passwords[index]!] : []));
    expect(won).toHaveLength(1);
    for (const answer of answers) if (answer.status !== 200) expectRefusal(answer, 400, 'invalid_token');
    await signIn(member.email, won[0]!);
  });

  test('a newer link, a new password and a day end it', async () => {
    const member = await newMember();
    await forget(member.email).expect(200);
    await forget(member.email).expect(200);
    const [older, newer] = await mailsTo(member.email);
    expectRefusal(await reset(codeOf(older), 'Third-Harbour-9'), 400, 'invalid_token');
    await sql.query(
      `update admin_users set reset_password_token_expires_at = now() at time zone 'utc' - interval '1 second' where email = $1`,
      [member.email],
    );
    expectRefusal(await reset(codeOf(newer), 'Third-Harbour-9'), 400, 'invalid_token');
    await forget(member.email).expect(200);
    const third = (await mailsTo(member.email))[2];
    await change(member.documentId, { password: 'Fourth-Harbour-1' }).expect(200);
    expectRefusal(await reset(codeOf(third), 'Third-Harbour-9'), 400, 'invalid_token');
    await signIn(member.email, 'Fourth-Harbour-1');
  });

  test('the panel’s own pages do the same', async () => {
    const member = await newMember({ roles: ['merchandiser'] });
    await api.post('/admin/forgot-password', { email: member.email }).expect(204);
    let mails = await mailsTo(member.email);
    for (let tries = 0; mails.length === 0 && tries < 50; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      mails = await mailsTo(member.email);
    }
    expect(mails).toMatchObject([{ kind: 'password_reset' }]);
    const chosen = { resetPasswordToken: codeOf(mails[0]), password: 'Panel-Harbour-3' };
    const common = await api.post('/admin/reset-password', { ...chosen, password: 'Password123' });
    expect(common.status).toBe(400);
    const done = await api.post('/admin/reset-password', chosen).expect(200);
    await api.get('/admin/users/me', { token: done.body.data.token as string }).expect(200);
    expect((await api.post('/admin/reset-password', chosen)).status).toBe(400);
    await signIn(member.email, 'Panel-Harbour-3');
  });

  test.each<[string, object, string]>([
    ['no token', { password: PASSWORD }, 'token'],
    ['a token that is a query', { token: { $ne: null }, password: PASSWORD }, 'token'],
    ['a weak password', { token: 'x', password: '12345678' }, 'password'],
    ['another field', { token: 'x', password: PASSWORD, role: 'super_admin' }, 'role'],
  ])('%s is refused', async (_what, sent, path) => {
    const before = await storedStaff();
    expectInvalid(await api.post('/api/admin/reset-password', sent), path);
    expect(await storedStaff()).toEqual(before);
  });

  test('a made-up token, and the digest out of the database, open nothing', async () => {
    const member = await newMember();
    await forget(member.email).expect(200);
    await mailsTo(member.email);
    const { rows } = await sql.query<{ reset_password_token: string }>(
      'select reset_password_token from admin_users where email = $1',
      [member.email],
    );
    const before = await storedStaff();
    for (const code of ['x', rows[0]!.reset_password_token, "' or 1=1 --"]) {
      expectRefusal(await reset(code, 'Third-Harbour-9'), 400, 'invalid_token');
    }
    expect(await storedStaff()).toEqual(before);
  });
});
