import type { Minor } from '../money';
import { plainAmount } from './amount-text';

/** What the tax authority's code says of an invoice. */
export type ZatcaFields = {
  sellerName: string;
  vatNumber: string;
  issuedAt: Date;
  total: Minor;
  vat: Minor;
  decimals: number;
};

/** A length takes one byte; the settings refuse a seller name over 127 bytes. */
const LONGEST_VALUE = 127;

const field = (tag: number, value: string): number[] => {
  const bytes = new TextEncoder().encode(value);
  if (bytes.length > LONGEST_VALUE) {
    throw new RangeError(`tag ${tag} has ${bytes.length} bytes, more than ${LONGEST_VALUE}`);
  }
  return [tag, bytes.length, ...bytes];
};

/** A moment in UTC to the second, as ISO 8601 writes it. */
const toTheSecond = (moment: Date): string => `${moment.toISOString().slice(0, 19)}Z`;

/**
 * The content of the QR code on a simplified tax invoice (ZATCA, phase 1): tag, length and value of five fields, in
 * Base64.
 * @throws RangeError for a value over 127 bytes in UTF-8
 */
export const zatcaCode = ({ sellerName, vatNumber, issuedAt, total, vat, decimals }: ZatcaFields): string => {
  const values = [
    sellerName,
    vatNumber,
    toTheSecond(issuedAt),
    plainAmount(total, decimals),
    plainAmount(vat, decimals),
  ];
  return btoa(String.fromCharCode(...values.flatMap((value, index) => field(index + 1, value))));
};
