import { type Minor, sum } from '../money';
import type { Thousandths } from '../quantity';
import { share } from '../rounding';
import type { Adjustment, PriceRules, VatGroup } from './cart';
import { byPlace } from './ties';
import { vatOf } from './vat';

/** A line of an order at the prices it was ordered at, and how much of it there is now. */
export type FrozenLine = {
  productId: string;
  unitId: string;
  /** where it stands in a combo line */
  comboPromotionId: string | null;
  /** as ordered, like the shelf price and the adjustments */
  quantity: Thousandths;
  shelf: Minor;
  adjustments: Adjustment[];
  pickedQuantity: Thousandths;
  /** per cent */
  vatRate: number;
};

/** The same line for the quantity that was picked. */
export type ScaledLine = {
  quantity: Thousandths;
  shelf: Minor;
  adjustments: Adjustment[];
  promotionDiscount: Minor;
  /** coupon and points */
  discount: Minor;
  net: Minor;
  vat: Minor;
};

/** An order at frozen prices. */
export type RepricedOrder = {
  /** in the order they were given */
  lines: ScaledLine[];
  /** goods after promotions */
  subtotal: Minor;
  promotionDiscount: Minor;
  couponDiscount: Minor;
  pointsDiscount: Minor;
  /** coupon + points */
  discount: Minor;
  /** within the delivery fee, or on top of it where prices are exclusive */
  deliveryVat: Minor;
  vat: Minor;
  vatGroups: VatGroup[];
  total: Minor;
};

/**
 * Parts that were rounded up one by one never take more than there is. What was taken off was for what was ordered:
 * whatever is there beyond that is at the shelf price.
 */
const scaledAdjustments = (line: FrozenLine, shelf: Minor): Adjustment[] => {
  let left = shelf;
  return line.adjustments.flatMap((adjustment) => {
    const scaledAmount = share(adjustment.amount, line.pickedQuantity, line.quantity);
    const amount = Math.min(left, adjustment.amount, scaledAmount);
    left -= amount;
    return amount > 0 ? [{ ...adjustment, amount }] : [];
  });
};

const taken = (adjustments: Adjustment[], kinds: Adjustment['kind'][]): Minor =>
  sum(adjustments.filter(({ kind }) => kinds.includes(kind)).map(({ amount }) => amount));

/** A line for another quantity: what it cost and what was taken off, in proportion, each rounded half up. */
const scaled = (line: FrozenLine): ScaledLine => {
  const shelf = share(line.shelf, line.pickedQuantity, line.quantity);
  const adjustments = scaledAdjustments(line, shelf);
  const promotionDiscount = taken(adjustments, ['promotion']);
  const discount = taken(adjustments, ['coupon', 'points']);
  const net = shelf - promotionDiscount - discount;
  return { quantity: line.pickedQuantity, shelf, adjustments, promotionDiscount, discount, net, vat: 0 };
};

/**
 * An order with other quantities at the prices it was ordered at: for short picks and actual weights. No rule
 * of a promotion is asked again; the VAT is that of the new document.
 * @param fee of the delivery, which stays as it is
 */
export const repriceOrder = (
  frozen: FrozenLine[],
  fee: Minor,
  vatRules: PriceRules['vat'],
): RepricedOrder => {
  const lines = frozen.map(scaled);
  const placed = frozen
    .map(({ productId, unitId, comboPromotionId, vatRate }, index) => ({
      productId,
      unitId,
      combo: comboPromotionId === null ? null : { promotionId: comboPromotionId, key: '' },
      vatRate,
      index,
    }))
    .sort(byPlace);
  const vat = vatOf(
    placed.map(({ index, vatRate }) => ({ net: lines[index]?.net ?? 0, vatRate })),
    fee,
    vatRules,
  );
  placed.forEach(({ index }, place) => {
    const line = lines[index];
    if (line) line.vat = vat.lines[place] ?? 0;
  });

  const all = lines.flatMap(({ adjustments }) => adjustments);
  const promotionDiscount = taken(all, ['promotion']);
  const couponDiscount = taken(all, ['coupon']);
  const pointsDiscount = taken(all, ['points']);
  const subtotal = sum(lines.map(({ shelf }) => shelf)) - promotionDiscount;
  const discount = couponDiscount + pointsDiscount;
  return {
    lines,
    subtotal,
    promotionDiscount,
    couponDiscount,
    pointsDiscount,
    discount,
    deliveryVat: vat.fee,
    vat: vat.vat,
    vatGroups: vat.groups,
    total: subtotal - discount + fee + (vatRules.inclusive ? 0 : vat.vat),
  };
};
