import type { Knex } from 'knex';
import type { Values } from '../audit/difference';
import { lockName } from '../documents/locks';
import { DomainError } from '../domain/errors';
import type { Language } from '../http/contract-error';

export const STAFF_PROFILE = 'api::staff-profile.staff-profile';

export const ADMIN_USER = 'admin::user';

/** A panel user with what the shop keeps beside. */
export type StaffMember = {
  id: number;
  documentId: string;
  firstname: string | null;
  lastname: string | null;
  email: string;
  /** the hash; null until somebody has chosen a password */
  password: string | null;
  isActive: boolean;
  language: Language;
  roles: string[];
  companies: string[];
  phone: string | null;
  avatar: string | null;
};

/** What of a member the audit log tells; the hash is hidden there and only says that it has changed. */
export const auditedValues = (member: StaffMember): Values => {
  const { firstname, lastname, email, password, isActive, roles, companies, phone, avatar } = member;
  const name = [firstname, lastname].filter(Boolean).join(' ');
  return { name, email, password, isActive, roles, companies, phone, avatar };
};

/** The members with these row ids, in that order of ids. */
export const readMembers = async (db: Knex, ids: number[]): Promise<StaffMember[]> => {
  const { rows } = await db.raw<{ rows: StaffMember[] }>(
    `select u.id, u.document_id as "documentId", u.firstname, u.lastname, u.email, u.password,
            (u.is_active is true and u.blocked is not true) as "isActive",
            case when u.prefered_language like 'ar%' then 'ar' else 'en' end as language,
            array(select r.code::text from admin_users_roles_lnk l join admin_roles r on r.id = l.role_id
                   where l.user_id = u.id order by r.code) as roles,
            array(select c.code::text from staff_profiles_companies_lnk l join companies c on c.id = l.company_id
                   where l.staff_profile_id = p.id order by c.code) as companies,
            p.phone,
            (select f.document_id from files_related_mph m join files f on f.id = m.file_id
              where m.related_type = '${STAFF_PROFILE}' and m.related_id = p.id and m.field = 'avatar'
              order by m.id limit 1) as avatar
       from admin_users u
       left join lateral (
         select sp.id, sp.phone from staff_profiles_user_lnk pu join staff_profiles sp on sp.id = pu.staff_profile_id
          where pu.user_id = u.id order by sp.id limit 1) p on true
      where u.id = any(?) order by u.id`,
    [ids],
  );
  return rows;
};

/** The row id of a member. */
export const findMemberId = async (db: Knex, documentId: string): Promise<number | null> => {
  const { rows } = await db.raw<{ rows: { id: number }[] }>(
    'select id from admin_users where document_id = ?',
    [documentId],
  );
  return rows[0]?.id ?? null;
};

/** The row id of whoever signs in by this address. */
export const findMemberIdByEmail = async (db: Knex, email: string): Promise<number | null> => {
  const { rows } = await db.raw<{ rows: { id: number }[] }>(
    'select id from admin_users where lower(email) = lower(?)',
    [email],
  );
  return rows[0]?.id ?? null;
};

/**
 * Locks whoever a token was given to; a second one with the same token waits, and then finds nobody.
 * @param digest how the token is stored
 */
export const lockByToken = async (trx: Knex, digest: string): Promise<number | null> => {
  const { rows } = await trx.raw<{ rows: { id: number }[] }>(
    `select id from admin_users
      where reset_password_token = ? and is_active and blocked is not true
        and reset_password_token_expires_at > now() at time zone 'utc' for update`,
    [digest],
  );
  return rows[0]?.id ?? null;
};

/** Notes that somebody has signed in. */
export const noteLogin = async (trx: Knex, documentId: string): Promise<void> => {
  await trx.raw(
    `insert into staff_logins (user_id, last_login) values (?, now())
     on conflict (user_id) do update set last_login = excluded.last_login`,
    [documentId],
  );
};

/**
 * Lets one change of staff wait for another, before either locks a row: Strapi renumbers the users of a role at every
 * change, in no order that would keep two changes at once from waiting for one another.
 */
export const lockStaff = (trx: Knex): Promise<void> => lockName(trx, 'staff');

/** The super admin who is at work does not shut themselves out. */
export const selfRefused = (): DomainError =>
  new DomainError('in_use', 'nobody deletes or deactivates themselves', { reason: 'self' });
