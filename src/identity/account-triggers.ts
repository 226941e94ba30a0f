/** The tables that the triggers of accounts stand on. */
export const accountSources = ['up_users', 'up_roles'];

/**
 * Every account has the role of its kind in users-permissions, and every customer their counters, whoever made the
 * account. Safe to run again.
 */
export const accountTriggers = [
  `create or replace function account_created() returns trigger language plpgsql as $$
   begin
     insert into up_users_role_lnk (user_id, role_id)
     select new.id, r.id from up_roles r where r.type = new.kind and r.locale is null order by r.id limit 1
     on conflict do nothing;
     if new.kind = 'customer' then
       insert into customer_counters (customer_id, company_code) values (new.document_id, new.company_code)
       on conflict do nothing;
     end if;
     return null;
   end
   $$`,
  `create or replace trigger account_created after insert on up_users
     for each row execute function account_created()`,
];
