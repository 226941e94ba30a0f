import { recordEvent, recordOnce } from '../../src/audit/record';
import { api, app, sql } from '../support/application';
import { eventsOf, lastEvent, readLog, told } from '../support/audit';
import {
  expectInvalid,
  expectRefusal,
  newShop,
  newStaff,
  panelUser,
  type Shop,
  unique,
} from '../support/catalogue';
import { codeOf, mailsTo, type Member, memberBody, newMember, PASSWORD } from '../support/members';
import { signIn, superAdmin } from '../support/staff';

const USER = 'admin::user';
const ROLE = 'admin::role';

let shop: Shop;
let token: string;
let panelToken: string;

beforeAll(async () => {
  shop = await newShop();
  const admin = await superAdmin();
  ({ token } = admin);
  panelToken = (await panelUser(admin)).token;
});

describe('signing in', () => {
  test('is told with the door and the address', async () => {
    const { email } = await newMember({ roles: ['merchandiser'] });
    const events = await eventsOf(async () => {
      await signIn(email, PASSWORD);
      await panelUser({ email, password: PASSWORD, token: '' });
    });
    expect(events).toMatchObject([
      { action: 'sign_in', actor_kind: 'staff', actor_name: 'Lina Khalil', after: { door: 'rest' } },
      { action: 'sign_in', actor_kind: 'staff', actor_name: 'Lina Khalil', after: { door: 'panel' } },
    ]);
    for (const { address } of events) expect(address).toMatch(/127\.0\.0\.1$/);
  });

  test('is told when it fails, without what was typed as the password', async () => {
    const { email, documentId } = await newMember();
    const wrong = { email, password: 'Wrong-Harbour-1' };
    const events = await eventsOf(async () => {
      await api.post('/api/admin/login', wrong).expect(401);
      await api.post('/admin/login', wrong).expect(400);
      await api.post('/api/admin/login', { ...wrong, email: 'nobody@saptmarkets.test' }).expect(401);
    });
    expect(events).toMatchObject([
      {
        action: 'sign_in_failed',
        actor_kind: 'anonymous',
        subject_id: documentId,
        after: { email, door: 'rest' },
      },
      { action: 'sign_in_failed', subject_id: documentId, after: { email, door: 'panel' } },
      {
        action: 'sign_in_failed',
        subject_id: null,
        after: { email: null, door: 'rest' },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain('Harbour');
  });

  test('of a deactivated account fails', async () => {
    const { email } = await newMember({ isActive: false });
    const events = await eventsOf(() =>
      api.post('/api/admin/login', { email, password: PASSWORD }).expect(401),
    );
    expect(events.map(({ action }) => action)).toEqual(['sign_in_failed']);
  });

  test('and out again', async () => {
    const { email } = await newMember({ roles: ['merchandiser'] });
    const panel = await panelUser({ email, password: PASSWORD, token: '' });
    const before = await lastEvent();
    await api.post('/admin/logout', {}, { token: panel.token }).expect(200);
    let seen: unknown[] = [];
    for (let tries = 0; seen.length === 0 && tries < 50; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      seen = (
        await sql.query(`select actor_name from audit_log where id > $1 and action = 'sign_out'`, [before])
      ).rows;
    }
    expect(seen).toEqual([{ actor_name: 'Lina Khalil' }]);
  });

  test('a password that was forgotten and chosen anew', async () => {
    const { email, documentId } = await newMember();
    const events = await eventsOf(async () => {
      await api.post('/api/admin/forget-password', { email }).expect(200);
      const code = codeOf((await mailsTo(email))[0]);
      await api.post('/api/admin/reset-password', { token: code, password: 'Other-Harbour-8' }).expect(200);
    });
    expect(events).toMatchObject([
      { action: 'password_forgotten', actor_kind: 'anonymous', subject_id: documentId },
      { action: 'password_reset', actor_kind: 'staff', actor_id: documentId, subject_id: documentId },
    ]);
    expect(events[1]).toMatchObject({ before: { password: '•••' }, after: { password: '•••' } });
    expect(JSON.stringify(events)).not.toMatch(/Harbour|\$2[aby]\$/);
  });
});

describe('staff', () => {
  test('over REST: one event a change, with what has changed', async () => {
    let member: Member | undefined;
    const made = await eventsOf(async () => {
      member = await newMember({
        roles: ['dispatcher'],
        companies: [shop.company.code],
        phone: '0501234567',
      });
    });
    const { documentId, email } = member!;
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({ actor_kind: 'staff', actor_name: 'Super Admin', subject_id: documentId });
    expect(told(made[0]!)).toEqual({
      action: 'create',
      subject_type: USER,
      before: null,
      after: {
        name: 'Lina Khalil',
        email,
        password: '•••',
        isActive: true,
        roles: ['dispatcher'],
        companies: [shop.company.code],
        phone: '+966501234567',
      },
    });
    const changed = await eventsOf(() =>
      api
        .put(
          `/api/admin/${documentId}`,
          { companies: [], roles: ['accountant'], password: 'New-Harbour-22' },
          { token },
        )
        .expect(200),
    );
    expect(changed.map(told)).toEqual([
      {
        action: 'update',
        subject_type: USER,
        before: { password: '•••', roles: ['dispatcher'], companies: [shop.company.code] },
        after: { password: '•••', roles: ['accountant'], companies: [] },
      },
    ]);
    const gone = await eventsOf(() => api.delete(`/api/admin/${documentId}`, { token }).expect(204));
    expect(gone.map(({ action, before, after }) => ({ action, email: before!['email'], after }))).toEqual([
      { action: 'delete', email, after: null },
    ]);
  });

  test('refused changes leave none', async () => {
    const { email } = await newMember();
    const events = await eventsOf(async () => {
      await api.post('/api/admin', memberBody({ email }), { token }).expect(409);
      await api.post('/api/admin', memberBody({ roles: ['emperor'] }), { token }).expect(400);
    });
    expect(events).toEqual([]);
  });

  test('in the panel: accounts, roles and what those may do', async () => {
    const code = unique('Clerk ');
    const options = { token: panelToken };
    let id = 0;
    const events = await eventsOf(async () => {
      const role = await api
        .post('/admin/roles', { name: code, description: 'Looks on' }, options)
        .expect(201);
      id = role.body.data.id as number;
      const permission = {
        action: 'plugin::content-manager.explorer.read',
        subject: 'api::unit.unit',
        properties: { fields: ['name'], locales: ['en'] },
        conditions: [],
      };
      await api.put(`/admin/roles/${id}/permissions`, { permissions: [permission] }, options).expect(200);
      await api.put(`/admin/roles/${id}`, { name: code, description: 'Looks away' }, options).expect(200);
      const user = {
        firstname: 'Ola',
        lastname: 'Nimri',
        email: `${unique('ola')}@saptmarkets.test`,
        roles: [id],
      };
      const made = await api.post('/admin/users', user, options).expect(201);
      const userId = made.body.data.id as number;
      await api.put(`/admin/users/${userId}`, { lastname: 'Zaru' }, options).expect(200);
      await api.delete(`/admin/users/${userId}`, options).expect(200);
      await api.delete(`/admin/roles/${id}`, options).expect(200);
    });
    expect(events.map(({ action, subject_type }) => `${action} ${subject_type}`)).toEqual([
      `create ${ROLE}`,
      `permissions ${ROLE}`,
      `update ${ROLE}`,
      `create ${USER}`,
      `update ${USER}`,
      `delete ${USER}`,
      `delete ${ROLE}`,
    ]);
    expect(events.every(({ actor_name }) => actor_name === 'Super Admin')).toBe(true);
    expect(events[1]).toMatchObject({
      subject_id: String(id),
      before: { permissions: [] },
      after: { permissions: ['plugin::content-manager.explorer.read api::unit.unit name en'] },
    });
    expect(events[2]).toMatchObject({
      before: { description: 'Looks on' },
      after: { description: 'Looks away' },
    });
    expect(events[4]).toMatchObject({ before: { name: 'Ola Nimri' }, after: { name: 'Ola Zaru' } });
    expect(JSON.stringify(events)).not.toMatch(/registrationToken|[0-9a-f]{40}/);
  });

  test('by Strapi’s command line: told as such', async () => {
    const { email } = await newMember();
    const users = app.strapi.service('admin::user') as unknown as {
      resetPasswordByEmail: (email: string, password: string) => Promise<void>;
    };
    const events = await eventsOf(() => users.resetPasswordByEmail(email, 'Shell-Harbour-9'));
    expect(events).toMatchObject([
      { actor_kind: 'command', actor_name: 'command line', action: 'update', after: { password: '•••' } },
    ]);
    await signIn(email, 'Shell-Harbour-9');
  });
});

describe('the log', () => {
  test('is only ever added to', async () => {
    await sql.query(`insert into audit_log (actor_kind, action) values ('command', 'test')`);
    const count = async (): Promise<unknown> =>
      (await sql.query(`select count(*), max(id), md5(string_agg(l::text, '' order by id)) from audit_log l`))
        .rows[0];
    const before = await count();
    for (const statement of [
      `update audit_log set action = 'nothing'`,
      'update audit_log set id = default where false',
      'delete from audit_log',
      `delete from audit_log where action = 'test'`,
      'truncate audit_log',
      'truncate audit_log, outbox cascade',
    ]) {
      await expect(sql.query(statement)).rejects.toThrow('the audit log is only ever added to');
    }
    await expect(
      sql.query('insert into audit_log (id, actor_kind, action) values (1, $1, $1)', ['x']),
    ).rejects.toThrow();
    expect(await count()).toEqual(before);
  });

  test('tells what others can repeat at will once in a while', async () => {
    const lockedOut = (email: string) => ({
      actor: null,
      action: 'sign_in_locked',
      address: '192.0.2.7',
      after: { email, door: 'rest' },
    });
    const [one, other] = [unique('one'), unique('other')];
    const events = await eventsOf(async () => {
      for (const email of [one, one, other, one]) {
        await recordOnce(app.strapi.db.connection, lockedOut(email), 15);
      }
    });
    expect(events.map(({ after }) => after!['email'])).toEqual([one, other]);
  });

  test('hides secrets by the names of their fields', async () => {
    const [event] = await eventsOf(() =>
      recordEvent(app.strapi.db.connection, {
        actor: null,
        action: 'test',
        before: { stripe: { secretKey: 'sk_live_1', publishableKey: 'pk_1' }, apiKey: null },
        after: { list: [{ resetPasswordToken: 'abc' }], name: 'kept' },
      }),
    );
    expect(event).toMatchObject({
      before: { stripe: { secretKey: '•••', publishableKey: 'pk_1' }, apiKey: null },
      after: { list: [{ resetPasswordToken: '•••' }], name: 'kept' },
    });
  });
});

test('what is made in the panel’s settings is told, without the key', async () => {
  const { token } = await panelUser(await superAdmin());
  const body = { name: 'reporting', description: '', type: 'read-only', lifespan: null };
  const events = await eventsOf(async () => {
    const made = await api.post('/admin/api-tokens', body, { token }).expect(201);
    await api.delete(`/admin/api-tokens/${made.body.data.id}`, { token }).expect(200);
  });
  expect(events).toMatchObject([
    { action: 'create', subject_type: 'admin::api-tokens', after: { name: 'reporting' } },
    { action: 'delete', subject_type: 'admin::api-tokens' },
  ]);
});

describe('reading it', () => {
  test('is for super admins of the panel alone', async () => {
    const merchandiser = await panelUser(await newStaff('merchandiser', [shop.company]));
    for (const path of ['/saptmarkets/audit', '/saptmarkets/audit/choices']) {
      expectRefusal(await api.get(path, { token: merchandiser.token }), 403, 'forbidden');
      await api.get(path).expect(401);
      await api.get(path, { token }).expect(401);
    }
  });

  test('newest first, filtered, a page at a time', async () => {
    const word = unique('Reader');
    const { documentId, email } = await newMember({ name: word, roles: ['merchandiser'] });
    const mine = await signIn(email, PASSWORD);
    const from = new Date(Date.now() - 60_000).toISOString();
    await sql.query(
      `insert into audit_log (actor_kind, actor_id, actor_name, action, subject_type, subject_id, company_code)
       select 'staff', $1, $2, 'update', 'api::unit.unit', n::text, $3 from generate_series(1, 120) n`,
      [documentId, word, shop.company.code],
    );
    const first = await readLog(panelToken, { who: word, action: 'update' }).expect(200);
    const ids = (response: { body: { data: { subject: { id: string } }[] } }): number[] =>
      response.body.data.map(({ subject }) => Number(subject.id));
    expect(ids(first)).toEqual(Array.from({ length: 50 }, (_, index) => 120 - index));
    const older = (response: { body: { meta: { older: string } } }): string => response.body.meta.older;
    const second = await readLog(panelToken, { who: word, action: 'update', older: older(first) }).expect(
      200,
    );
    const third = await readLog(panelToken, { who: word, action: 'update', older: older(second) }).expect(
      200,
    );
    expect(ids(third)).toEqual(Array.from({ length: 20 }, (_, index) => 20 - index));
    expect(third.body.meta).toEqual({ older: null });

    const count = async (query: Record<string, string>): Promise<number> =>
      (await readLog(panelToken, { who: word, ...query }).expect(200)).body.data.length as number;
    expect(await count({ action: 'sign_in' })).toBe(1);
    expect(await count({ type: 'api::unit.unit', subject: '7' })).toBe(1);
    expect(await count({ company: 'nowhere' })).toBe(0);
    expect(await count({ from })).toBe(50);
    expect(await count({ to: from })).toBe(0);
    const [signedIn] = (await readLog(panelToken, { who: word, action: 'sign_in' })).body.data;
    expect(signedIn).toEqual({
      id: expect.stringMatching(/^\d+$/),
      at: expect.stringMatching(/Z$/),
      actor: { kind: 'staff', id: documentId, name: word },
      action: 'sign_in',
      subject: { type: USER, id: documentId, name: email },
      company: null,
      address: expect.any(String),
      requestId: expect.stringMatching(/./),
      before: null,
      after: { door: 'rest' },
    });
    const choices = await api.get('/saptmarkets/audit/choices', { token: panelToken }).expect(200);
    expect(choices.body.data).toEqual({
      actions: expect.arrayContaining(['sign_in', 'update']),
      types: expect.arrayContaining([USER, 'api::unit.unit']),
      companies: expect.arrayContaining([shop.company.code]),
    });
    expect(mine).toEqual(expect.any(String));
  });

  test.each<[string, Record<string, string>, string]>([
    ['an unknown filter', { secret: 'x' }, 'secret'],
    ['a date that is none', { from: 'yesterday' }, 'from'],
    ['a place that is none', { older: '1 or 1=1' }, 'older'],
  ])('%s is refused', async (_what, query, path) => {
    expectInvalid(await readLog(panelToken, query), path);
  });

  test('what looks like SQL or a pattern is text', async () => {
    for (const who of ["' or 1=1 --", '%', '_']) {
      const found = await readLog(panelToken, { who, action: 'sign_in' }).expect(200);
      expect({ who, found: found.body.data }).toEqual({ who, found: [] });
    }
  });
});
