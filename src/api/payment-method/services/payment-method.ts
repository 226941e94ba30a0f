import type { Core } from '@strapi/strapi';
import type { Company } from '../../../tenancy/company';
import { listMethods } from '../store';

export const createPaymentMethodService = ({ strapi }: { strapi: Core.Strapi }) => ({
  /** What is switched on and complete, with the keys that a page of the storefront needs, as JSON text. */
  list: (company: Company): Promise<string> => listMethods(strapi.db.connection, company.code),
});

export default createPaymentMethodService;
