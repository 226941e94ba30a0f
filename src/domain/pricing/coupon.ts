import { DomainError } from '../errors';
import { type Minor, sum } from '../money';
import { allocate } from './allocate';
import type { Basket } from './basket';
import type { Coupon, PriceRules } from './cart';
import { isBelow, shortfall } from './minimum';
import { remaining, takeOff } from './open-good';
import { reductionOf } from './reduction';
import { inScope } from './scope';

type Decimals = Pick<PriceRules, 'decimals'>;

const refusal = (code: string, details?: Record<string, unknown>): DomainError =>
  new DomainError(`coupon_${code}`, undefined, details);

/** Unknown and inactive look the same. */
const assertHolds = ({ isActive, startsAt, endsAt }: Coupon, at: Date): void => {
  if (!isActive) throw refusal('not_found');
  if (startsAt && at < startsAt) throw refusal('not_started', { startsAt: startsAt.toISOString() });
  if (endsAt && at >= endsAt) throw refusal('expired', { endsAt: endsAt.toISOString() });
};

const assertLeft = ({ isExhausted, isExhaustedForCustomer }: Coupon): void => {
  if (isExhausted) throw refusal('exhausted');
  if (isExhaustedForCustomer) throw refusal('customer_exhausted');
};

/**
 * Checks a coupon by itself, while nothing is known of a cart.
 * @throws DomainError `coupon_…`, the first that holds
 */
export const assertCouponUsable = (coupon: Coupon, at: Date): void => {
  assertHolds(coupon, at);
  assertLeft(coupon);
};

const discountOn = (
  coupon: Coupon,
  { shelf, eligible }: { shelf: Minor; eligible: Minor },
  at: Date,
  { decimals }: Decimals,
): Minor => {
  assertHolds(coupon, at);
  if (isBelow(coupon.minimumOrder, shelf)) {
    throw refusal('min_order', shortfall(coupon.minimumOrder, shelf, decimals));
  }
  const discount = reductionOf(
    { type: coupon.type, value: coupon.value, maximum: coupon.maximumDiscount },
    eligible,
  );
  if (discount === 0) throw refusal('not_eligible');
  assertLeft(coupon);
  return discount;
};

/**
 * What a coupon takes off a cart, of which only the subtotal is known; its scope is ignored.
 * @throws DomainError `coupon_…`, the first that holds
 */
export const estimateCoupon = (
  coupon: Coupon | 'unknown',
  subtotal: Minor,
  at: Date,
  rules: Decimals,
): Minor => {
  if (coupon === 'unknown') throw refusal('not_found');
  return discountOn(coupon, { shelf: subtotal, eligible: subtotal }, at, rules);
};

/**
 * Takes a coupon off its goods after promotions, and spreads it over them.
 * @throws DomainError `coupon_…`, the first that holds
 */
export const applyCoupon = (
  { goods, shelf }: Basket,
  coupon: Coupon | 'unknown' | null,
  at: Date,
  rules: PriceRules,
): void => {
  if (coupon === null) return;
  if (coupon === 'unknown') throw refusal('not_found');
  const belongs = inScope(coupon);
  const eligible = goods.filter(({ good }) => belongs(good));
  const values = eligible.map(remaining);
  const amounts = allocate(discountOn(coupon, { shelf, eligible: sum(values) }, at, rules), values);
  eligible.forEach((open, index) => takeOff(open, 'coupon', coupon.id, amounts[index] ?? 0));
};
