import { invalidField } from './errors';
import { divideHalfUp } from './rounding';

/** Minor units of a currency (fils, halalas), always whole. */
export type Minor = number;

/** As many decimals as `toFixed` writes. */
const FINEST = 100;

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
 * Turns an amount of major units into minor ones, rounded half up on its decimal digits: 1.005 is 101 where
 * there are two.
 * @param decimals decimals of the currency: 0, 2 or 3
 */
export const toMinor = (amount: number, decimals: number): Minor => {
  const fine = Math.min(decimalsOf(amount), FINEST);
  const digits = fine === 0 ? BigInt(amount) : BigInt(amount.toFixed(fine).replace('.', ''));
  return Number(
    fine <= decimals
      ? digits * 10n ** BigInt(decimals - fine)
      : divideHalfUp(digits, 10n ** BigInt(fine - decimals)),
  );
};

/** The number of major units that stands on the wire and in the panel. */
export const toMajor = (amount: Minor, decimals: number): number => amount / 10 ** decimals;

/** The sum of amounts. */
export const sum = (amounts: Minor[]): Minor => amounts.reduce((total, amount) => total + amount, 0);
