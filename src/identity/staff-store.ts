import type { Knex } from 'knex';
import { queryPrepared } from '../postgres/prepared';
import { SUPER_ADMIN } from '../tenancy/store';
import type { Grant } from './permissions';

/** A panel user with roles, grants and companies, as one row. */
export type StaffRow = {
  id: number;
  document_id: string;
  firstname: string | null;
  lastname: string | null;
  email: string;
  password: string | null;
  is_active: boolean | null;
  blocked: boolean | null;
  role_codes: string[];
  company_codes: string[];
  granted: Grant[];
};

const selectStaff = (more = '') => `
  select u.id, u.document_id, u.firstname, u.lastname, u.email, u.password, u.is_active, u.blocked,
         array(select r.code from admin_users_roles_lnk ur join admin_roles r on r.id = ur.role_id
                where ur.user_id = u.id) as role_codes,
         array(select c.code
                 from staff_profiles_user_lnk pu
                 join staff_profiles_companies_lnk pc on pc.staff_profile_id = pu.staff_profile_id
                 join companies c on c.id = pc.company_id
                where pu.user_id = u.id) as company_codes,
         -- What super admins may do needs no reading.
         (select coalesce(json_agg(json_build_object('action', p.action, 'subject', p.subject, 'conditions', p.conditions, 'fields', p.properties->'fields')), '[]')
            from admin_users_roles_lnk ur
            join admin_permissions_role_lnk pr on pr.role_id = ur.role_id
            join admin_permissions p on p.id = pr.permission_id
           where ur.user_id = u.id and not exists (
                   select 1 from admin_users_roles_lnk su join admin_roles sr on sr.id = su.role_id
                    where su.user_id = u.id and sr.code = '${SUPER_ADMIN}')
             and (p.action like 'plugin::content-manager.explorer.%' or p.action like 'plugin::upload.%')) as granted${more}
    from admin_users u`;

const staff = selectStaff();

/** Loads a panel user by document id with all that decides what they may do, in one statement. */
export const findStaff = async (db: Knex, documentId: string): Promise<StaffRow | null> => {
  const [row] = await queryPrepared<StaffRow>(db, `${staff} where u.document_id = ?`, [documentId]);
  return row ?? null;
};

/** The two kinds of sessions that staff have: the API's and the panel's. */
const sessionsOf = {
  api: {
    id: 's.id::text',
    join: `account_sessions s on s.kind = 'staff' and s.account_id = u.document_id and s.id = any(?::uuid[])
            and s.expires_at > now()`,
  },
  panel: {
    id: 's.session_id',
    join: `strapi_sessions s on s.user_id = u.id::text and s.origin = 'admin' and s.session_id = any(?::text[])
            and s.expires_at > now() at time zone 'utc'`,
  },
};

/** Whose session it is: the API's, or the panel's. */
export type StaffDoor = keyof typeof sessionsOf;

/** Those of some sessions that are there, with the panel users that they belong to, in one statement. */
export const findStaffOfSessions = (
  db: Knex,
  door: StaffDoor,
  sessions: string[],
): Promise<(StaffRow & { session: string })[]> => {
  const { id, join } = sessionsOf[door];
  return queryPrepared(db, `${selectStaff(`, ${id} as session`)} join ${join}`, [sessions]);
};

/** A panel user with all that decides what they may do, while the session is there. */
export const findStaffInSession = async (
  db: Knex,
  documentId: string,
  session: string,
): Promise<StaffRow | null> => {
  const [row] = await queryPrepared<StaffRow>(
    db,
    `${staff} join account_sessions s on s.kind = 'staff' and s.account_id = u.document_id
      where u.document_id = ? and s.id = ? and s.expires_at > now()`,
    [documentId, session],
  );
  return row ?? null;
};

/** Everybody who can sign in to the panel. */
export const listActiveStaff = (db: Knex): Promise<StaffRow[]> =>
  queryPrepared<StaffRow>(db, `${staff} where u.is_active and u.blocked is not true order by u.id`, []);
