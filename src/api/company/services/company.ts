import type { Core } from '@strapi/strapi';
import { notFound } from '../../../domain/errors';
import { readCompanies, readCompany } from '../store';
import type { NewCompany } from '../validation';

const UID = 'api::company.company';

/** Companies, for super admins. Texts are JSON, ready to send. */
export const createCompanyService = ({ strapi }: { strapi: Core.Strapi }) => ({
  list: (page: number, pageSize: number) =>
    readCompanies(strapi.db.connection, pageSize, (page - 1) * pageSize),

  async create(input: NewCompany): Promise<string> {
    const { documentId } = await strapi.documents(UID).create({
      data: { defaultLocale: 'en', isDefault: false, isActive: true, ...input },
    });
    const body = await readCompany(strapi.db.connection, documentId);
    if (!body) throw notFound('company');
    return body;
  },
});

export default createCompanyService;
