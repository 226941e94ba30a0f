import type { Core } from '@strapi/strapi';
import { notFound } from '../../../domain/errors';
import type { Company } from '../../../tenancy/company';
import { attributesOf } from '../columns';
import { findSettingId } from '../store';
import type { SettingChange } from '../validation';

/** The settings of a company. */
export const createSettingService = ({ strapi }: { strapi: Core.Strapi }) => ({
  /** Changes the parts that were sent. */
  async update(company: Company, change: SettingChange): Promise<void> {
    const documentId = await findSettingId(strapi.db.connection, company.code);
    if (!documentId) throw notFound('setting');
    const data = attributesOf(change);
    await strapi.documents('api::setting.setting').update({ documentId, data: data as never });
  },
});

export default createSettingService;
