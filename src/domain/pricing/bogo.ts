import { allocate } from './allocate';
import type { Promotion } from './cart';
import { countOpen, type Offer, takeFirst, valueOf } from './offer';
import type { OpenGood } from './open-good';

/**
 * Buy X get Y: of all open items the cheapest are free, Y for each X + Y; the next cheapest are those bought.
 * The dearest that are left over stay open.
 * @param goods of its scope, the cheapest first
 */
export const bogoOffer = (promotion: Promotion, goods: OpenGood[]): Offer | null => {
  const buy = promotion.buyQuantity ?? 1;
  const get = promotion.getQuantity ?? 1;
  const sets = Math.floor(countOpen(goods) / (buy + get));
  if (sets === 0) return null;

  const free = takeFirst(goods, sets * get);
  const saving = Math.min(valueOf(free), promotion.maximumDiscount ?? Infinity);
  const takings = takeFirst(goods, sets * (buy + get));
  return {
    saving,
    takings,
    // Both begin with the cheapest, so what is free of a good has the same place in both.
    spread: () =>
      allocate(
        saving,
        takings.map((_, index) => free[index]?.value ?? 0),
      ),
  };
};
