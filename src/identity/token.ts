import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
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

const READ_AT_ONCE = 5_000;

const signedSchema = claimsSchema.extend({ exp: z.number() });

/** The claims of a signed token; `exp` is when it expires, in seconds since 1970. */
export type SignedClaims = z.infer<typeof signedSchema>;

/** Tokens whose signature was found to be right, by secret and token: each request brings the same ones again. */
const verified = new LRUCache<string, SignedClaims>({ max: READ_AT_ONCE });

/** Reads a token; null when it is forged, expired, corrupt or of another kind. */
export const readToken = (token: string, secret: string): SignedClaims | null => {
  const key = `${secret} ${token}`;
  const claims = verified.get(key) ?? readSigned(token, signedSchema, secret);
  if (!claims || claims.exp * 1_000 <= Date.now()) return null;
  verified.set(key, claims);
  return claims;
};
