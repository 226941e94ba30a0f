import { invalidField } from './errors';

/** Minor units of a currency (fils, halalas), always whole. */
export type Minor = number;

const decimalPattern = /^-?\d+(\.\d+)?$/;

/**
 * How many decimals a JSON number was written with. Works on its shortest decimal form, so 0.1 has one
 * and 1e-7 has seven.
 */
export const decimalsOf = (value: number): number => {
  const text = String(value);
  if (decimalPattern.test(text)) return text.split('.')[1]?.length ?? 0;
  const [mantissa = '', exponent = '0'] = text.split('e');
  return Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent));
};

/**
 * Checks an amount that somebody sent.
 * @param decimals decimals of the currency: 0, 2 or 3
 * @throws ValidationError when negative, not finite, or finer than the currency
 */
export const assertAmount = (path: string, amount: number, decimals: number): void => {
  if (!Number.isFinite(amount) || amount < 0) throw invalidField(path, 'must not be negative');
  if (decimalsOf(amount) > decimals) throw invalidField(path, `must have at most ${decimals} decimals`);
};

/**
 * An amount of minor units as a decimal number of major ones: 1205 with 2 decimals is 12.05.
 * @param decimals decimals of the currency: 0, 2 or 3
 */
export const toMajor = (amount: Minor, decimals: number): number => amount / 10 ** decimals;

/** An amount of major units, with no more decimals than the currency has, as minor units. */
export const toMinor = (amount: number, decimals: number): Minor => Math.round(amount * 10 ** decimals);
