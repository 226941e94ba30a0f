import { z } from 'zod';
import { readSigned, sign } from './signed';

const ONE_DAY = 24 * 60 * 60;

const claimsSchema = z.object({
  purpose: z.enum(['email_verification', 'email_change', 'password_reset']),
  kind: z.enum(['customer', 'delivery', 'staff']),
  _id: z.string(),
  email: z.string(),
  stamp: z.string().optional(),
});

/**
 * What a link in a mail proves: that `email` is the account's own. `stamp` is a fingerprint of what using the link
 * replaces, the password or the address, so that it works once. Where an address is only to be verified, the account
 * says whether that was done.
 */
export type LinkClaims = z.infer<typeof claimsSchema>;

/**
 * Signs the token of a link in a mail, valid for 24 hours.
 * @param secret the one for verification, never that of access tokens
 */
export const signLinkToken = (claims: LinkClaims, secret: string): string => sign(claims, ONE_DAY, secret);

/** Reads the token of a link; null when it is forged, expired, or was made for another purpose or kind of account. */
export const readLinkToken = (
  token: string,
  expected: { purposes: LinkClaims['purpose'][]; kind: LinkClaims['kind'] },
  secret: string,
): LinkClaims | null => {
  const claims = readSigned(token, claimsSchema, secret);
  return claims && expected.purposes.includes(claims.purpose) && claims.kind === expected.kind
    ? claims
    : null;
};
