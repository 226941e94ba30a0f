import type { CountryCode } from 'libphonenumber-js';
import { z } from 'zod';
import { documentIdInput } from '../../http/inputs';
import { plainText } from '../../http/plain-text';
import { newEmail } from '../../identity/email';
import { containsAddress, newPassword } from '../../identity/passwords';
import { countryOf, phoneInput } from '../../identity/phone';
import type { Company } from '../../tenancy/company';

const MOST_DOCUMENTS = 20;
const MOST_ORDERS = 100;

const givesAway = { error: 'must not contain the e-mail address', path: ['password'] };

const schemasIn = (country: CountryCode) => {
  const fields = {
    name: plainText({ min: 1, max: 200 }),
    email: newEmail,
    phone: phoneInput(country),
    password: newPassword,
    vehicle: plainText({ max: 100 }).nullable(),
    capacity: z.int().min(1).max(MOST_ORDERS).nullable(),
    language: z.enum(['en', 'ar']).nullable(),
    documents: z.array(documentIdInput).max(MOST_DOCUMENTS),
    isActive: z.boolean(),
  };

  /** A new driver: `capacity` is how many orders they take at once. */
  const newDriver = z
    .strictObject(fields)
    .partial({ vehicle: true, capacity: true, language: true, documents: true, isActive: true })
    .refine(({ email, password }) => !containsAddress(password, email), givesAway);

  /** What staff change of a driver; they can end a duty, not begin one. */
  const driverChange = z
    .strictObject({ ...fields, onDuty: z.literal(false) })
    .partial()
    .refine(({ email, password }) => !email || !password || !containsAddress(password, email), givesAway);

  return { newDriver, driverChange };
};

type Schemas = ReturnType<typeof schemasIn>;

const byCountry = new Map<CountryCode, Schemas>();

/** The bodies that hold phone numbers, which are read as those of the company's country. */
export const schemasFor = (company: Pick<Company, 'currency'>): Schemas => {
  const country = countryOf(company);
  const schemas = byCountry.get(country) ?? schemasIn(country);
  byCountry.set(country, schemas);
  return schemas;
};

export type NewDriver = z.infer<Schemas['newDriver']>;

export type DriverChange = z.infer<Schemas['driverChange']>;
