import type { FieldError } from '../errors';
import { assertAmount } from '../money';

/** What a discount is counted in: per cent, or an amount of the currency. */
export type DiscountType = 'percentage' | 'fixed';

/** As many as are stored. */
const PERCENTAGE_DECIMALS = 3;

/** What is wrong with the size of a discount, if anything. */
export const discountValueErrors = (
  path: string,
  type: DiscountType | null,
  value: number | null,
): FieldError[] => {
  if (value === null || !(value > 0)) return [{ path, message: 'must be greater than 0' }];
  return type === 'percentage' && value > 100 ? [{ path, message: 'a percentage is at most 100' }] : [];
};

/**
 * Checks how fine the size of a discount is.
 * @param currencyDecimals decimals of the company's currency
 * @throws ValidationError
 */
export const assertDiscountDecimals = (
  path: string,
  type: DiscountType | null,
  value: number,
  currencyDecimals: number,
): void => {
  assertAmount(path, value, type === 'fixed' ? currencyDecimals : PERCENTAGE_DECIMALS);
};
