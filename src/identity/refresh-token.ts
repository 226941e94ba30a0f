import { z } from 'zod';
import { readSigned, sign } from './signed';

const claimsSchema = z.object({
  purpose: z.literal('refresh'),
  sid: z.uuid(),
  kind: z.enum(['customer', 'delivery', 'staff']),
  generation: z.int().min(0),
});

/** What a refresh token says: which session it renews, and the how-manieth of that session it is. */
export type RefreshClaims = z.infer<typeof claimsSchema>;

/**
 * Signs a refresh token.
 * @param lifetime in seconds
 * @param secret never that of access tokens
 */
export const signRefreshToken = (
  claims: Omit<RefreshClaims, 'purpose'>,
  lifetime: number,
  secret: string,
): string => sign({ purpose: 'refresh', ...claims }, lifetime, secret);

/** Reads a refresh token; null when it is forged, expired or something else. */
export const readRefreshToken = (token: string, secret: string): RefreshClaims | null =>
  readSigned(token, claimsSchema, secret);
