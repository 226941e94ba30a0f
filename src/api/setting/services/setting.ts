import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { fileRowIds } from '../../../documents/files';
import { inTransaction } from '../../../documents/save';
import { notFound } from '../../../domain/errors';
import { accountsChange } from '../../../payments/accounts';
import type { Company } from '../../../tenancy/company';
import { attributesOf } from '../columns';
import { findSettingId } from '../store';
import type { SettingChange } from '../validation';

const logoRow = async (trx: Knex, logo: string | null, { code }: Company): Promise<number | null> => {
  const [row] = logo === null ? [] : await fileRowIds(trx, 'logo', [logo], code);
  return row ?? null;
};

/** The settings of a company. */
export const createSettingService = ({ strapi }: { strapi: Core.Strapi }) => ({
  /** Changes the parts that were sent. */
  async update(company: Company, change: SettingChange): Promise<void> {
    const documentId = await findSettingId(strapi.db.connection, company.code);
    if (!documentId) throw notFound('setting');
    const data: Record<string, unknown> = attributesOf(change);
    const changeAccounts = change.payments && (await accountsChange(strapi, company.code, change.payments));
    await inTransaction(strapi, async (trx) => {
      if (change.logo !== undefined) data['logo'] = await logoRow(trx, change.logo, company);
      if (Object.keys(data).length > 0 || !changeAccounts) {
        await strapi.documents('api::setting.setting').update({ documentId, data: data as never });
      }
      await changeAccounts?.(trx);
    });
  },
});

export default createSettingService;
