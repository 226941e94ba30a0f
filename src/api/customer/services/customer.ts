import type { Core } from '@strapi/strapi';
import { notFound } from '../../../domain/errors';
import type { Language } from '../../../http/contract-error';
import { verificationLink } from '../../../identity/account-links';
import {
  eraseAccount,
  findAccount,
  findAccountByEmail,
  touchLastLogin,
} from '../../../identity/account-store';
import { bearerOf, isOpen, type OpenAccount } from '../../../identity/accounts';
import type { CustomerCaller } from '../../../identity/caller';
import { hashPassword, matchesPassword } from '../../../identity/passwords';
import { deleteSessions, type Origin } from '../../../identity/session-store';
import { beginSession, type Tokens } from '../../../identity/sessions';
import { identitySettings } from '../../../identity/settings';
import { mailLater } from '../../../mail/mail-later';
import { guardSignIn } from '../../../rate-limit/sign-in-guard';
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

    /** @throws DomainError `invalid_credentials`, in the same words and time for an unknown address; `rate_limited` */
    async signIn(
      company: Company,
      { email, password, refresh }: Credentials,
      origin: Origin,
    ): Promise<SignedInCustomer> {
      const db = strapi.db.connection;
      const account = await guardSignIn(
        strapi,
        { realm: 'customer', company: company.code, email, address: origin.address },
        () => findMatching(company.code, email, password),
      );
      const tokens = await beginSession(db, settings(), bearerOf(account), origin, refresh);
      await touchLastLogin(db, account.documentId);
      return { tokens, customer: await read(company, account.documentId) };
    },

    read,

    /**
     * The caller's account, if this is its password. Tries are counted like those of signing in: a stolen token is no
     * way to guess it.
     * @throws DomainError `invalid_credentials`; `rate_limited`
     */
    confirmPassword: (
      { company, email }: CustomerCaller,
      password: string,
      { address }: Origin,
    ): Promise<OpenAccount<'customer'>> =>
      guardSignIn(strapi, { realm: 'customer', company, email, address }, () =>
        findMatching(company, email, password),
      ),

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
