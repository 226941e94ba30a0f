import { sum } from '../money';
import { allocate } from './allocate';
import type { Promotion } from './cart';
import type { Offer } from './offer';
import type { OpenGood } from './open-good';
import { reductionOf } from './reduction';

/**
 * A discount takes a part or a sum off everything that is still open, fractions too, and closes all of it,
 * also where its maximum binds.
 * @param goods of its scope, in the order of ties
 */
export const discountOffer = (promotion: Promotion, goods: OpenGood[]): Offer | null => {
  const { discountType, discountValue, maximumDiscount } = promotion;
  if (!discountType || discountValue === null) return null;
  const open = goods.filter(({ openValue, openRest }) => openValue + openRest > 0);
  const values = open.map(({ openValue, openRest }) => openValue + openRest);
  const saving = reductionOf(
    { type: discountType, value: discountValue, maximum: maximumDiscount },
    sum(values),
  );
  return {
    saving,
    takings: open.map((each) => ({
      open: each,
      items: each.openItems,
      value: each.openValue,
      rest: each.openRest,
    })),
    spread: () => allocate(saving, values),
  };
};
