import type { Core } from '@strapi/strapi';
import { inTransaction } from '../../../documents/save';
import { DomainError } from '../../../domain/errors';
import type { Language } from '../../../http/contract-error';
import {
  findAccount,
  findAccountByEmail,
  replacePassword,
  touchLastLogin,
} from '../../../identity/account-store';
import { bearerOf, isOpen, type OpenAccount } from '../../../identity/accounts';
import type { DriverCaller } from '../../../identity/caller';
import { requestLink } from '../../../identity/link-requests';
import { resetPassword } from '../../../identity/password-change';
import { assertFitting, hashPassword, matchesPassword } from '../../../identity/passwords';
import { deleteSession, deleteSessions, isRenewable, type Origin } from '../../../identity/session-store';
import { beginSession, continueSession, type Tokens } from '../../../identity/sessions';
import { identitySettings } from '../../../identity/settings';
import { guardSignIn } from '../../../rate-limit/sign-in-guard';
import type { Company } from '../../../tenancy/company';
import { companyOf } from '../../../tenancy/registry';
import { stopWorking } from '../../driver-duty/standing';
import { readPersonnel } from '../../delivery-personnel/source';
import type { Credentials, PasswordChange, PasswordReset } from '../account-validation';

/** Tokens, and the driver as JSON text. */
export type SignedInDriver = { tokens: Tokens; personnel: string };

/** How drivers sign in and out, and what they change of their account. */
export const createAccountService = ({ strapi }: { strapi: Core.Strapi }) => {
  const db = () => strapi.db.connection;
  const settings = () => identitySettings(strapi);

  const read = (company: Company, documentId: string): Promise<string> =>
    readPersonnel(db(), company, documentId);

  /** The account of an address, if it may sign in and this is its password. Takes as long where there is none. */
  const findMatching = async (
    company: string,
    email: string,
    password: string,
  ): Promise<OpenAccount<'delivery'> | null> => {
    const account = await findAccountByEmail(db(), 'delivery', company, email);
    const matches = await matchesPassword(password, account?.passwordHash ?? null);
    return matches && isOpen(account) ? account : null;
  };

  /** The caller's account, if this is its password; tries are counted apart from those of signing in. */
  const confirmPassword = (
    { company, documentId }: DriverCaller,
    password: string,
    { address }: Origin,
  ): Promise<OpenAccount<'delivery'>> =>
    guardSignIn(strapi, { realm: 'confirmation', company, email: documentId, address }, async () => {
      const account = await findAccount(db(), 'delivery', documentId);
      const matches = await matchesPassword(password, account?.passwordHash ?? null);
      return matches && isOpen(account) ? account : null;
    });

  return {
    /** @throws DomainError `invalid_credentials`, in the same words and time for an unknown address; `rate_limited` */
    async signIn(
      company: Company,
      { email, password, refresh }: Credentials,
      origin: Origin,
    ): Promise<SignedInDriver> {
      const account = await guardSignIn(
        strapi,
        { realm: 'delivery', company: company.code, email, address: origin.address },
        () => findMatching(company.code, email, password),
      );
      const tokens = await strapi.db.transaction(async ({ trx }) => {
        await touchLastLogin(trx, account.documentId);
        return beginSession(trx, settings(), bearerOf(account), origin, refresh);
      });
      return { tokens, personnel: await read(company, account.documentId) };
    },

    /** @throws DomainError `invalid_token` */
    refresh: (refreshToken: string): Promise<Tokens> =>
      continueSession(strapi, refreshToken, 'delivery', async (trx, documentId) => {
        const account = await findAccount(trx, 'delivery', documentId);
        return isOpen(account) ? bearerOf(account) : null;
      }),

    /** Has a link to a new password mailed, if there is such a driver. */
    forgetPassword: ({ code: company }: Company, email: string, language: Language): Promise<void> =>
      requestLink(strapi, { kind: 'delivery', purpose: 'password_reset', company, email, language }),

    /** @throws DomainError `invalid_token`, also when it was used before; ValidationError */
    resetPassword: (reset: PasswordReset): Promise<void> => resetPassword(strapi, 'delivery', reset),

    /** Ends the caller's session; or all of them, and with them the duty, because nothing reaches the driver any more. */
    async signOut(caller: DriverCaller, everywhere: boolean): Promise<void> {
      if (!everywhere) {
        await deleteSession(db(), caller, caller.session);
        return;
      }
      const { company: companyCode, documentId, name } = caller;
      await inTransaction(strapi, async (trx) => {
        const actor = { kind: 'driver' as const, id: documentId, name };
        const key = { companyCode, driverId: documentId };
        await stopWorking(trx, key, actor, 'off_duty', { mayHold: 'picked' });
        await deleteSessions(trx, caller);
      });
    },

    /** The caller as JSON text. */
    profile: ({ company, documentId }: DriverCaller): Promise<string> => read(companyOf(company), documentId),

    /**
     * Changes the password. All sessions end; the caller is given a new one of the same kind.
     * @throws DomainError `invalid_credentials`, `conflict`; ValidationError
     */
    async changePassword(
      caller: DriverCaller,
      { currentPassword, password }: PasswordChange,
      origin: Origin,
    ): Promise<Tokens> {
      const account = await confirmPassword(caller, currentPassword, origin);
      assertFitting(password, account.email);
      const passwordHash = await hashPassword(password);
      const renewable = await isRenewable(db(), caller.session);
      return strapi.db.transaction(async ({ trx }) => {
        if (!(await replacePassword(trx, account, passwordHash))) {
          throw new DomainError('conflict', 'the password was changed at the same moment');
        }
        await deleteSessions(trx, caller);
        return beginSession(trx, settings(), bearerOf({ ...account, passwordHash }), origin, renewable);
      });
    },
  };
};

export default createAccountService;
