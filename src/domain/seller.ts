import { type FieldError, ValidationError } from './errors';

/** Who sells, as invoices name them. */
export type Seller = { name: string | null; vatNumber: string | null; address: string | null };

const vatNumberPattern = /^3\d{13}3$/;
const LONGEST_TLV_VALUE = 127;

const utf8Length = (text: string): number => new TextEncoder().encode(text).length;

/**
 * Checks what goes into the invoice's ZATCA code: a seller name of at most 127 UTF-8 bytes and a
 * Saudi VAT number of 15 digits, first and last of them 3.
 * @throws ValidationError
 */
export const assertSeller = (seller: Pick<Seller, 'name' | 'vatNumber'>): void => {
  const errors: FieldError[] = [];
  if (seller.name !== null && utf8Length(seller.name) > LONGEST_TLV_VALUE) {
    errors.push({ path: 'seller.name', message: `must be at most ${LONGEST_TLV_VALUE} bytes in UTF-8` });
  }
  if (seller.vatNumber !== null && !vatNumberPattern.test(seller.vatNumber)) {
    errors.push({ path: 'seller.vatNumber', message: 'must be 15 digits, the first and the last of them 3' });
  }
  if (errors.length > 0) throw new ValidationError(errors);
};
