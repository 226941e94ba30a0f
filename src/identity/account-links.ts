import type { OpenAccount } from './accounts';
import type { AccountRow } from './account-store';
import { type LinkClaims, readLinkToken, signLinkToken } from './link-token';
import type { IdentitySettings } from './settings';
import { stampOf } from './token';

const TOKEN = ':token';

const link = (path: string, claims: LinkClaims, { storeUrl, linkSecret }: IdentitySettings): string =>
  `${storeUrl.replace(/\/+$/, '')}${path.replace(TOKEN, signLinkToken(claims, linkSecret))}`;

/** The link by which a customer proves that an address is theirs. It is worth something until they did. */
export const verificationLink = (account: AccountRow<'customer'>, settings: IdentitySettings): string => {
  const { kind, documentId: _id, email } = account;
  const claims: LinkClaims = { purpose: 'email_verification', kind, _id, email, stamp: stampOf(email) };
  return link(settings.storePaths.verifyEmail, claims, settings);
};

/** The link by which a customer chooses a new password. It dies with the password that was forgotten. */
export const resetLink = (account: OpenAccount<'customer'>, settings: IdentitySettings): string => {
  const { kind, documentId: _id, email, passwordHash } = account;
  const claims: LinkClaims = { purpose: 'password_reset', kind, _id, email, stamp: stampOf(passwordHash) };
  return link(settings.storePaths.resetPassword, claims, settings);
};

/** Reads the token of a customer's link; null when it does not hold. */
export const readCustomerLink = (
  token: string,
  purpose: LinkClaims['purpose'],
  { linkSecret }: IdentitySettings,
): LinkClaims | null => readLinkToken(token, { purpose, kind: 'customer' }, linkSecret);
