import mailchecker from 'mailchecker';
import { z } from 'zod';
import { isWellFormed } from '../http/plain-text';

const LONGEST = 254;

const normalised = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** An address to sign in with or to look for: in the one form in which addresses are stored. */
export const emailInput = z
  .string()
  .max(LONGEST + 66)
  .refine(isWellFormed, 'has characters that cannot be stored')
  .transform(normalised);

/** An address that an account is to have: of the right form, and of no provider of throw-away addresses. */
export const newEmail = emailInput
  .refine((email) => email.length <= LONGEST && z.regexes.email.test(email), {
    error: 'must be an e-mail address',
    abort: true,
  })
  .refine((email) => mailchecker.isValid(email), 'must be an e-mail address that lasts');
