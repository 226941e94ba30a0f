import { deliveryFee } from '../delivery/fee';
import { sum } from '../money';
import { type BasketLine, fillBasket } from './basket';
import type { PricedCart, PricedItem, PricedLine, PriceRules, PricingInput, Promotion } from './cart';
import { priceComboLines } from './combo-lines';
import { applyCoupon } from './coupon';
import { assertMinimumOrder } from './minimum';
import { type OpenGood, remaining } from './open-good';
import { earnedPoints, redeemPoints } from './points';
import { applyPromotions } from './promotions';
import { vatOf } from './vat';

const vatRateOf = ({ good }: OpenGood, rules: PriceRules): number => good.vatRate ?? rules.vat.rate;

const pricedItem = (open: OpenGood, rules: PriceRules): PricedItem => ({
  good: open.good,
  quantity: open.quantity,
  shelf: open.shelf,
  adjustments: open.adjustments,
  promotionDiscount: open.promotionDiscount,
  discount: open.couponDiscount + open.pointsDiscount,
  net: remaining(open),
  vat: open.vat,
  vatRate: vatRateOf(open, rules),
});

const pricedLine = (line: BasketLine, promotions: Promotion[], rules: PriceRules): PricedLine => {
  if (line.kind === 'plain') return { kind: 'plain', item: pricedItem(line.open, rules) };
  const { promotionId, quantity, goods } = line;
  const comboPrice = promotions.find(({ id }) => id === promotionId)?.comboPrice ?? 0;
  return {
    kind: 'combo',
    promotionId,
    quantity,
    comboPrice,
    items: goods.map((open) => pricedItem(open, rules)),
  };
};

const usedPromotions = (goods: OpenGood[]): string[] => {
  const adjustments = goods.flatMap((open) => open.adjustments);
  const ids = adjustments.flatMap(({ kind, id }) => (kind === 'promotion' && id !== null ? [id] : []));
  return [...new Set(ids)].sort();
};

/**
 * Prices a cart at one instant, by the rules of the shop in their order. Nothing depends on the order of the
 * lines but the order of those answered.
 * @throws ValidationError for quantities
 * @throws DomainError `minimum_order`, `promotion_not_active`, `combo_invalid`, `coupon_…`,
 *   `insufficient_points`, `delivery_location_required`, `out_of_range`
 */
export const priceCart = (input: PricingInput): PricedCart => {
  const { promotions, coupon, points, destination, rules, at } = input;
  const basket = fillBasket(input.lines);
  assertMinimumOrder(rules.minimumOrder, basket.shelf, rules.decimals);

  const savedByCombos = priceComboLines(basket, promotions, rules.decimals);
  applyPromotions(basket, promotions, savedByCombos);
  const subtotal = sum(basket.goods.map(remaining));

  applyCoupon(basket, coupon, at, rules);
  const pointsUsed = redeemPoints(basket, points, rules);
  const couponDiscount = sum(basket.goods.map((open) => open.couponDiscount));
  const pointsDiscount = sum(basket.goods.map((open) => open.pointsDiscount));
  const discount = couponDiscount + pointsDiscount;

  const delivery = deliveryFee(rules.delivery, destination, subtotal);
  const taxed = basket.goods.map((open) => ({ net: remaining(open), vatRate: vatRateOf(open, rules) }));
  const vat = vatOf(taxed, delivery.fee, rules.vat);
  basket.goods.forEach((open, index) => (open.vat = vat.lines[index] ?? 0));

  return {
    lines: basket.lines.map((line) => pricedLine(line, promotions, rules)),
    shelf: basket.shelf,
    subtotal,
    promotionDiscount: basket.shelf - subtotal,
    couponDiscount,
    pointsDiscount,
    discount,
    pointsUsed,
    pointsEarned: earnedPoints(subtotal - discount, rules.loyalty.earnPerUnit, rules.decimals),
    delivery: { ...delivery, vat: vat.fee },
    vat: vat.vat,
    vatGroups: vat.groups,
    total: subtotal - discount + delivery.fee + (rules.vat.inclusive ? 0 : vat.vat),
    promotionIds: usedPromotions(basket.goods),
    couponId: coupon === null || coupon === 'unknown' ? null : coupon.id,
  };
};
