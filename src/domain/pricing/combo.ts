import { type Minor, sum } from '../money';
import { allocate } from './allocate';
import type { Promotion } from './cart';
import { type Offer, type Taking, takeFirst, valueOf } from './offer';
import type { OpenGood } from './open-good';
import type { Ranking } from './ranking';

/**
 * Spreads what was taken, less what is saved, over the takings; the difference is each one's adjustment.
 * @param values what was taken of each line
 */
export const comboAdjustments = (values: Minor[], saving: Minor): Minor[] => {
  const price = sum(values) - saving;
  const prices = allocate(price, values);
  return values.map((value, index) => value - (prices[index] ?? 0));
};

/**
 * How many items stand in groups that cost more than the combo, the dearest grouped first. As later groups cost
 * no more than earlier ones, the first that is not worth it ends the count.
 */
const countWorthwhile = (
  goods: OpenGood[],
  size: number,
  comboPrice: Minor,
  { scale, itemPrice }: Ranking,
): number => {
  const limit = BigInt(comboPrice) * scale;
  let counted = 0;
  let begun = 0;
  let cost = 0n;
  for (const open of goods) {
    const price = itemPrice(open);
    let left = open.openItems;
    if (begun > 0) {
      const added = Math.min(left, size - begun);
      begun += added;
      cost += price * BigInt(added);
      left -= added;
      if (begun < size) continue;
      if (cost <= limit) return counted;
      counted += size;
    }
    begun = left % size;
    cost = price * BigInt(begun);
    if (left >= size) {
      if (price * BigInt(size) <= limit) return counted;
      counted += left - begun;
    }
  }
  return counted;
};

/**
 * N items of a set for one price: the dearest first, in groups of N, while a group costs more than that.
 * @param goods of its scope, the dearest first
 * @param alreadySaved what combo lines of the cart took by this promotion
 */
export const comboOffer = (
  promotion: Promotion,
  goods: OpenGood[],
  ranking: Ranking,
  alreadySaved: Minor,
): Offer | null => {
  const { requiredItemCount: size, comboPrice, maximumDiscount } = promotion;
  if (size === null || comboPrice === null) return null;
  const count = countWorthwhile(goods, size, comboPrice, ranking);
  if (count === 0) return null;

  const takings: Taking[] = takeFirst(goods, count);
  const difference = valueOf(takings) - (count / size) * comboPrice;
  const saving = Math.min(difference, (maximumDiscount ?? Infinity) - alreadySaved);
  const values = takings.map(({ value }) => value);
  return { saving, takings, spread: () => comboAdjustments(values, saving) };
};
