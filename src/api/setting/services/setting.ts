import type { Core } from '@strapi/strapi';
import { inTransaction } from '../../../documents/save';
import { notFound } from '../../../domain/errors';
import { accountsChange } from '../../../payments/accounts';
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
    const changeAccounts = change.payments && (await accountsChange(strapi, company.code, change.payments));
    await inTransaction(strapi, async (trx) => {
      if (Object.keys(data).length > 0 || !changeAccounts) {
        await strapi.documents('api::setting.setting').update({ documentId, data: data as never });
      }
      await changeAccounts?.(trx);
    });
  },
});

export default createSettingService;
