import type { Minor } from '../money';
import type { Thousandths } from '../quantity';
import type { Adjustment, Good } from './cart';
import { countItems } from './items';
import type { Placed } from './ties';

/**
 * A good while its cart is being priced. Open is what no promotion has taken yet; a good in a combo line has
 * nothing open, its items belong to the combo.
 */
export type OpenGood = Placed & {
  readonly good: Good;
  readonly quantity: Thousandths;
  readonly shelf: Minor;
  openItems: number;
  openValue: Minor;
  /** what the open fraction of a weight or volume costs */
  openRest: Minor;
  readonly adjustments: Adjustment[];
  promotionDiscount: Minor;
  couponDiscount: Minor;
  pointsDiscount: Minor;
  vat: Minor;
};

export const openGood = (
  good: Good,
  quantity: Thousandths,
  shelf: Minor,
  combo: OpenGood['combo'],
): OpenGood => {
  const { items, value, rest } = combo ? { items: 0, value: 0, rest: 0 } : countItems(good, quantity, shelf);
  return {
    productId: good.productId,
    unitId: good.unitId,
    good,
    quantity,
    shelf,
    combo,
    openItems: items,
    openValue: value,
    openRest: rest,
    adjustments: [],
    promotionDiscount: 0,
    couponDiscount: 0,
    pointsDiscount: 0,
    vat: 0,
  };
};

/** What the good costs after everything that has been taken off so far. */
export const remaining = (open: OpenGood): Minor =>
  open.shelf - open.promotionDiscount - open.couponDiscount - open.pointsDiscount;

/** Writes down that somebody took so much off; nothing is nothing worth writing down. */
export const takeOff = (open: OpenGood, kind: Adjustment['kind'], id: string | null, amount: Minor): void => {
  if (amount === 0) return;
  open.adjustments.push({ kind, id, amount });
  if (kind === 'promotion') open.promotionDiscount += amount;
  else if (kind === 'coupon') open.couponDiscount += amount;
  else open.pointsDiscount += amount;
};
