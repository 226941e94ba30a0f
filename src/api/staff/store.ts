import type { Knex } from 'knex';
import type { Grant } from '../../identity/permissions';
import { picture } from '../../storefront/images.sql';
import type { Column, Fragment } from '../../storefront/sql-fragment';
import { STAFF_PROFILE } from '../../staff/member-store';
import { SUPER_ADMIN } from '../../tenancy/store';

/** A member of staff as stored; what their roles grant is worked out from `roleCodes`. */
export type StaffItem = {
  documentId: string;
  name: string;
  email: string;
  phone: string | null;
  avatar: object | null;
  role: 'admin' | 'super_admin';
  roleCodes: string[];
  companies: string[];
  isActive: boolean;
  last_login: string | null;
  createdAt: string;
  updatedAt: string;
};

/** By what lists of staff are filtered and sorted. */
export const staffColumns: Record<string, Column> = {
  name: { sql: 'name', type: 'text', required: true },
  email: { sql: 'email', type: 'text', required: true },
  isActive: { sql: 'is_active', type: 'boolean', required: true },
  role: { sql: 'role', type: 'text', required: true },
  createdAt: { sql: 'created_at', type: 'instant', required: true },
  updatedAt: { sql: 'updated_at', type: 'instant', required: true },
  last_login: { sql: 'last_login', type: 'instant' },
};

const staff = `
  select u.id, u.document_id, u.email::text as email, u.created_at, u.updated_at, l.last_login,
         coalesce(nullif(concat_ws(' ', u.firstname, u.lastname), ''), u.email)::text as name,
         (u.is_active is true and u.blocked is not true) as is_active,
         case when '${SUPER_ADMIN}' = any(roles.codes) then 'super_admin' else 'admin' end as role,
         roles.codes, profile.id as profile_id, profile.phone
    from admin_users u
    cross join lateral (
      select array(select r.code::text from admin_users_roles_lnk ur join admin_roles r on r.id = ur.role_id
                    where ur.user_id = u.id order by r.code) as codes) roles
    left join lateral (
      select p.id, p.phone from staff_profiles_user_lnk pu join staff_profiles p on p.id = pu.staff_profile_id
       where pu.user_id = u.id order by p.id limit 1) profile on true
    left join staff_logins l on l.user_id = u.document_id`;

const item = `json_build_object(
  'documentId', s.document_id, 'name', s.name, 'email', s.email, 'phone', s.phone,
  'avatar', (select ${picture({ locale: `'en'`, fallback: `'en'` })}
               from files_related_mph m join files f on f.id = m.file_id
              where m.related_type = '${STAFF_PROFILE}' and m.related_id = s.profile_id and m.field = 'avatar'
              order by m.id limit 1),
  'role', s.role, 'roleCodes', s.codes,
  'companies', array(select c.code from staff_profiles_companies_lnk pc join companies c on c.id = pc.company_id
                      where pc.staff_profile_id = s.profile_id order by c.code),
  'isActive', s.is_active, 'last_login', iso_instant(s.last_login at time zone 'utc'),
  'createdAt', iso_instant(s.created_at), 'updatedAt', iso_instant(s.updated_at))`;

// Strapi's pool hands out JSON as text.
const parsed = ({ body }: { body: string }): StaffItem => JSON.parse(body) as StaffItem;

/** A page of staff, and how many there are. */
export const listStaff = async (
  db: Knex,
  where: Fragment,
  order: string,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<{ items: StaffItem[]; total: number }> => {
  const { rows } = await db.raw<{ rows: { body: string; total: number }[] }>(
    `select ${item}::text as body, s.total
       from (select *, count(*) over ()::int as total from (${staff}) all_staff where ${where.sql}
              order by ${order} limit ? offset ?) s
      order by ${order}`,
    [...where.bindings, pageSize, (page - 1) * pageSize] as never,
  );
  const total = rows[0]?.total ?? (page > 1 ? await countStaff(db, where) : 0);
  return { items: rows.map(parsed), total };
};

const countStaff = async (db: Knex, where: Fragment): Promise<number> => {
  const { rows } = await db.raw<{ rows: { total: number }[] }>(
    `select count(*)::int as total from (${staff}) all_staff where ${where.sql}`,
    where.bindings as never,
  );
  return rows[0]?.total ?? 0;
};

/** One member of staff. */
export const readStaff = async (db: Knex, documentId: string): Promise<StaffItem | null> => {
  const { rows } = await db.raw<{ rows: { body: string }[] }>(
    `select ${item}::text as body from (${staff}) s where s.document_id = ?`,
    [documentId],
  );
  return rows[0] ? parsed(rows[0]) : null;
};

/** What each role of the panel grants. */
export const grantsByRole = async (db: Knex): Promise<Record<string, Grant[]>> => {
  const { rows } = await db.raw<{ rows: { code: string; granted: Grant[] }[] }>(
    `select r.code, json_agg(json_build_object('action', p.action, 'subject', p.subject, 'conditions', p.conditions, 'fields', p.properties->'fields'))::text as granted
       from admin_roles r
       join admin_permissions_role_lnk pr on pr.role_id = r.id
       join admin_permissions p on p.id = pr.permission_id
      where p.action like 'plugin::content-manager.explorer.%' or p.action like 'plugin::upload.%'
      group by r.code`,
  );
  return Object.fromEntries(
    rows.map(({ code, granted }) => [code, JSON.parse(granted as unknown as string) as Grant[]]),
  );
};

type Known = { id: number; code: string };

/** The roles of the panel by these codes; those that there are. */
export const findRoles = async (trx: Knex, codes: string[]): Promise<Known[]> => {
  const { rows } = await trx.raw<{ rows: Known[] }>('select id, code from admin_roles where code = any(?)', [
    codes,
  ]);
  return rows;
};

/** The companies by these codes; those that there are. */
export const findCompanies = async (trx: Knex, codes: string[]): Promise<Known[]> => {
  const { rows } = await trx.raw<{ rows: Known[] }>('select id, code from companies where code = any(?)', [
    codes,
  ]);
  return rows;
};

/** A file that a member of staff may have as their picture, held until the transaction ends. */
export const findAvatar = async (trx: Knex, documentId: string): Promise<number | null> => {
  const { rows } = await trx.raw<{ rows: { id: number }[] }>(
    `select id from files where document_id = ? and mime like 'image/%' for key share`,
    [documentId],
  );
  return rows[0]?.id ?? null;
};

/** The row of what the shop keeps beside a panel user. */
export const findProfile = async (trx: Knex, userId: number): Promise<number | null> => {
  const { rows } = await trx.raw<{ rows: { id: number }[] }>(
    'select staff_profile_id as id from staff_profiles_user_lnk where user_id = ? order by staff_profile_id limit 1',
    [userId],
  );
  return rows[0]?.id ?? null;
};
