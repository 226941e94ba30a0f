import jwt from 'jsonwebtoken';
import type { z } from 'zod';

const ALGORITHM = 'HS256';

/**
 * Signs claims as a token.
 * @param lifetime in seconds
 */
export const sign = (claims: object, lifetime: number, secret: string): string =>
  jwt.sign(claims, secret, { algorithm: ALGORITHM, expiresIn: lifetime });

/** Reads a token's claims; null when it is forged, expired, corrupt or of another form. */
export const readSigned = <Schema extends z.ZodType>(
  token: string,
  schema: Schema,
  secret: string,
): z.output<Schema> | null => {
  try {
    const parsed = schema.safeParse(jwt.verify(token, secret, { algorithms: [ALGORITHM] }));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};
