import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { DomainError, invalidField, notFound } from '../../../domain/errors';
import { emailChangeLink } from '../../../identity/account-links';
import { envelopeFor } from '../../../identity/account-mail';
import {
  type AccountRow,
  emailTaken,
  findAccount,
  findAccountByEmail,
} from '../../../identity/account-store';
import { countOpenOrders } from '../../order/life-store';
import { closeCounters } from '../counter-store';
import { erasePerson } from '../erase';
import { isOpen, type OpenAccount } from '../../../identity/accounts';
import type { CustomerCaller } from '../../../identity/caller';
import { mayMailLink } from '../../../identity/link-limit';
import { matchesPassword } from '../../../identity/passwords';
import { findSessions, isRenewable, type Origin } from '../../../identity/session-store';
import type { Tokens } from '../../../identity/sessions';
import { identitySettings } from '../../../identity/settings';
import { mailLater } from '../../../mail/mail-later';
import { guardSignIn } from '../../../rate-limit/sign-in-guard';
import { companyOf } from '../../../tenancy/registry';
import { serviceOf } from '../../../http/service-of';
import { readOrdersOf } from '../../order/read';
import { lockCustomer, readCustomer, updateCustomer } from '../store';
import type { PasswordChange, ProfileChange } from '../validation';
import { changeDefaultAddress, replaceAddresses } from './address';
import { createCredentialsService } from './credentials';

/** What customers change of themselves. */
export const createProfileService = ({ strapi }: { strapi: Core.Strapi }) => {
  const credentials = serviceOf(strapi, 'api::customer.credentials', createCredentialsService);

  const read = ({ company, documentId }: CustomerCaller): Promise<string> =>
    readCustomer(strapi.db.connection, companyOf(company), documentId);

  /**
   * The caller's account, if this is its password. Tries are counted, so that a stolen token is no way to guess it;
   * apart from those of signing in, so that whoever is locked out by strangers can still protect the account.
   * @throws DomainError `invalid_credentials`; `rate_limited`
   */
  const confirmPassword = (
    { company, documentId }: CustomerCaller,
    password: string,
    { address }: Origin,
  ): Promise<OpenAccount<'customer'>> =>
    guardSignIn(strapi, { realm: 'confirmation', company, email: documentId, address }, async () => {
      const account = await findAccount(strapi.db.connection, 'customer', documentId);
      const matches = await matchesPassword(password, account?.passwordHash ?? null);
      return matches && isOpen(account) ? account : null;
    });

  /** Sends the link by which the caller takes another address, and tells the old one, which stays until then. */
  const offerEmail = async (trx: Knex, account: AccountRow<'customer'>, email: string): Promise<void> => {
    if (!isOpen(account)) throw notFound('customer');
    if (await findAccountByEmail(trx, 'customer', account.companyCode, email)) throw emailTaken();
    await mailLater(trx, {
      ...envelopeFor(account),
      kind: 'email_change_requested',
      data: { newEmail: email },
    });
    await mailLater(trx, {
      ...envelopeFor({ ...account, email }),
      kind: 'email_verification',
      data: { link: emailChangeLink(account, email, identitySettings(strapi)) },
    });
  };

  /** Neither is anybody's mailbox to be flooded, nor are strangers to be written to by trying addresses. */
  const assertMayOffer = async ({ company, documentId }: CustomerCaller, email: string): Promise<void> => {
    if ((await mayMailLink(strapi, company, documentId)) && (await mayMailLink(strapi, company, email)))
      return;
    throw new DomainError('rate_limited', 'too many changes of the address, try again later');
  };

  const store = async (caller: CustomerCaller, change: Omit<ProfileChange, 'currentPassword'>) => {
    const { company: companyCode, documentId: customerId } = caller;
    const { name, phone, avatar, language, email, addresses, address, city, country, zipCode } = change;
    await strapi.db.transaction(async ({ trx }) => {
      const account = await lockCustomer(trx, companyCode, customerId);
      await updateCustomer(trx, customerId, { name, phone, avatar, language });
      if (email !== undefined && email !== account.email) await offerEmail(trx, account, email);
      const owner = { companyCode, customerId };
      if (addresses) await replaceAddresses(trx, owner, addresses);
      const place = { address, city, country, zipCode };
      if (Object.values(place).some((value) => value !== undefined)) {
        await changeDefaultAddress(trx, owner, place);
      }
    });
  };

  return {
    /** The caller as JSON text. */
    read,

    /**
     * Stores what was sent, all of it or nothing. Another e-mail address needs the password, because whoever has the
     * address can have the account; it takes effect when it is proven.
     * @returns the profile as JSON text; with `pendingEmail` where an address is to be proven
     * @throws DomainError `email_taken`, `invalid_credentials`; ValidationError
     */
    async change(
      caller: CustomerCaller,
      { currentPassword, ...change }: ProfileChange,
      origin: Origin,
    ): Promise<string> {
      const email = change.email === caller.email ? undefined : change.email;
      if (email !== undefined && currentPassword === undefined) {
        throw invalidField('currentPassword', 'is needed for another e-mail address');
      }
      if (currentPassword !== undefined) await confirmPassword(caller, currentPassword, origin);
      if (email !== undefined) await assertMayOffer(caller, email);
      await store(caller, { ...change, email });
      const profile = await read(caller);
      return email === undefined
        ? profile
        : `${profile.slice(0, -1)},"pendingEmail":${JSON.stringify(email)}}`;
    },

    /**
     * Changes the password. All sessions end; the caller is given a new one of the same kind.
     * @throws DomainError `invalid_credentials`; ValidationError
     */
    async changePassword(
      caller: CustomerCaller,
      { currentPassword, password }: PasswordChange,
      origin: Origin,
    ): Promise<Tokens> {
      const account = await confirmPassword(caller, currentPassword, origin);
      const renewable = await isRenewable(strapi.db.connection, caller.session);
      return credentials.changePassword(account, password, origin, renewable);
    },

    /** All that is kept of the caller, as JSON text. */
    async exportAll(caller: CustomerCaller): Promise<string> {
      const db = strapi.db.connection;
      const sessions = await findSessions(db, caller);
      const orders = await readOrdersOf(db, companyOf(caller.company), caller.documentId);
      return `{"customer":${await read(caller)},"sessions":${JSON.stringify(sessions)},"orders":${orders}}`;
    },

    /**
     * Erases the caller. Whoever still waits for something has to be found.
     * @throws DomainError `invalid_credentials`; `in_use` while there are orders that are not over
     */
    async erase(caller: CustomerCaller, currentPassword: string, origin: Origin): Promise<void> {
      const { documentId } = await confirmPassword(caller, currentPassword, origin);
      await strapi.db.transaction(async ({ trx }) => {
        await closeCounters(trx, documentId);
        const open = await countOpenOrders(trx, documentId);
        if (open > 0) {
          throw new DomainError('in_use', 'there are orders on their way to you', { orders: open });
        }
        await erasePerson(trx, 'customer', documentId);
      });
    },
  };
};

export default createProfileService;
