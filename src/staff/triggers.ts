import { STAFF_PROFILE } from './member-store';
import { SUPER_ADMIN } from '../tenancy/store';

/** Raised by the database where the last active super admin would be lost. */
export const LAST_SUPER_ADMIN = 'SM001';

// Any number that nothing else locks.
const SUPER_ADMIN_LOCK = 7_205_056;

/** The tables that the triggers stand on. */
export const staffSources = ['admin_users', 'admin_users_roles_lnk'];

/**
 * Looks when everything else of the transaction is done, one transaction after the other, so that two super
 * admins who demote one another at the same moment do not both succeed.
 */
const keepSuperAdmin = `
create or replace function staff_keep_super_admin() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'admin_users_roles_lnk' then
    if not exists (select 1 from admin_roles r where r.id = old.role_id and r.code = '${SUPER_ADMIN}') then
      return null;
    end if;
  end if;
  perform pg_advisory_xact_lock(${SUPER_ADMIN_LOCK});
  if not exists (
    select 1 from admin_users u
      join admin_users_roles_lnk l on l.user_id = u.id
      join admin_roles r on r.id = l.role_id
     where r.code = '${SUPER_ADMIN}' and u.is_active and u.blocked is not true) then
    raise exception 'the last active super admin stays' using errcode = '${LAST_SUPER_ADMIN}';
  end if;
  return null;
end
$$`;

/** What was given out for a password dies with it, over REST and in the panel; what was for an account, with that. */
const endSessions = `
create or replace function staff_end_sessions() returns trigger language plpgsql as $$
begin
  delete from strapi_sessions where user_id = old.id::text and origin = 'admin';
  delete from account_sessions where kind = 'staff' and account_id = old.document_id;
  return null;
end
$$`;

const forgetLinks = `
create or replace function staff_forget_links() returns trigger language plpgsql as $$
begin
  new.reset_password_token := null;
  new.reset_password_token_expires_at := null;
  new.registration_token := null;
  return new;
end
$$`;

const removeProfile = `
create or replace function staff_remove_profile() returns trigger language plpgsql as $$
begin
  delete from files_related_mph m using staff_profiles_user_lnk l
   where l.user_id = old.id and m.related_type = '${STAFF_PROFILE}' and m.related_id = l.staff_profile_id;
  delete from staff_profiles p using staff_profiles_user_lnk l
   where l.user_id = old.id and p.id = l.staff_profile_id;
  delete from staff_logins where user_id = old.document_id;
  return old;
end
$$`;

const isDeactivated =
  'old.is_active and new.is_active is not true or old.blocked is not true and new.blocked';

/**
 * What holds for members of staff whoever changes them: REST, the panel, Strapi's command line, a script. Safe to
 * run again.
 */
export const staffTriggers = [
  'create unique index if not exists admin_users_unique_email on admin_users (lower(email))',
  keepSuperAdmin,
  endSessions,
  forgetLinks,
  removeProfile,
  'drop trigger if exists staff_keep_super_admin_active on admin_users',
  'drop trigger if exists staff_keep_super_admin on admin_users_roles_lnk',
  `create constraint trigger staff_keep_super_admin_active after update on admin_users
     deferrable initially deferred for each row when (${isDeactivated}) execute function staff_keep_super_admin()`,
  `create constraint trigger staff_keep_super_admin after delete or update on admin_users_roles_lnk
     deferrable initially deferred for each row execute function staff_keep_super_admin()`,
  `create or replace trigger staff_end_sessions after update on admin_users for each row
     when (old.password is distinct from new.password or ${isDeactivated}) execute function staff_end_sessions()`,
  `create or replace trigger staff_end_sessions_of_deleted after delete on admin_users
     for each row execute function staff_end_sessions()`,
  `create or replace trigger staff_forget_links before update on admin_users for each row
     when (old.password is distinct from new.password or old.email is distinct from new.email)
     execute function staff_forget_links()`,
  `create or replace trigger staff_remove_profile before delete on admin_users
     for each row execute function staff_remove_profile()`,
];
