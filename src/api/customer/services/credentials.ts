import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { DomainError } from '../../../domain/errors';
import { moveStamp, readAccountLink } from '../../../identity/account-links';
import { confirmEmail, findAccount, lockAccount, takeEmail } from '../../../identity/account-store';
import { bearerOf, isOpen, type OpenAccount } from '../../../identity/accounts';
import type { CustomerCaller } from '../../../identity/caller';
import { tellOldEmail } from '../../../identity/email-changes';
import type { LinkClaims } from '../../../identity/link-token';
import { type LinkRequest, requestLink } from '../../../identity/link-requests';
import { resetPassword, setPassword } from '../../../identity/password-change';
import { assertFitting, hashPassword } from '../../../identity/passwords';
import { deleteSession, deleteSessions, findSessions, type Origin } from '../../../identity/session-store';
import { beginSession, continueSession, invalidToken, type Tokens } from '../../../identity/sessions';
import { identitySettings } from '../../../identity/settings';

/** What customers prove themselves by: links, passwords, sessions. */
export const createCredentialsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const settings = () => identitySettings(strapi);

  /** @returns false when the account no longer has the address that it was to be moved from */
  const moveAccount = async (trx: Knex, { _id, email, stamp }: LinkClaims): Promise<boolean> => {
    const account = await lockAccount(trx, 'customer', _id);
    if (!isOpen(account) || moveStamp(account) !== stamp) return false;
    if (!(await takeEmail(trx, _id, account.email, email))) return false;
    await tellOldEmail(trx, account, email);
    return true;
  };

  return {
    requestLink: (request: LinkRequest): Promise<void> => requestLink(strapi, request),

    /**
     * Takes an address for proven by a mailed link; where it is another one, the account has it from now on.
     * @throws DomainError `invalid_token`, also when it was used before; `email_taken`
     */
    async verifyEmail(token: string): Promise<void> {
      const claims = readAccountLink('customer', token, ['email_verification', 'email_change'], settings());
      if (!claims) throw invalidToken();
      await strapi.db.transaction(async ({ trx }) => {
        const isDone =
          claims.purpose === 'email_change'
            ? await moveAccount(trx, claims)
            : await confirmEmail(trx, claims._id, claims.email);
        if (!isDone) throw invalidToken();
      });
    },

    /**
     * Sets a new password by a mailed link. That the mail was received proves the address as well.
     * @throws DomainError `invalid_token`, also when it was used before
     */
    resetPassword: (token: string, password: string): Promise<void> =>
      resetPassword(strapi, 'customer', { token, password }),

    /**
     * Changes a password. All sessions end; the caller is given a new one.
     * @param account whose present password was confirmed
     * @param isRenewable whether the new session has a refresh token
     */
    async changePassword(
      account: OpenAccount<'customer'>,
      password: string,
      origin: Origin,
      isRenewable: boolean,
    ): Promise<Tokens> {
      assertFitting(password, account.email);
      const passwordHash = await hashPassword(password);
      return strapi.db.transaction(async ({ trx }) => {
        const changed = await setPassword(trx, account, passwordHash);
        if (!changed) throw new DomainError('conflict', 'the password was changed at the same moment');
        return beginSession(trx, settings(), bearerOf(changed), origin, isRenewable);
      });
    },

    /** @throws DomainError `invalid_token` */
    refresh: (refreshToken: string): Promise<Tokens> =>
      continueSession(strapi, refreshToken, 'customer', async (trx, documentId) => {
        const account = await findAccount(trx, 'customer', documentId);
        return isOpen(account) ? bearerOf(account) : null;
      }),

    /** Ends the caller's session, or all of them. */
    async signOut(caller: CustomerCaller, everywhere: boolean): Promise<void> {
      const db = strapi.db.connection;
      if (everywhere) await deleteSessions(db, caller);
      else await deleteSession(db, caller, caller.session);
    },

    sessions: (caller: CustomerCaller) => findSessions(strapi.db.connection, caller),

    /** @returns false when the caller has no such session */
    endSession: (caller: CustomerCaller, id: string): Promise<boolean> =>
      deleteSession(strapi.db.connection, caller, id),
  };
};

export default createCredentialsService;
