import { z } from 'zod';
import { documentIdInput } from '../../http/inputs';
import { plainText } from '../../http/plain-text';
import { emailInput, newEmail } from '../../identity/email';
import { containsAddress, newPassword, typedPassword } from '../../identity/passwords';
import { phoneInput } from '../../identity/phone';

/** How many addresses a customer keeps at most. */
export const MOST_ADDRESSES = 20;
const LONGEST_TOKEN = 2_048;

const name = plainText({ min: 1, max: 200 });
const language = z.enum(['en', 'ar']);

const tokenInput = z.string().min(1).max(LONGEST_TOKEN);

const givesAway = { error: 'must not contain the e-mail address', path: ['password'] };

export const registration = z
  .strictObject({
    name,
    email: newEmail,
    phone: phoneInput.nullish(),
    password: newPassword,
    language: language.optional(),
  })
  .refine(({ email, password }) => !containsAddress(password, email), givesAway);

export type Registration = z.infer<typeof registration>;

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

const addressFields = {
  ...place,
  label: plainText({ max: 100 }).nullable(),
  name: plainText({ max: 200 }).nullable(),
  contact: phoneInput.nullable(),
  deliveryLocation: deliveryLocation.nullable(),
  isDefault: z.boolean(),
};

/** What a customer may change of an address; whatever is absent stays. */
export const addressChange = z.strictObject(addressFields).partial();

export const newAddress = addressChange.required({ address: true });

export type AddressInput = z.infer<typeof addressChange>;

const listedAddress = newAddress.extend({ documentId: documentIdInput.optional() });

export type ListedAddress = z.infer<typeof listedAddress>;

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

/**
 * What customers change of themselves; whatever is absent stays. The flat address fields are those of the default
 * address. A sent `addresses` replaces the list, matched by documentId.
 */
export const profileChange = z
  .strictObject({
    name,
    email: newEmail,
    currentPassword: typedPassword,
    phone: phoneInput.nullable(),
    avatar: avatar.nullable(),
    language,
    ...place,
    addresses: z
      .array(listedAddress)
      .max(MOST_ADDRESSES)
      .refine(
        (list) => list.filter(({ isDefault }) => isDefault).length <= 1,
        'must have one default at most',
      ),
  })
  .partial()
  .refine(
    (change) =>
      change.addresses === undefined ||
      Object.keys(place).every((field) => change[field as keyof typeof place] === undefined),
    { error: 'send the list or the fields of the default address, not both', path: ['addresses'] },
  );

export type ProfileChange = z.infer<typeof profileChange>;

/** What staff change of a customer. */
export const customerChange = z
  .strictObject({ name, phone: phoneInput.nullable(), isActive: z.boolean() })
  .partial();

export type CustomerEdit = z.infer<typeof customerChange>;
