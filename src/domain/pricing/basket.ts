import { invalidField } from '../errors';
import { type Minor, sum } from '../money';
import type { Thousandths } from '../quantity';
import { share } from '../rounding';
import type { CartLine, ComboItem, ComboLine, Good, PlainLine } from './cart';
import { openGood, type OpenGood } from './open-good';
import { assertQuantity } from './quantities';
import { byPlace } from './ties';

/** Combos of one promotion, all composed alike. */
export type ComboGroup = {
  kind: 'combo';
  promotionId: string;
  /** how many combos */
  quantity: number;
  /** the composition of one of them */
  composition: ComboItem[];
  /** what stands in all of them together, in the order of the composition */
  goods: OpenGood[];
};

/** A line of the cart after equal ones have become one. */
export type BasketLine = { kind: 'plain'; open: OpenGood } | ComboGroup;

/** A cart at shelf prices. */
export type Basket = {
  /** in the order of the request */
  lines: BasketLine[];
  /** in the order in which ties are decided */
  goods: OpenGood[];
  shelf: Minor;
};

const goodKey = ({ productId, unitId }: Good): string => `${productId} ${unitId}`;

const open = (path: string, good: Good, quantity: Thousandths, combo: OpenGood['combo']): OpenGood => {
  assertQuantity(path, quantity, good);
  const shelf = share(good.price, quantity, 1000);
  if (!Number.isSafeInteger(shelf)) throw invalidField(path, 'is too large');
  return openGood(good, quantity, shelf, combo);
};

/** Goods that are named twice in one combo are one item of it. */
const mergeItems = (items: ComboItem[]): ComboItem[] => {
  const merged = new Map<string, ComboItem>();
  for (const { good, quantity } of items) {
    const key = goodKey(good);
    merged.set(key, { good, quantity: quantity + (merged.get(key)?.quantity ?? 0) });
  }
  return [...merged.values()];
};

const compositionKey = (items: ComboItem[]): string =>
  items
    .map(({ good, quantity }) => `${goodKey(good)} ${quantity}`)
    .sort()
    .join('\n');

type Merged =
  | { kind: 'plain'; index: number; good: Good; quantity: Thousandths }
  | { kind: 'combo'; index: number; promotionId: string; key: string; quantity: number; items: ComboItem[] };

const mergePlain = (merged: Map<string, Merged>, { good, quantity }: PlainLine, index: number): void => {
  const key = goodKey(good);
  const first = merged.get(key);
  if (first) first.quantity += quantity;
  else merged.set(key, { kind: 'plain', index, good, quantity });
};

const mergeCombo = (
  merged: Map<string, Merged>,
  { promotionId, quantity, items: named }: ComboLine,
  index: number,
): void => {
  const items = mergeItems(named);
  const key = compositionKey(items);
  const first = merged.get(`${promotionId}\n${key}`);
  if (first) first.quantity += quantity;
  else merged.set(`${promotionId}\n${key}`, { kind: 'combo', index, promotionId, key, quantity, items });
};

const comboGroup = ({ index, promotionId, key, quantity, items }: Merged & { kind: 'combo' }): ComboGroup => {
  const path = `cart.${index}.quantity`;
  if (!Number.isSafeInteger(quantity) || quantity < 1) throw invalidField(path, 'must be a whole number');
  const goods = items.map(({ good, quantity: inOne }, item) => {
    assertQuantity(`cart.${index}.selectedProducts.${item}.quantity`, inOne, good);
    return open(path, good, inOne * quantity, { promotionId, key });
  });
  return { kind: 'combo', promotionId, quantity, composition: items, goods };
};

/**
 * Makes one line of equal ones, checks quantities, and prices everything at its shelf price.
 * @throws ValidationError naming the quantity of the first of the equal lines
 */
export const fillBasket = (cart: CartLine[]): Basket => {
  const merged = new Map<string, Merged>();
  cart.forEach((line, index) =>
    line.kind === 'plain' ? mergePlain(merged, line, index) : mergeCombo(merged, line, index),
  );
  const lines = [...merged.values()].map(
    (line): BasketLine =>
      line.kind === 'plain'
        ? { kind: 'plain', open: open(`cart.${line.index}.quantity`, line.good, line.quantity, null) }
        : comboGroup(line),
  );
  const goods = lines.flatMap((line) => (line.kind === 'plain' ? [line.open] : line.goods)).sort(byPlace);
  const shelf = sum(goods.map((each) => each.shelf));
  if (!Number.isSafeInteger(shelf)) throw invalidField('cart', 'is too large');
  return { lines, goods, shelf };
};
