import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { mailLater } from '../mail/mail-later';
import { forgetFailures } from '../rate-limit/sign-in-guard';
import { readAccountLink } from './account-links';
import { envelopeFor } from './account-mail';
import { confirmEmail, findAccount, replacePassword } from './account-store';
import { isOpen, type OpenAccount } from './accounts';
import type { AccountKind } from './caller';
import { assertFitting, hashPassword } from './passwords';
import { deleteSessions } from './session-store';
import { invalidToken } from './sessions';
import { identitySettings } from './settings';
import { stampOf } from './token';

/**
 * Gives an account another password, if it still has the one that was seen, and signs it out everywhere.
 * @returns the account with its new password
 */
export const setPassword = async <Kind extends AccountKind>(
  trx: Knex,
  account: OpenAccount<Kind>,
  passwordHash: string,
): Promise<OpenAccount<Kind> | null> => {
  const { kind, documentId } = account;
  if (!(await replacePassword(trx, account, passwordHash))) return null;
  await deleteSessions(trx, { kind, documentId });
  await mailLater(trx, {
    ...envelopeFor(account),
    kind: 'password_changed',
    data: { at: new Date().toISOString() },
  });
  return { ...account, passwordHash };
};

/**
 * Sets a new password by a mailed link. That the mail was received proves the address as well.
 * @throws DomainError `invalid_token`, also when it was used before; ValidationError
 */
export const resetPassword = async (
  strapi: Core.Strapi,
  kind: AccountKind,
  { token, password }: { token: string; password: string },
): Promise<void> => {
  const claims = readAccountLink(kind, token, ['password_reset'], identitySettings(strapi));
  const account = claims && (await findAccount(strapi.db.connection, kind, claims._id));
  if (!isOpen(account) || account.email !== claims?.email) throw invalidToken();
  if (stampOf(account.passwordHash) !== claims.stamp) throw invalidToken();
  assertFitting(password, account.email);
  const passwordHash = await hashPassword(password);
  await strapi.db.transaction(async ({ trx }) => {
    if (!(await setPassword(trx, account, passwordHash))) throw invalidToken();
    await confirmEmail(trx, account.documentId, claims.email);
  });
  await forgetFailures(strapi, { realm: kind, company: account.companyCode, email: account.email });
};
