import { invalidField } from './errors';
import { decimalsOf } from './money';

/** Thousandths of a basic unit, always whole: 1.5 kg is 1500. */
export type Thousandths = number;

/** The kinds of units; pieces are whole, weight and volume have up to three decimals. */
export type UnitType = 'weight' | 'volume' | 'piece';

/**
 * Turns a sent quantity into thousandths.
 * @throws ValidationError when negative, finer than a thousandth, or a broken piece
 */
export const toThousandths = (path: string, quantity: number, type: UnitType): Thousandths => {
  if (!Number.isFinite(quantity) || quantity < 0) throw invalidField(path, 'must not be negative');
  if (decimalsOf(quantity) > 3) throw invalidField(path, 'must have at most 3 decimals');
  if (type === 'piece' && !Number.isInteger(quantity)) throw invalidField(path, 'pieces must be whole');
  const thousandths = Math.round(quantity * 1000);
  if (!Number.isSafeInteger(thousandths)) throw invalidField(path, 'is too large');
  return thousandths;
};

/**
 * Turns a sent difference into thousandths.
 * @throws ValidationError when it is nothing, finer than a thousandth, or a broken piece
 */
export const toDifference = (path: string, quantity: number, type: UnitType): Thousandths => {
  if (quantity === 0) throw invalidField(path, 'must not be 0');
  return Math.sign(quantity) * toThousandths(path, Math.abs(quantity), type);
};

/**
 * Basic units in one sale unit: `unitValue × conversionRate`, to six decimals.
 * @throws ValidationError when it is not positive, or broken for a piece unit
 */
export const packQuantity = (unitValue: number, conversionRate: number, type: UnitType): number => {
  const packQty = Math.round(unitValue * conversionRate * 1e6) / 1e6;
  if (!(packQty > 0)) throw invalidField('unitValue', 'must be greater than 0');
  if (type === 'piece' && !Number.isInteger(packQty)) {
    throw invalidField('unitValue', 'a piece unit must hold whole pieces');
  }
  return packQty;
};
