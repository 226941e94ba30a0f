import { DomainError } from '../errors';
import { type Minor, sum } from '../money';
import { allocate } from './allocate';
import type { Basket, ComboGroup } from './basket';
import type { ComboItem, Promotion } from './cart';
import { comboAdjustments } from './combo';
import { isCountable, itemsPerUnit } from './items';
import { isBelow, shortfall } from './minimum';
import { takeOff } from './open-good';
import { hasScope, inScope } from './scope';
import { byPlace } from './ties';

type Terms = { size: number; comboPrice: Minor };

const findPromotion = (promotions: Promotion[], id: string, shelf: Minor, decimals: number): Promotion => {
  const promotion = promotions.find((candidate) => candidate.id === id);
  if (!promotion || promotion.isExhausted) {
    throw new DomainError('promotion_not_active', undefined, { promotion: id });
  }
  if (isBelow(promotion.minimumOrder, shelf)) {
    const missed = shortfall(promotion.minimumOrder, shelf, decimals);
    throw new DomainError('promotion_not_active', undefined, { promotion: id, ...missed });
  }
  return promotion;
};

const termsOf = ({ id, type, requiredItemCount: size, comboPrice }: Promotion): Terms => {
  if (type !== 'combo' || size === null || comboPrice === null) {
    throw new DomainError('combo_invalid', undefined, { promotion: id });
  }
  return { size, comboPrice };
};

const assertComposition = (promotion: Promotion, size: number, composition: ComboItem[]): void => {
  const refuse = (details: Record<string, unknown>): never => {
    throw new DomainError('combo_invalid', undefined, { promotion: promotion.id, ...details });
  };
  const belongs = inScope(promotion);
  for (const { good, quantity } of composition) {
    const { productId } = good;
    if (!hasScope(promotion) || !belongs(good)) refuse({ productId });
    if (!isCountable(good, quantity)) refuse({ productId, quantity: quantity / 1000 });
  }
  const items = sum(composition.map(({ good, quantity }) => (quantity / 1000) * itemsPerUnit(good)));
  if (items !== size) refuse({ required: size, items });
};

const compositionOf = ({ goods }: ComboGroup): string => goods[0]?.combo?.key ?? '';

const byComposition = (one: ComboGroup, other: ComboGroup): number =>
  compositionOf(one) < compositionOf(other) ? -1 : 1;

/** Combos of one promotion save together no more than its maximum. */
const priceGroups = (
  groups: ComboGroup[],
  { comboPrice }: Terms,
  { id, maximumDiscount }: Promotion,
): Minor => {
  const savings = groups.map(({ goods, quantity }) =>
    Math.max(0, sum(goods.map(({ shelf }) => shelf)) - comboPrice * quantity),
  );
  const saved = Math.min(sum(savings), maximumDiscount ?? Infinity);
  const shares = allocate(saved, savings);
  groups.forEach(({ goods }, index) => {
    const placed = [...goods].sort(byPlace);
    const amounts = comboAdjustments(
      placed.map(({ shelf }) => shelf),
      shares[index] ?? 0,
    );
    placed.forEach((open, item) => takeOff(open, 'promotion', id, amounts[item] ?? 0));
  });
  return saved;
};

/**
 * Checks what the shopper composed of a promotion.
 * @param shelf of the whole cart
 * @throws DomainError `promotion_not_active`, `combo_invalid`
 */
export const assertCombo = (
  { promotionId, composition }: Pick<ComboGroup, 'promotionId' | 'composition'>,
  promotions: Promotion[],
  shelf: Minor,
  decimals: number,
): void => {
  const promotion = findPromotion(promotions, promotionId, shelf, decimals);
  assertComposition(promotion, termsOf(promotion).size, composition);
};

/**
 * Prices what the shopper composed: each combo at its price, and never above the shelf price.
 * @returns what each promotion took
 * @throws DomainError `promotion_not_active`, `combo_invalid`
 */
export const priceComboLines = (
  { lines, shelf }: Basket,
  promotions: Promotion[],
  decimals: number,
): Map<string, Minor> => {
  const groups = new Map<string, ComboGroup[]>();
  for (const line of lines) {
    if (line.kind === 'plain') continue;
    assertCombo(line, promotions, shelf, decimals);
    groups.set(line.promotionId, [...(groups.get(line.promotionId) ?? []), line]);
  }
  return new Map(
    [...groups].map(([id, alike]) => {
      const promotion = findPromotion(promotions, id, shelf, decimals);
      return [id, priceGroups(alike.sort(byComposition), termsOf(promotion), promotion)];
    }),
  );
};
