import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';

/** Numbers written without a country code are Saudi Arabian. */
const HOME = 'SA';

/**
 * Reads a phone number as people write it.
 * @returns E.164 (`+966501234567`), or null for what is none
 */
export const parsePhone = (text: string): string | null => {
  const parsed = parsePhoneNumberFromString(text.normalize('NFKC'), { defaultCountry: HOME, extract: false });
  // By length only: new ranges of numbers come into use before the library knows them.
  return parsed?.isPossible() ? parsed.number : null;
};

/** A phone number in a body, stored as E.164. */
export const phoneInput = z
  .string()
  .max(40)
  .transform((text, context) => {
    const phone = parsePhone(text);
    if (phone !== null) return phone;
    context.addIssue({ code: 'custom', message: 'must be a phone number' });
    return z.NEVER;
  });
