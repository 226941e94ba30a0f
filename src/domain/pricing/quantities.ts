import { invalidField } from '../errors';
import type { Thousandths } from '../quantity';
import type { Good } from './cart';
import { itemsPerUnit } from './items';

/** A million of a sale unit: more than anybody buys, in however many lines. */
const MOST: Thousandths = 1_000_000_000;

/**
 * Checks how much of a good is wanted, after equal lines have become one.
 * @param path of the quantity in the body: `cart.0.quantity`
 * @throws ValidationError when it is nothing, a broken piece, no multiple of the step, or too large to count
 */
export const assertQuantity = (path: string, quantity: Thousandths, good: Good): void => {
  if (!(quantity > 0)) throw invalidField(path, 'must be greater than 0');
  const items = Math.ceil(quantity / 1000) * itemsPerUnit(good);
  if (!Number.isSafeInteger(quantity) || quantity > MOST || items > Number.MAX_SAFE_INTEGER) {
    throw invalidField(path, 'is too large');
  }
  if (good.unitType === 'piece') {
    if (!Number.isInteger(itemsPerUnit(good)))
      throw invalidField(path, 'a piece unit must hold whole pieces');
    if (quantity % 1000 !== 0) throw invalidField(path, 'pieces must be whole');
  }
  if (good.step !== null && quantity % good.step !== 0) {
    throw invalidField(path, `must be a multiple of ${good.step / 1000}`);
  }
};
