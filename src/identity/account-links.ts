import type { OpenAccount } from './accounts';
import type { AccountRow } from './account-store';
import type { AccountKind } from './caller';
import { type LinkClaims, readLinkToken, signLinkToken } from './link-token';
import type { IdentitySettings } from './settings';
import { stampOf } from './token';

const TOKEN = ':token';

const link = (path: string, claims: LinkClaims, { storeUrl, linkSecret }: IdentitySettings): string =>
  `${storeUrl.replace(/\/+$/, '')}${path.replace(TOKEN, signLinkToken(claims, linkSecret))}`;

type Customer = Pick<AccountRow<'customer'>, 'kind' | 'documentId' | 'email'>;

/** The link by which a customer proves that their address is theirs. It is worth something until they did. */
export const verificationLink = (
  { kind, documentId: _id, email }: Customer,
  settings: IdentitySettings,
): string =>
  link(settings.storePaths.verifyEmail, { purpose: 'email_verification', kind, _id, email }, settings);

/** What a link to another address dies with: the old address, and the password by which it was asked for. */
export const moveStamp = ({ email, passwordHash }: Pick<OpenAccount, 'email' | 'passwordHash'>): string =>
  stampOf(`${email} ${passwordHash}`);

/** The link by which a customer proves that another address is theirs, and takes it. */
export const emailChangeLink = (
  account: OpenAccount<'customer'>,
  email: string,
  settings: IdentitySettings,
): string => {
  const { kind, documentId: _id } = account;
  const claims: LinkClaims = { purpose: 'email_change', kind, _id, email, stamp: moveStamp(account) };
  return link(settings.storePaths.verifyEmail, claims, settings);
};

/** The link by which a customer or driver chooses a new password. It dies with the password that was forgotten. */
export const resetLink = (account: OpenAccount, settings: IdentitySettings): string => {
  const { kind, documentId: _id, email, passwordHash } = account;
  const claims: LinkClaims = { purpose: 'password_reset', kind, _id, email, stamp: stampOf(passwordHash) };
  const { resetPassword, resetDriverPassword } = settings.storePaths;
  return link(kind === 'delivery' ? resetDriverPassword : resetPassword, claims, settings);
};

/** Reads the token of a link of a customer or driver; null when it does not hold. */
export const readAccountLink = (
  kind: AccountKind,
  token: string,
  purposes: LinkClaims['purpose'][],
  { linkSecret }: IdentitySettings,
): LinkClaims | null => readLinkToken(token, { purposes, kind }, linkSecret);
