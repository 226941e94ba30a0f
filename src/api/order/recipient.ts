import type { Knex } from 'knex';
import { type FieldError, invalidField, ValidationError } from '../../domain/errors';
import { findSavedAddress, type SavedAddress } from '../customer/address-store';
import type { Buyer } from './buyer';
import type { UserInfo } from './placement-store';
import type { QuoteBody, UserInfoInput } from './validation';

type Place = NonNullable<UserInfoInput['deliveryLocation']>;

/** A text, or null for what is absent, null or empty. */
const text = (value: string | null | undefined): string | null => (value === '' ? null : (value ?? null));

const saysWhere = ({ user_info: info }: QuoteBody): boolean =>
  text(info?.address) !== null || (info?.deliveryLocation ?? null) !== null;

const savedAddressFor = async (db: Knex, buyer: Buyer, body: QuoteBody): Promise<SavedAddress | null> => {
  const { addressId } = body;
  if (buyer.kind === 'guest') {
    if (addressId) throw invalidField('addressId', 'guests have no saved addresses');
    return null;
  }
  if (!addressId) return saysWhere(body) ? null : findSavedAddress(db, buyer.id, null);
  const saved = await findSavedAddress(db, buyer.id, addressId);
  if (!saved) throw invalidField('addressId', 'is none of your addresses');
  return saved;
};

const MAPS = 'https://www.google.com/maps';

/** A place with the links by which a driver finds it; those that were not sent are made. */
const located = (place: Place | null | undefined, address: string | null): UserInfo['deliveryLocation'] => {
  if (!place) return null;
  const { latitude, longitude, accuracy, googleMapsLink, googleMapsAddressLink } = place;
  const search = `${MAPS}/search/?api=1&query=`;
  return {
    latitude,
    longitude,
    accuracy: accuracy ?? null,
    googleMapsLink: googleMapsLink ?? `${search}${latitude},${longitude}`,
    googleMapsAddressLink:
      googleMapsAddressLink ?? (address === null ? null : search + encodeURIComponent(address)),
  };
};

/**
 * Who gets the goods, and where: what was sent, completed from a saved address and the customer's account.
 * @throws ValidationError for an address that is not the customer's
 */
export const recipientOf = async (db: Knex, buyer: Buyer, body: QuoteBody): Promise<UserInfo> => {
  const saved = await savedAddressFor(db, buyer, body);
  const info = body.user_info ?? {};
  const account = buyer.kind === 'customer' ? buyer : { name: '', email: buyer.email };
  return {
    name: text(info.name) ?? saved?.name ?? account.name,
    email: text(info.email) ?? account.email,
    contact: text(info.contact) ?? saved?.contact ?? null,
    address: text(info.address) ?? saved?.address ?? null,
    city: text(info.city) ?? saved?.city ?? null,
    country: text(info.country) ?? saved?.country ?? null,
    zipCode: text(info.zipCode) ?? saved?.zipCode ?? null,
    deliveryLocation: located(
      info.deliveryLocation ?? saved?.deliveryLocation,
      text(info.address) ?? saved?.address ?? null,
    ),
  };
};

/**
 * Refuses a recipient to whom nothing can be brought.
 * @throws ValidationError naming everything that is missing
 */
export const assertReachable = (recipient: UserInfo): void => {
  const errors: FieldError[] = [];
  const needed = (field: string): number =>
    errors.push({ path: `user_info.${field}`, message: 'is required' });
  if (recipient.name === '') needed('name');
  if (recipient.email === null) needed('email');
  if (recipient.address === null && recipient.deliveryLocation === null) needed('address');
  if (errors.length > 0) throw new ValidationError(errors);
};

/** By what staff find an order when somebody calls: the panel searches texts, not JSON. */
export const searchedBy = ({ name, email, contact }: UserInfo): string =>
  [name, email, contact].filter((part) => part !== null && part !== '').join(' · ');
