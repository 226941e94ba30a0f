import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { DomainError } from '../domain/errors';
import type { Company } from '../tenancy/company';
import { resolveCompany } from '../tenancy/registry';
import { companiesOfStaff, worksFor } from '../tenancy/staff-companies';

type AdminState = { user: { id: number } };

/**
 * The company that a page of the panel works on: the one of `?company=`, else the default one.
 * @throws DomainError `unknown_company`, `forbidden` where the signed-in user does not work for it
 */
export const companyOfPanel = async (strapi: Core.Strapi, ctx: Context): Promise<Company> => {
  const asked = ctx.query['company'];
  const company = resolveCompany(typeof asked === 'string' ? asked : '');
  const allowed = await companiesOfStaff(strapi, (ctx.state as AdminState).user.id);
  if (!worksFor(allowed, company.code)) {
    throw new DomainError('forbidden', 'you do not work for this company', { company: company.code });
  }
  return company;
};
