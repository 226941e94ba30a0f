import mailchecker from 'mailchecker';
import { z } from 'zod';

const LONGEST = 254;

const normalised = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** An address to sign in with or to look for: in the one form in which addresses are stored. */
export const emailInput = z
  .string()
  .max(LONGEST + 66)
  .transform(normalised);

/** An address that an account is to have: of the right form, and of no provider of throw-away addresses. */
export const newEmail = emailInput
  .refine((email) => email.length <= LONGEST && /^[^\s@]+@[^\s@]+$/.test(email), {
    error: 'must be an e-mail address',
    abort: true,
  })
  .refine((email) => mailchecker.isValid(email), 'must be an e-mail address that lasts');
