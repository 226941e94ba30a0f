import type { Knex } from 'knex';
import type { Company } from './company';

/** Strapi's role that may do everything. */
export const SUPER_ADMIN = 'strapi-super-admin';

/** Every company with what its settings say of money and time. Few rows, read once and kept. */
export const loadCompanies = async (db: Knex): Promise<Company[]> => {
  const { rows } = await db.raw<{ rows: Company[] }>(`
    select c.document_id                          as "documentId",
           c.code,
           c.name,
           c.default_locale                       as "defaultLocale",
           coalesce(c.is_default, false)          as "isDefault",
           coalesce(c.is_active, true)            as "isActive",
           coalesce(s.currency, 'SAR')            as currency,
           coalesce(cur.decimals, 2)              as decimals,
           coalesce(s.timezone, 'Asia/Riyadh')    as timezone,
           coalesce(s.order_guest_checkout, false) as "guestCheckout"
      from companies c
      left join settings s on s.company_code = c.code
      left join currencies cur
        on cur.company_code = c.code and cur.code = s.currency and cur.locale = 'en'
     order by c.id`);
  return rows;
};

/** The codes of the companies that a panel user was given. */
export const loadStaffCompanyCodes = async (db: Knex, adminUserId: number): Promise<string[]> => {
  const { rows } = await db.raw<{ rows: { code: string }[] }>(
    `select distinct c.code
       from staff_profiles_user_lnk pu
       join staff_profiles_companies_lnk pc on pc.staff_profile_id = pu.staff_profile_id
       join companies c on c.id = pc.company_id
      where pu.user_id = ?
      order by c.code`,
    [adminUserId],
  );
  return rows.map((row) => row.code);
};

/** Whether a panel user holds Strapi's super admin role. */
export const isSuperAdmin = async (db: Knex, adminUserId: number): Promise<boolean> => {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `select 1
       from admin_users_roles_lnk ur
       join admin_roles r on r.id = ur.role_id
      where ur.user_id = ? and r.code = ?`,
    [adminUserId, SUPER_ADMIN],
  );
  return rows.length > 0;
};
