import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { recordAct } from '../audit/record-act';
import { vaultOf } from '../secrets/vault';
import type { PaymentsInput } from './account-input';
import { changeAccount, switchCash } from './change-account';
import { providerNames } from './provider';

/**
 * Changes how a company is paid; the audit log gets to know which parts, and no values.
 * @returns what does so within a transaction. The vault is opened before, as that asks the database
 * @throws DomainError `payment_keys_mismatch`
 */
export const accountsChange = async (
  strapi: Core.Strapi,
  companyCode: string,
  change: PaymentsInput,
): Promise<(trx: Knex) => Promise<void>> => {
  const vault = await vaultOf(strapi);
  return async (trx) => {
    const parts = Object.entries(change).filter(([, sent]) => Object.keys(sent).length > 0);
    if (parts.length === 0) return;
    if (change.cod) await switchCash(trx, companyCode, change.cod.enabled);
    for (const provider of providerNames) {
      const sent = change[provider];
      if (!sent || Object.keys(sent).length === 0) continue;
      const { enabled, mode, ...keys } = { mode: undefined, ...sent };
      await changeAccount(trx, vault, companyCode, provider, { enabled, mode, keys });
    }
    await recordAct(strapi, trx, {
      action: 'update',
      subject: { type: 'payment-accounts', id: companyCode },
      company: companyCode,
      after: Object.fromEntries(parts.map(([method, sent]) => [method, Object.keys(sent).join(', ')])),
    });
  };
};
