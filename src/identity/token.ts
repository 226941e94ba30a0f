import { createHash } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import type { StaffCaller } from './caller';

const SEVEN_DAYS = '7d';

const claimsSchema = z.object({
  _id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(['admin', 'super_admin']),
  stamp: z.string(),
});

/** What a staff token says. `stamp` changes with the password, so that older tokens die with it. */
export type TokenClaims = z.infer<typeof claimsSchema>;

/** A short fingerprint of the stored password hash; says nothing about the password. */
export const stampOf = (passwordHash: string): string =>
  createHash('sha256').update(passwordHash).digest('base64url').slice(0, 16);

/** Signs a token for staff, valid for seven days. */
export const signToken = (caller: StaffCaller, passwordHash: string, secret: string): string => {
  const claims: TokenClaims = {
    _id: caller.documentId,
    name: caller.name,
    email: caller.email,
    role: caller.role,
    stamp: stampOf(passwordHash),
  };
  return jwt.sign(claims, secret, { algorithm: 'HS256', expiresIn: SEVEN_DAYS });
};

/** Reads a token; null when it is forged, expired, corrupt or of another kind. */
export const readToken = (token: string, secret: string): TokenClaims | null => {
  try {
    const parsed = claimsSchema.safeParse(jwt.verify(token, secret, { algorithms: ['HS256'] }));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};
