import type { Core } from '@strapi/strapi';
import { isSuperAdmin, loadStaffCompanyCodes } from './store';

/** `all` for super admins, else the codes of the companies that a super admin gave to this user. */
export type StaffCompanies = 'all' | string[];

/** Which companies a panel user works for. */
export const companiesOfStaff = async (strapi: Core.Strapi, adminUserId: number): Promise<StaffCompanies> => {
  const db = strapi.db.connection;
  return (await isSuperAdmin(db, adminUserId)) ? 'all' : loadStaffCompanyCodes(db, adminUserId);
};

/** Whether these companies include the one. */
export const worksFor = (companies: StaffCompanies, code: string): boolean =>
  companies === 'all' || companies.includes(code);
