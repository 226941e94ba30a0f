import { DomainError } from '../errors';
import { decimalsOf, type Minor, sum, toMinor } from '../money';
import { allocate } from './allocate';
import type { Basket } from './basket';
import type { PriceRules, PricingInput } from './cart';
import { remaining, takeOff } from './open-good';

/**
 * Redeems points on the goods after everything else, never on the delivery: as many as were asked for, but no
 * more than pay for the goods. The last one may be worth more than what is left to pay.
 * @returns how many were used
 * @throws DomainError `insufficient_points` when more are asked for than there are
 */
export const redeemPoints = (
  { goods }: Basket,
  { asked, balance }: PricingInput['points'],
  { loyalty }: PriceRules,
): number => {
  if (asked > balance) throw new DomainError('insufficient_points', undefined, { asked, balance });
  if (loyalty.redeemValue === 0) return 0;
  const values = goods.map(remaining);
  const payable = sum(values);
  const used = Math.min(asked, Math.ceil(payable / loyalty.redeemValue));
  const amounts = allocate(Math.min(used * loyalty.redeemValue, payable), values);
  goods.forEach((open, index) => takeOff(open, 'points', null, amounts[index] ?? 0));
  return used;
};

/**
 * How many points the delivery of goods earns; whole ones only.
 * @param earnPerUnit points for one major unit
 * @param decimals decimals of the currency
 */
export const earnedPoints = (goodsTotal: Minor, earnPerUnit: number, decimals: number): number => {
  const fine = decimalsOf(earnPerUnit);
  const rate = BigInt(toMinor(earnPerUnit, fine));
  return Number((BigInt(goodsTotal) * rate) / 10n ** BigInt(decimals + fine));
};

/** How many points a discount takes; the last one may be worth more than what it paid for. */
export const pointsFor = (discount: Minor, redeemValue: Minor): number =>
  redeemValue === 0 ? 0 : Math.ceil(discount / redeemValue);
