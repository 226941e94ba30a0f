import type { Core } from '@strapi/strapi';
import { DomainError, notFound } from '../../../domain/errors';
import type { Language } from '../../../http/contract-error';
import { verificationLink } from '../../../identity/account-links';
import {
  eraseAccount,
  findAccount,
  findAccountByEmail,
  touchLastLogin,
} from '../../../identity/account-store';
import { bearerOf, isOpen, type OpenAccount } from '../../../identity/accounts';
import { hashPassword, matchesPassword } from '../../../identity/passwords';
import { deleteSessions, type Origin } from '../../../identity/session-store';
import { beginSession, type Tokens } from '../../../identity/sessions';
import { identitySettings } from '../../../identity/settings';
import { mailLater } from '../../../mail/mail-later';
import { byDocumentId, readOne, type ReadScope } from '../../../storefront/read';
import type { Company } from '../../../tenancy/company';
import { customerSource, insertCustomer, lockCustomer, updateCustomer } from '../store';
import type { CustomerEdit, Registration } from '../validation';

/** Tokens, and the customer as JSON text. */
export type SignedInCustomer = { tokens: Tokens; customer: string };

type Credentials = { email: string; password: string; refresh?: boolean | undefined };

/** How the service reads customers: as their company's staff do. */
const scopeOf = (company: Company): ReadScope => ({ company, audience: 'staff' });

/** Customers: how they come, sign in, and go. */
export const createCustomerService = ({ strapi }: { strapi: Core.Strapi }) => {
  const settings = () => identitySettings(strapi);

  const read = (company: Company, documentId: string): Promise<string> =>
    readOne(strapi.db.connection, customerSource, scopeOf(company), null, byDocumentId(documentId));

  const openAccount = async (documentId: string): Promise<OpenAccount<'customer'>> => {
    const account = await findAccount(strapi.db.connection, 'customer', documentId);
    if (!isOpen(account)) throw new DomainError('unauthenticated', 'sign in first');
    return account;
  };

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
          kind: 'welcome',
          to: { name, email },
          language: chosen,
          company: company.code,
          data: { link: verificationLink(account, settings()) },
        });
        await touchLastLogin(trx, documentId);
        return { documentId, tokens: await beginSession(trx, settings(), bearerOf(account), origin) };
      });
      return { tokens, customer: await read(company, documentId) };
    },

    /** @throws DomainError `invalid_credentials`, in the same words and time for an unknown address */
    async signIn(
      company: Company,
      { email, password, refresh }: Credentials,
      origin: Origin,
    ): Promise<SignedInCustomer> {
      const db = strapi.db.connection;
      const account = await findAccountByEmail(db, 'customer', company.code, email);
      const matches = await matchesPassword(password, account?.passwordHash ?? null);
      if (!matches || !isOpen(account)) {
        throw new DomainError('invalid_credentials', 'e-mail or password is wrong');
      }
      const tokens = await beginSession(db, settings(), bearerOf(account), origin, refresh);
      await touchLastLogin(db, account.documentId);
      return { tokens, customer: await read(company, account.documentId) };
    },

    read,

    /**
     * The account, if this is its password.
     * @throws DomainError `invalid_credentials`
     */
    async confirmPassword(documentId: string, password: string): Promise<OpenAccount<'customer'>> {
      const account = await openAccount(documentId);
      if (await matchesPassword(password, account.passwordHash)) return account;
      throw new DomainError('invalid_credentials', 'the password is wrong');
    },

    /** What staff change of a customer. Whoever is blocked is signed out at once. */
    async edit(company: Company, documentId: string, { isActive, ...change }: CustomerEdit): Promise<string> {
      await strapi.db.transaction(async ({ trx }) => {
        if (!(await lockCustomer(trx, company.code, documentId))) throw notFound('customer');
        const blocked = isActive === undefined ? undefined : !isActive;
        await updateCustomer(trx, documentId, { ...change, blocked });
        if (blocked) await deleteSessions(trx, { kind: 'customer', documentId });
      });
      return read(company, documentId);
    },

    /** Erases what is personal of a customer; what they ordered stays. */
    async erase(companyCode: string, documentId: string): Promise<void> {
      await strapi.db.transaction(async ({ trx }) => {
        const isTheirs = await lockCustomer(trx, companyCode, documentId);
        if (!isTheirs || !(await eraseAccount(trx, 'customer', documentId))) throw notFound('customer');
      });
    },
  };
};

export default createCustomerService;
