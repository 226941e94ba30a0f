import { itemsPerUnit } from './items';
import type { OpenGood } from './open-good';

/** Goods by the exact price of one of their items. */
export type Ranking = {
  /** an item's price is in this many parts of a minor unit, the same for all goods */
  scale: bigint;
  itemPrice: (open: OpenGood) => bigint;
  dearestFirst: OpenGood[];
  cheapestFirst: OpenGood[];
};

const greatestCommonDivisor = (one: bigint, other: bigint): bigint =>
  other === 0n ? one : greatestCommonDivisor(other, one % other);

const leastCommonMultiple = (one: bigint, other: bigint): bigint =>
  (one * other) / greatestCommonDivisor(one, other);

/**
 * Ranks goods; those of one price stay in their order. Prices are put over one denominator, so that they
 * compare and add up without rounding.
 * @param goods in the order of ties
 */
export const rank = (goods: OpenGood[]): Ranking => {
  const counts = new Set(goods.map(({ good }) => itemsPerUnit(good)));
  const scale = [...counts].map(BigInt).reduce(leastCommonMultiple, 1n);
  const prices = new Map(
    goods.map((open) => [open, BigInt(open.good.price) * (scale / BigInt(itemsPerUnit(open.good)))]),
  );
  const itemPrice = (open: OpenGood): bigint => prices.get(open) ?? 0n;
  const compare = (one: OpenGood, other: OpenGood): number => {
    const [left, right] = [itemPrice(one), itemPrice(other)];
    return left === right ? 0 : left < right ? -1 : 1;
  };
  return {
    scale,
    itemPrice,
    dearestFirst: [...goods].sort((one, other) => compare(other, one)),
    cheapestFirst: [...goods].sort(compare),
  };
};
