import { ValidationError } from '../errors';
import { assertAmount } from '../money';
import { assertDiscountDecimals, type DiscountType, discountValueErrors } from './discount-value';
import { periodErrors } from './period';

/** The terms of a coupon as a merchandiser writes them; amounts in major units. */
export type CouponTerms = {
  type: DiscountType | null;
  value: number | null;
  maximum_discount: number | null;
  minimum_order: number | null;
  startDate: Date | null;
  endDate: Date | null;
};

/** Marks of direction and joiners of no width, which come along when a code is copied out of a message. */
const UNSEEN = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/**
 * A coupon's code as it is stored and looked up, whichever way somebody typed it: full-width letters are letters. Its
 * case and the script of its digits are left alone.
 */
export const spellCouponCode = (text: string): string => text.replace(UNSEEN, '').normalize('NFKC').trim();

/**
 * Checks what must hold for a coupon (D25).
 * @param currencyDecimals decimals of the company's currency, for the amounts
 * @throws ValidationError naming the fields that are wrong
 */
export const assertCouponTerms = (terms: CouponTerms, currencyDecimals: number): void => {
  const errors = [
    ...(terms.type ? [] : [{ path: 'type', message: 'is required' }]),
    ...discountValueErrors('value', terms.type, terms.value),
    ...periodErrors(terms.startDate, terms.endDate),
  ];
  if (errors.length > 0) throw new ValidationError(errors);

  if (terms.value !== null) assertDiscountDecimals('value', terms.type, terms.value, currencyDecimals);
  for (const path of ['maximum_discount', 'minimum_order'] as const) {
    const amount = terms[path];
    if (amount !== null) assertAmount(path, amount, currencyDecimals);
  }
};
