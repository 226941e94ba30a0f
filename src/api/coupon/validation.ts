import { z } from 'zod';
import { spellCouponCode } from '../../domain/catalogue/coupon-terms';
import { invalidField } from '../../domain/errors';
import { assertAmount, type Minor, toMinor } from '../../domain/money';
import { amountInput, dateInput, documentIdInput } from '../../http/inputs';
import { plainText } from '../../http/plain-text';

const LONGEST_CODE = 64;

const count = z.int().min(1).max(1_000_000).nullable();

/** A coupon's code, as it is stored. */
export const couponCodeInput = z
  .string()
  .transform(spellCouponCode)
  .pipe(plainText({ min: 1, max: LONGEST_CODE }));

/** A code as a shopper typed it; empty where there is none. */
export const typedCouponCode = z
  .string()
  .max(4 * LONGEST_CODE)
  .transform(spellCouponCode)
  .pipe(z.string().max(LONGEST_CODE));

const fields = {
  code: couponCodeInput,
  type: z.enum(['percentage', 'fixed']),
  value: amountInput,
  maximum_discount: amountInput.nullable(),
  minimum_order: amountInput.nullable(),
  startDate: dateInput.nullable(),
  endDate: dateInput.nullable(),
  usage_limit_total: count,
  usage_limit_per_customer: count,
  products: z.array(documentIdInput).max(5_000),
  categories: z.array(documentIdInput).max(1_000),
  isActive: z.boolean(),
};

/** What staff may change of a coupon; whatever is absent stays. */
export const couponChange = z.strictObject(fields).partial();

/** A new coupon needs a code, and says what it takes off. */
export const newCoupon = couponChange.required({ code: true, type: true, value: true });

/**
 * Reads `?subtotal=`, an amount of major units.
 * @returns minor units; null when it is absent
 * @throws ValidationError
 */
export const parseSubtotal = (value: unknown, decimals: number): Minor | null => {
  if (value === undefined) return null;
  if (typeof value !== 'string' || !/^\d{1,11}(\.\d{1,20})?$/.test(value)) {
    throw invalidField('subtotal', 'must be an amount, 0 or more');
  }
  assertAmount('subtotal', Number(value), decimals);
  return toMinor(Number(value), decimals);
};

export type CouponInput = z.infer<typeof couponChange>;
