import { z } from 'zod';
import { readSigned, sign } from './signed';

const ONE_DAY = 24 * 60 * 60;

const claimsSchema = z.object({
  purpose: z.enum(['email_verification', 'password_reset']),
  kind: z.enum(['customer', 'delivery', 'staff']),
  _id: z.string(),
  email: z.string(),
  stamp: z.string(),
});

/**
 * What a link in a mail proves. `stamp` is a fingerprint of what using the link changes (the password hash, or
 * that the address is verified), so that a link works once.
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
  expected: Pick<LinkClaims, 'purpose' | 'kind'>,
  secret: string,
): LinkClaims | null => {
  const claims = readSigned(token, claimsSchema, secret);
  return claims?.purpose === expected.purpose && claims.kind === expected.kind ? claims : null;
};
