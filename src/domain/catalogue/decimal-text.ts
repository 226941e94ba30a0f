const plainNumber = /^(-?)(\d*)(?:\.(\d*))?$/;

const arabicDigits = '٠١٢٣٤٥٦٧٨٩';
const persianDigits = '۰۱۲۳۴۵۶۷۸۹';

const toLatinDigit = (digit: string): string => {
  const index = arabicDigits.indexOf(digit);
  return String(index >= 0 ? index : persianDigits.indexOf(digit));
};

/** A decimal number as it was written: a sign, whole digits, digits behind the point. */
export type DecimalText = { negative: boolean; whole: string; fraction: string };

/**
 * Reads a number as people write it in a sheet, with Latin, Arabic or Persian digits. Signs for thousands are
 * not taken, because `1,234` means two things.
 * @returns null for anything else
 */
export const readDecimal = (text: string): DecimalText | null => {
  const latin = text.replace(/[٠-٩۰-۹]/g, toLatinDigit).replace('٫', '.');
  const match = plainNumber.exec(latin);
  if (!match) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  if (whole === '' && fraction === '') return null;
  return { negative: sign === '-', whole: whole.replace(/^0+(?=\d)/, '') || '0', fraction };
};

/** How many decimals matter: those behind the last digit that is not zero do not. */
export const decimalsIn = ({ fraction }: DecimalText): number => fraction.replace(/0+$/, '').length;

/** Rounds half up, away from zero, on the digits themselves: 1.005 becomes 1.01. */
export const roundHalfUp = ({ negative, whole, fraction }: DecimalText, decimals: number): string => {
  const digits = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  const rounded = digits + ((fraction[decimals] ?? '0') >= '5' ? 1n : 0n);
  const text = String(rounded).padStart(decimals + 1, '0');
  const point = text.length - decimals;
  const unsigned = decimals === 0 ? text : `${text.slice(0, point)}.${text.slice(point)}`;
  return negative && rounded !== 0n ? `-${unsigned}` : unsigned;
};
