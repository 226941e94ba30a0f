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

/** How many points the delivery of goods will earn; whole ones only. */
export const earnedPoints = (
  goodsTotal: Minor,
  { decimals, loyalty }: Pick<PriceRules, 'decimals' | 'loyalty'>,
): number => {
  const fine = decimalsOf(loyalty.earnPerUnit);
  const rate = BigInt(toMinor(loyalty.earnPerUnit, fine));
  return Number((BigInt(goodsTotal) * rate) / 10n ** BigInt(decimals + fine));
};
