import type { CountryCode } from 'libphonenumber-js';
import { z } from 'zod';
import { documentIdInput } from '../../http/inputs';
import { plainText } from '../../http/plain-text';
import { emailInput, newEmail } from '../../identity/email';
import { containsAddress, newPassword, typedPassword } from '../../identity/passwords';
import { countryOf, phoneInput } from '../../identity/phone';
import type { Company } from '../../tenancy/company';

/** How many addresses a customer keeps at most. */
export const MOST_ADDRESSES = 20;
const LONGEST_TOKEN = 2_048;

const name = plainText({ min: 1, max: 200 });
const language = z.enum(['en', 'ar']);

const tokenInput = z.string().min(1).max(LONGEST_TOKEN);

const givesAway = { error: 'must not contain the e-mail address', path: ['password'] };

/** `refresh: true` asks for a short-lived token with a refresh token beside it. */
export const credentials = z.strictObject({
  email: emailInput,
  password: typedPassword,
  refresh: z.boolean().optional(),
});

export const refreshing = z.strictObject({ refreshToken: tokenInput });

export const forgotten = z.strictObject({ email: emailInput });

export const passwordReset = z.strictObject({ token: tokenInput, password: newPassword });

/** An address to send a link to, or the token of such a link. */
export const emailVerification = z.union([
  z.strictObject({ email: emailInput }),
  z.strictObject({ token: tokenInput }),
]);

export const leaving = z.strictObject({ everywhere: z.boolean().optional() });

export const passwordChange = z.strictObject({ currentPassword: typedPassword, password: newPassword });

export type PasswordChange = z.infer<typeof passwordChange>;

export const ownErasure = z.strictObject({ currentPassword: typedPassword });

const place = {
  address: plainText({ min: 1, max: 500 }),
  city: plainText({ max: 200 }).nullable(),
  country: plainText({ max: 200 }).nullable(),
  zipCode: plainText({ max: 40 }).nullable(),
};

const deliveryLocation = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  accuracy: z.number().min(0).max(1_000_000).nullish(),
});

const isOwnPath = (text: string): boolean => /^\/[^/\\\s][^\\\s]*$/.test(text);

const isWebAddress = (text: string): boolean => {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
};

const avatar = z
  .string()
  .trim()
  .max(2_048)
  .refine((text) => isOwnPath(text) || isWebAddress(text), 'must be the address of a picture');

const schemasIn = (country: CountryCode) => {
  const phone = phoneInput(country);

  const registration = z
    .strictObject({
      name,
      email: newEmail,
      phone: phone.nullish(),
      password: newPassword,
      language: language.optional(),
    })
    .refine(({ email, password }) => !containsAddress(password, email), givesAway);

  const addressFields = {
    ...place,
    label: plainText({ max: 100 }).nullable(),
    name: plainText({ max: 200 }).nullable(),
    contact: phone.nullable(),
    deliveryLocation: deliveryLocation.nullable(),
    isDefault: z.boolean(),
  };

  /** What a customer may change of an address; whatever is absent stays. */
  const addressChange = z.strictObject(addressFields).partial();

  const newAddress = addressChange.required({ address: true });

  const listedAddress = newAddress.extend({ documentId: documentIdInput.optional() });

  /**
   * What customers change of themselves; whatever is absent stays. The flat address fields are those of the default
   * address. A sent `addresses` replaces the list, matched by documentId.
   */
  const profileChange = z
    .strictObject({
      name,
      email: newEmail,
      currentPassword: typedPassword,
      phone: phone.nullable(),
      avatar: avatar.nullable(),
      language,
      ...place,
      addresses: z
        .array(listedAddress)
        .max(MOST_ADDRESSES)
        .refine(
          (list) => list.filter(({ isDefault }) => isDefault).length <= 1,
          'must have one default at most',
        )
        .refine((list) => {
          const ids = list.flatMap(({ documentId }) => documentId ?? []);
          return new Set(ids).size === ids.length;
        }, 'must name each address once'),
    })
    .partial()
    .refine(
      (change) =>
        change.addresses === undefined ||
        Object.keys(place).every((field) => change[field as keyof typeof place] === undefined),
      { error: 'send the list or the fields of the default address, not both', path: ['addresses'] },
    );

  /** What staff change of a customer. */
  const customerChange = z.strictObject({ name, phone: phone.nullable(), isActive: z.boolean() }).partial();

  return { registration, addressChange, newAddress, profileChange, customerChange };
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

export type Registration = z.infer<Schemas['registration']>;

export type AddressInput = z.infer<Schemas['addressChange']>;

/** An address of a sent list; with the id of the one that it changes. */
export type ListedAddress = NonNullable<ProfileChange['addresses']>[number];

export type ProfileChange = z.infer<Schemas['profileChange']>;

export type CustomerEdit = z.infer<Schemas['customerChange']>;
