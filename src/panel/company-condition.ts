import type { Core } from '@strapi/strapi';
import { companiesOfStaff } from '../tenancy/staff-companies';

const COMPANY = 'api::company.company';

type ConditionInput = { id: number; permission?: { subject?: string | null } };

type ConditionResult = boolean | Record<string, { $in: string[] }>;

type PermissionService = {
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
