import type { Minor } from '../money';
import type { Thousandths } from '../quantity';
import { share } from '../rounding';
import type { Good, Millionths } from './cart';

const ONE_PIECE: Millionths = 1_000_000;
const ONE_UNIT: Thousandths = 1000;

/**
 * How many items of promotions one sale unit is: a carton of 12 pieces is twelve; of weight and volume the
 * whole sale unit is one.
 */
export const itemsPerUnit = ({ unitType, packQty }: Good): number =>
  unitType === 'piece' ? packQty / ONE_PIECE : 1;

/** A quantity as promotions that count items see it. */
export type Countable = {
  /** whole items */
  items: number;
  /** what they cost together */
  value: Minor;
  /** what the fraction costs that is left of a weight or volume; combo and bogo do not see it */
  rest: Minor;
};

/** Counts the items of a quantity that costs `shelf` in all. */
export const countItems = (good: Good, quantity: Thousandths, shelf: Minor): Countable => {
  const units = Math.floor(quantity / ONE_UNIT);
  const value = good.price * units;
  return { items: units * itemsPerUnit(good), value, rest: shelf - value };
};

/** Whether a quantity is made of whole items only. */
export const isCountable = (good: Good, quantity: Thousandths): boolean =>
  good.unitType === 'piece' || quantity % ONE_UNIT === 0;

/** What `count` of `items` are worth that are worth `value` together. */
export const worth = (value: Minor, count: number, items: number): Minor =>
  count === items ? value : share(value, count, items);
