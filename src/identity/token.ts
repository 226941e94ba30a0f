import { createHash } from 'node:crypto';
import { z } from 'zod';
import { documentIdPattern } from '../storefront/document-id';
import { readSigned, sign } from './signed';

const claimsSchema = z.object({
  _id: z.string().regex(documentIdPattern),
  name: z.string(),
  email: z.string(),
  role: z.enum(['customer', 'delivery', 'admin', 'super_admin']),
  /** the company of a customer or driver */
  company: z.string().optional(),
  sid: z.uuid(),
  stamp: z.string(),
});

/**
 * What an access token says. It dies with its session (`sid`), and with the password that it was given for, whose
 * fingerprint is `stamp`.
 */
export type TokenClaims = z.infer<typeof claimsSchema>;

/** A short fingerprint of the stored password hash; says nothing about the password. */
export const stampOf = (passwordHash: string): string =>
  createHash('sha256').update(passwordHash).digest('base64url').slice(0, 16);

/**
 * Signs an access token.
 * @param lifetime in seconds
 */
export const signToken = (claims: TokenClaims, lifetime: number, secret: string): string =>
  sign(claims, lifetime, secret);

/** Reads a token; null when it is forged, expired, corrupt or of another kind. */
export const readToken = (token: string, secret: string): TokenClaims | null =>
  readSigned(token, claimsSchema, secret);
