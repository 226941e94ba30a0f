import { api, sql } from './application';
import { onConnection, unique } from './catalogue';
import { superAdmin } from './staff';

/** A password that the tests choose for members of staff. */
export const PASSWORD = 'Quiet-Harbour-7';

/** A member of staff as the API shows them. */
export interface Member {
  documentId: string;
  email: string;
  [field: string]: unknown;
}

/** A mail on its way. */
export interface Mail {
  kind: string;
  to: { name: string; email: string };
  language: string;
  data: Record<string, string>;
}

export const newAddress = (): string => `${unique('member')}@saptmarkets.test`;

export const memberBody = (overrides: object = {}): Record<string, unknown> => ({
  name: 'Lina Khalil',
  email: newAddress(),
  password: PASSWORD,
  role: 'admin',
  ...overrides,
});

/** Makes a member of staff as the super admin. */
export const newMember = async (overrides: object = {}): Promise<Member> => {
  const { token } = await superAdmin();
  const response = await api.post('/api/admin', memberBody(overrides), { token }).expect(201);
  return response.body.data as Member;
};

/** All that is stored of staff, and how much was written beside. */
export const storedStaff = async (): Promise<Record<string, unknown>[]> => {
  const { rows } = await sql.query<Record<string, unknown>>(
    `select u.id, u.email, u.firstname, u.lastname, u.password, u.is_active, u.reset_password_token,
            array(select role_id from admin_users_roles_lnk l where l.user_id = u.id order by 1) as roles,
            (select count(*) from staff_profiles) as profiles,
            (select count(*) from noted_mails) as mails, (select count(*) from audit_log) as events
       from admin_users u order by u.id`,
  );
  return rows;
};

// The outbox forgets a mail once it is sent, so each is noted as it is written.
beforeAll(async () => {
  await sql.query(`
    create table if not exists noted_mails (id bigint primary key, payload jsonb not null);
    create or replace function note_mail() returns trigger language plpgsql as $$
    begin
      insert into noted_mails values (new.id, new.payload);
      return new;
    end
    $$;
    create or replace trigger note_mail after insert on outbox for each row
      when (new.topic in ('mail', 'mail_bulk')) execute function note_mail()`);
});

const PATIENCE_MS = 10_000;

/** Resolves when everybody who has forgotten a password was looked for. */
const lookedUp = async (): Promise<void> => {
  const limit = Date.now() + PATIENCE_MS;
  for (;;) {
    const { rows } = await sql.query(`select 1 from outbox where topic = 'staff_password_forgotten'`);
    if (rows.length === 0) return;
    if (Date.now() > limit) throw new Error('a forgotten password is not looked up');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** The mails that were written to somebody, in order. */
export const mailsTo = async (email: string): Promise<Mail[]> => {
  await lookedUp();
  const { rows } = await sql.query<{ payload: Mail }>(
    `select payload from noted_mails where payload->'to'->>'email' = $1 order by id`,
    [email],
  );
  return rows.map((row) => row.payload);
};

/** The token in the link of a mail. */
export const codeOf = (mail: Mail | undefined): string =>
  new URL(mail!.data['link']!).searchParams.get('code')!;

/** Changes who is active behind the back of the triggers, which would end everybody's sessions for good. */
const setActive = (isActive: boolean, where: string, ids: unknown[]): Promise<number[]> =>
  onConnection(async (client) => {
    await client.query('begin; set local session_replication_role = replica');
    const { rows } = await client.query<{ id: number }>(
      `update admin_users set is_active = ${isActive} where ${where} returning id`,
      [ids],
    );
    await client.query('commit');
    return rows.map(({ id }) => id);
  });

/** The other active super admins stand back while something is tried. */
export const aloneAsSuperAdmins = async (ids: string[], work: () => Promise<void>): Promise<void> => {
  const others = await setActive(
    false,
    `document_id <> all($1) and is_active and id in (
       select l.user_id from admin_users_roles_lnk l join admin_roles r on r.id = l.role_id
        where r.code = 'strapi-super-admin')`,
    ids,
  );
  try {
    await work();
  } finally {
    await setActive(true, 'id = any($1)', others);
  }
};
