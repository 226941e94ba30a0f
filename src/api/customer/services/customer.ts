import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { recordAct } from '../../../audit/record-act';
import type { Language } from '../../../http/contract-error';
import { verificationLink } from '../../../identity/account-links';
import { envelopeFor } from '../../../identity/account-mail';
import { findAccount, findAccountByEmail, touchLastLogin } from '../../../identity/account-store';
import { erasePerson } from '../erase';
import { bearerOf, isOpen, type OpenAccount } from '../../../identity/accounts';
import { hashPassword, matchesPassword } from '../../../identity/passwords';
import { deleteSessions, type Origin } from '../../../identity/session-store';
import { beginSession, type Tokens } from '../../../identity/sessions';
import { identitySettings } from '../../../identity/settings';
import { mailLater } from '../../../mail/mail-later';
import { guardSignIn } from '../../../rate-limit/sign-in-guard';
import type { Company } from '../../../tenancy/company';
import { insertCustomer, lockCustomer, readCustomer, updateCustomer } from '../store';
import type { CustomerEdit, Registration } from '../validation';

/** Tokens, and the customer as JSON text. */
export type SignedInCustomer = { tokens: Tokens; customer: string };

const CUSTOMER = 'plugin::users-permissions.user';

type Credentials = { email: string; password: string; refresh?: boolean | undefined };

/** Customers: how they come, sign in, and go. */
export const createCustomerService = ({ strapi }: { strapi: Core.Strapi }) => {
  const settings = () => identitySettings(strapi);

  const read = (company: Company, documentId: string): Promise<string> =>
    readCustomer(strapi.db.connection, company, documentId);

  /** The account of an address, if it may sign in and this is its password. Takes as long where there is none. */
  const findMatching = async (
    companyCode: string,
    email: string,
    password: string,
  ): Promise<OpenAccount<'customer'> | null> => {
    const account = await findAccountByEmail(strapi.db.connection, 'customer', companyCode, email);
    const matches = await matchesPassword(password, account?.passwordHash ?? null);
    return matches && isOpen(account) ? account : null;
  };

  /** The log outlives whoever is erased, so it holds no values of theirs. */
  const recordChange = (
    trx: Knex,
    company: string,
    id: string,
    action: 'update' | 'delete',
    fields: string[],
  ): Promise<void> =>
    recordAct(strapi, trx, {
      action,
      subject: { type: CUSTOMER, id },
      company,
      after: fields.length > 0 ? { fields } : null,
    });

  return {
    /** @throws DomainError `email_taken` */
    async register(
      company: Company,
      { name, email, phone, password, language }: Registration,
      spoken: Language,
      origin: Origin,
    ): Promise<SignedInCustomer> {
      const passwordHash = await hashPassword(password);
      const { documentId, tokens } = await strapi.db.transaction(async ({ trx }) => {
        const chosen = language ?? spoken;
        const documentId = await insertCustomer(trx, {
          companyCode: company.code,
          name,
          email,
          phone: phone ?? null,
          passwordHash,
          language: chosen,
        });
        const account = await findAccount(trx, 'customer', documentId);
        if (!isOpen(account)) throw new Error('a new customer was not stored');
        await mailLater(trx, {
          ...envelopeFor(account),
          kind: 'welcome',
          data: { link: verificationLink(account, settings()) },
        });
        await touchLastLogin(trx, documentId);
        return { documentId, tokens: await beginSession(trx, settings(), bearerOf(account), origin) };
      });
      return { tokens, customer: await read(company, documentId) };
    },

    /** @throws DomainError `invalid_credentials`, in the same words and time for an unknown address; `rate_limited` */
    async signIn(
      company: Company,
      { email, password, refresh }: Credentials,
      origin: Origin,
    ): Promise<SignedInCustomer> {
      const account = await guardSignIn(
        strapi,
        { realm: 'customer', company: company.code, email, address: origin.address },
        () => findMatching(company.code, email, password),
      );
      const tokens = await strapi.db.transaction(async ({ trx }) => {
        await touchLastLogin(trx, account.documentId);
        return beginSession(trx, settings(), bearerOf(account), origin, refresh);
      });
      return { tokens, customer: await read(company, account.documentId) };
    },

    /** What staff change of a customer. Whoever is blocked is signed out at once. */
    async edit(company: Company, documentId: string, { isActive, ...change }: CustomerEdit): Promise<string> {
      await strapi.db.transaction(async ({ trx }) => {
        await lockCustomer(trx, company.code, documentId);
        const blocked = isActive === undefined ? undefined : !isActive;
        await updateCustomer(trx, documentId, { ...change, blocked });
        if (blocked) await deleteSessions(trx, { kind: 'customer', documentId });
        await recordChange(trx, company.code, documentId, 'update', Object.keys({ ...change, isActive }));
      });
      return read(company, documentId);
    },

    /** Erases what is personal of a customer; what they ordered stays. */
    async erase(companyCode: string, documentId: string): Promise<void> {
      await strapi.db.transaction(async ({ trx }) => {
        await lockCustomer(trx, companyCode, documentId);
        await erasePerson(trx, 'customer', documentId);
        await recordChange(trx, companyCode, documentId, 'delete', []);
      });
    },
  };
};

export default createCustomerService;
