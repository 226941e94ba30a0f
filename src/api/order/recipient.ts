import type { Knex } from 'knex';
import { type FieldError, invalidField, ValidationError } from '../../domain/errors';
import { findSavedAddress, type SavedAddress } from '../customer/address-store';
import type { Buyer } from './buyer';
import type { UserInfo } from './placement-store';
import type { QuoteBody } from './validation';

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

/**
 * Who gets the goods, and where: what was sent, completed from a saved address and the customer's account.
 * @throws ValidationError for an address that is not the customer's
 */
export const recipientOf = async (db: Knex, buyer: Buyer, body: QuoteBody): Promise<UserInfo> => {
  const saved = await savedAddressFor(db, buyer, body);
  const info = body.user_info ?? {};
  const account = buyer.kind === 'customer' ? buyer : { name: '', email: buyer.email };
  const place = info.deliveryLocation;
  return {
    name: text(info.name) ?? saved?.name ?? account.name,
    email: text(info.email) ?? account.email,
    contact: text(info.contact) ?? saved?.contact ?? null,
    address: text(info.address) ?? saved?.address ?? null,
    city: text(info.city) ?? saved?.city ?? null,
    country: text(info.country) ?? saved?.country ?? null,
    zipCode: text(info.zipCode) ?? saved?.zipCode ?? null,
    deliveryLocation: place
      ? { latitude: place.latitude, longitude: place.longitude, accuracy: place.accuracy ?? null }
      : (saved?.deliveryLocation ?? null),
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
