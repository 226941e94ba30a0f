import { invalidField } from '../errors';
import type { Minor } from '../money';
import { type Thousandths, toThousandths, type UnitType } from '../quantity';
import { share } from '../rounding';

/** In what a good is counted. */
export type Measure = {
  unitType: UnitType;
  /** basic units in one sale unit */
  packQty: number;
  unitName: string | null;
};

/** So much was ordered, at such a price of a sale unit. */
export type OrderedGoods = Measure & { quantity: Thousandths; unitPrice: Minor };

/** What goes in the place of ordered goods, counted in its own unit. */
export type StandIn = {
  quantity: Thousandths;
  /** so much of it is worth all that was ordered */
  whole: Thousandths;
  /** what a sale unit of it costs at the agreed price */
  unitPrice: Minor;
};

/** As much of the substitute as was ordered; null where the two are not counted in the same. */
const alike = (ordered: OrderedGoods, good: Measure): Thousandths | null => {
  if (ordered.unitType !== good.unitType) return null;
  if (good.unitType === 'piece') return Math.ceil((ordered.quantity * ordered.packQty) / good.packQty);
  const isSame = ordered.unitName === good.unitName && ordered.packQty === good.packQty;
  return isSame ? ordered.quantity : null;
};

/**
 * Puts another good in the place of what was ordered. Pieces stand for pieces, and a weight for the same weight: less of
 * it costs less. Whatever else is counted differently stands for all that was ordered, and so does more of the same: the
 * substitute never costs more than was agreed.
 * @param quantity in sale units of the substitute; null = as much as was ordered
 * @param path of the quantity in the body
 * @throws ValidationError where the unit does not allow the quantity, or one is needed
 */
export const standIn = (
  ordered: OrderedGoods,
  good: Measure,
  quantity: number | null,
  path: string,
): StandIn => {
  const same = alike(ordered, good);
  if (quantity === null && same === null)
    throw invalidField(path, 'is required: the goods are counted differently');
  const said = toThousandths(path, quantity ?? (same ?? 0) / 1_000, good.unitType);
  if (said === 0) throw invalidField(path, 'must be greater than 0');
  const whole = Math.max(same ?? said, said);
  return { quantity: said, whole, unitPrice: share(ordered.unitPrice, ordered.quantity, whole) };
};
