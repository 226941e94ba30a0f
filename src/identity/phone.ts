import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';
import type { Company } from '../tenancy/company';

/** Where the first shop is; for whatever belongs to no company. */
const HOME: CountryCode = 'SA';

/**
 * The country of a company, in which numbers without a country code are read. The code of a currency begins with that
 * of its country (ISO 4217), unless several share it.
 */
export const countryOf = ({ currency }: Pick<Company, 'currency'>): CountryCode => {
  const country = currency.slice(0, 2);
  return isSupportedCountry(country) ? country : HOME;
};

/**
 * Reads a phone number as people write it.
 * @param country of numbers without a country code
 * @returns E.164 (`+966501234567`), or null for what is none
 */
export const parsePhone = (text: string, country: CountryCode = HOME): string | null => {
  const options = { defaultCountry: country, extract: false };
  const parsed = parsePhoneNumberFromString(text.normalize('NFKC'), options);
  // By length only: new ranges of numbers come into use before the library knows them.
  return parsed?.isPossible() ? parsed.number : null;
};

/** A phone number in a body, stored as E.164. */
export const phoneInput = (country: CountryCode = HOME) =>
  z
    .string()
    .max(40)
    .transform((text, context) => {
      const phone = parsePhone(text, country);
      if (phone !== null) return phone;
      context.addIssue({ code: 'custom', message: 'must be a phone number' });
      return z.NEVER;
    });
