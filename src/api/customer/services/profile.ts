import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { notFound } from '../../../domain/errors';
import { verificationLink } from '../../../identity/account-links';
import { findAccount } from '../../../identity/account-store';
import { isOpen } from '../../../identity/accounts';
import type { CustomerCaller } from '../../../identity/caller';
import { identitySettings } from '../../../identity/settings';
import { mailLater } from '../../../mail/mail-later';
import { changeEmail, lockCustomer, updateCustomer } from '../store';
import type { ProfileChange } from '../validation';
import { changeDefaultAddress, replaceAddresses } from './address';

/** What customers change of themselves. */
export const createProfileService = ({ strapi }: { strapi: Core.Strapi }) => {
  const moveTo = async (
    trx: Knex,
    { company, documentId }: CustomerCaller,
    oldEmail: string,
    email: string,
  ): Promise<void> => {
    await changeEmail(trx, company, documentId, email);
    const account = await findAccount(trx, 'customer', documentId);
    if (!isOpen(account)) throw notFound('customer');
    const { name, language } = account;
    const mail = { language: language ?? ('en' as const), company };
    await mailLater(trx, {
      ...mail,
      kind: 'email_verification',
      to: { name, email },
      data: { link: verificationLink(account, identitySettings(strapi)) },
    });
    await mailLater(trx, {
      ...mail,
      kind: 'email_changed',
      to: { name, email: oldEmail },
      data: { newEmail: email },
    });
  };

  return {
    /**
     * Stores what was sent, all of it or nothing. A new e-mail address has to be proven anew.
     * @throws DomainError `email_taken`
     */
    async change(caller: CustomerCaller, change: ProfileChange): Promise<void> {
      await strapi.db.transaction(async ({ trx }) => {
        const { company: companyCode, documentId: customerId } = caller;
        const customer = await lockCustomer(trx, companyCode, customerId);
        if (!customer) throw notFound('customer');
        const { name, phone, avatar, language, email, addresses, address, city, country, zipCode } = change;
        await updateCustomer(trx, customerId, { name, phone, avatar, language });
        if (email !== undefined && email !== customer.email) {
          await moveTo(trx, caller, customer.email, email);
        }
        const owner = { companyCode, customerId };
        if (addresses) await replaceAddresses(trx, owner, addresses);
        const place = { address, city, country, zipCode };
        if (Object.values(place).some((value) => value !== undefined)) {
          await changeDefaultAddress(trx, owner, place);
        }
      });
    },
  };
};

export default createProfileService;
