import type { Core } from '@strapi/strapi';
import { belongsToCompany } from '../documents/shop-types';
import { companiesOfStaff } from '../tenancy/staff-companies';

const COMPANY = 'api::company.company';

type ConditionInput = { id: number; permission?: { subject?: string | null } };

type ConditionResult = boolean | Record<string, { $in: string[] }>;

/** What Strapi hands over just before a permission of a signed-in user starts to hold. */
type Registration = {
  id?: number;
  permission: { action: string; subject?: string | null };
  condition: { and: (query: Record<string, unknown>) => unknown };
};

/** What is used of Strapi's own service of permissions. */
export type PermissionService = {
  engine: {
    hooks: Record<
      'before-register.permission',
      { register: (handler: (context: Registration) => Promise<void>) => unknown }
    >;
  };
  conditionProvider: {
    register(condition: {
      displayName: string;
      name: string;
      category: string;
      handler: (user: ConditionInput) => Promise<ConditionResult>;
    }): Promise<unknown>;
  };
};

/**
 * Registers the condition by which a role's users reach only what belongs to their companies. Strapi asks
 * it once for each permission of a signed-in user and adds the answer to every query of that permission.
 */
export const registerCompanyCondition = async (strapi: Core.Strapi): Promise<void> => {
  const { conditionProvider } = strapi.service('admin::permission') as unknown as PermissionService;
  await conditionProvider.register({
    displayName: 'In my companies',
    name: 'in-my-companies',
    category: 'SaptMarkets',
    handler: async (user) => {
      const companies = await companiesOfStaff(strapi, user.id);
      if (companies === 'all') return true;
      // Without a company nothing is granted; an empty `$in` would still show empty lists.
      if (companies.length === 0) return false;
      return { [user.permission?.subject === COMPANY ? 'code' : 'company_code']: { $in: companies } };
    },
  });
};

const PROFILE = 'api::staff-profile.staff-profile';

/** Rights on single files of the media library. They name no content type; making a file is not among them. */
const fileActions = ['read', 'assets.update', 'assets.download', 'assets.copy-link'].map(
  (action) => `plugin::upload.${action}`,
);

const reachOf = (
  { action, subject }: Registration['permission'],
  companies: string[],
): Record<string, unknown> | null => {
  if (fileActions.includes(action)) {
    return { $or: [{ company_code: { $eq: null } }, { company_code: { $in: companies } }] };
  }
  if (!subject) return null;
  if (subject === COMPANY) return { code: { $in: companies } };
  // Who works for which company is for super admins to see and say.
  if (subject === PROFILE) return { id: { $in: [] } };
  return belongsToCompany(subject) ? { company_code: { $in: companies } } : null;
};

/**
 * Narrows every permission to the user's companies, also in roles whose maker did not tick the condition,
 * such as the Editor and Author that Strapi makes by itself.
 */
export const keepStaffInCompanies = (strapi: Core.Strapi): void => {
  const { engine } = strapi.service('admin::permission') as unknown as PermissionService;
  engine.hooks['before-register.permission'].register(async ({ id, permission, condition }) => {
    if (!reachOf(permission, []) || id === undefined) return;
    const companies = await companiesOfStaff(strapi, id);
    const query = companies === 'all' ? null : reachOf(permission, companies);
    if (query) condition.and(query);
  });
};
