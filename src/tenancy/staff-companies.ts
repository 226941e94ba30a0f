import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { isSuperAdmin, loadStaffCompanyCodes } from './store';

/** `all` for super admins, else the codes of the companies that a super admin gave to this user. */
export type StaffCompanies = 'all' | string[];

/**
 * Which companies a panel user works for.
 * @param db the transaction at hand, where there is one
 */
export const companiesOfStaff = async (
  strapi: Core.Strapi,
  adminUserId: number,
  db: Knex = strapi.db.connection,
): Promise<StaffCompanies> =>
  (await isSuperAdmin(db, adminUserId)) ? 'all' : loadStaffCompanyCodes(db, adminUserId);

/** How panel roles name the condition that keeps their users inside these companies. */
export const IN_MY_COMPANIES = 'api::in-my-companies';

/** Whether these companies include the one. */
export const worksFor = (companies: StaffCompanies, code: string): boolean =>
  companies === 'all' || companies.includes(code);
