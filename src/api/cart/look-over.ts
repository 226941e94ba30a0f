import { DomainError } from '../../domain/errors';
import type { CartLine } from '../../domain/pricing/cart';
import { fillBasket } from '../../domain/pricing/basket';
import { assertCombo } from '../../domain/pricing/combo-lines';
import { assertQuantity } from '../../domain/pricing/quantities';
import type { Thousandths } from '../../domain/quantity';
import { demandOf } from '../../domain/stock/demand';
import { planReservation } from '../../domain/stock/reservation';
import {
  assembleCart,
  comboPromotionsOf,
  flawsIn,
  goodsFinder,
  millionths,
  promotionOf,
  wareOf,
  waresOf,
} from '../order/assemble';
import type { Flaw, LoadedCart, LoadedGood } from '../order/cart-store';
import type { CartInput } from '../order/validation';

type InputLine = CartInput[number];
type GoodsInput = { productId: string; selectedUnitId?: string | null | undefined; quantity: number };

/** Why something cannot be ordered as it stands; the codes are those of an order's refusals. */
export type Problem = { code: string; reason?: Flaw; message?: string };

/** Goods of a line, with what was found of them and what is wrong. */
export type LookedOverItem = {
  input: GoodsInput;
  good: LoadedGood;
  /** what there is of the product, in thousandths of its basic unit */
  available: Thousandths;
  problem: Problem | null;
};

/** A line of a cart; one that is no combo has one item, and no problem but its item's. */
export type LookedOverLine = {
  index: number;
  input: InputLine;
  items: LookedOverItem[];
  problem: Problem | null;
};

type Checked = LookedOverLine & { assembled: CartLine | null };

const inputsOf = (line: InputLine): GoodsInput[] => (line.isCombo ? line.selectedProducts : [line]);

const portionsOf = (line: CartLine) =>
  (line.kind === 'plain' ? [line] : line.items).map(({ good, quantity }) => ({
    productId: good.productId,
    packQty: good.packQty,
    quantity: line.kind === 'combo' ? quantity * line.quantity : quantity,
  }));

/** What a check refuses. */
const problemOf = (check: () => void): Problem | null => {
  try {
    check();
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const [complaint] = (error.details['errors'] ?? []) as { message: string }[];
    return { code: error.code, ...(complaint && { message: complaint.message }) };
  }
};

/** Looks at each line by itself: what it names, and how much of it. */
const checkLines = (cart: CartInput, loaded: LoadedCart): Checked[] => {
  const goodOf = goodsFinder(cart, loaded);
  const available = new Map<string, Thousandths>();
  for (const { productId, onHand, reserved } of loaded.levels) {
    available.set(productId, (available.get(productId) ?? 0) + onHand - reserved);
  }
  return cart.map((input, index) => {
    const items = inputsOf(input).map((item): LookedOverItem => {
      const good = goodOf(wareOf(item));
      const { flaw } = good;
      return {
        input: item,
        good,
        available: flaw ? 0 : (available.get(good.productId) ?? 0),
        problem: flaw ? { code: 'product_unavailable', reason: flaw } : null,
      };
    });
    const alone = { ...loaded, goods: waresOf([input]).map(goodOf) };
    if (flawsIn([input], alone).length > 0) return { index, input, items, problem: null, assembled: null };
    let assembled: CartLine | null = null;
    const problem = problemOf(() => {
      [assembled = null] = assembleCart([input], alone);
      if (assembled?.kind === 'combo') fillBasket([assembled]);
    });
    return { index, input, items, problem, assembled: problem ? null : assembled };
  });
};

/** Equal goods are one line of an order, so it is their sum that has to be right. */
const checkSums = (lines: Checked[]): void => {
  const sums = new Map<string, Thousandths>();
  const plain = lines.flatMap((line) =>
    line.assembled?.kind === 'plain' ? [{ line, ...line.assembled }] : [],
  );
  for (const { good, quantity } of plain) sums.set(good.unitId, (sums.get(good.unitId) ?? 0) + quantity);
  for (const { line, good } of plain) {
    line.problem = problemOf(() => {
      assertQuantity('quantity', sums.get(good.unitId) ?? 0, good);
    });
    if (line.problem) line.assembled = null;
  }
};

const assembledOf = (lines: Checked[]): CartLine[] =>
  lines.flatMap(({ assembled }) => (assembled ? [assembled] : []));

const checkCombos = (cart: CartInput, lines: Checked[], loaded: LoadedCart, decimals: number): void => {
  if (comboPromotionsOf(cart).length === 0) return;
  const promotions = loaded.promotions.map(promotionOf);
  const { shelf } = fillBasket(assembledOf(lines));
  for (const line of lines) {
    if (line.assembled?.kind !== 'combo') continue;
    const [group] = fillBasket([line.assembled]).lines;
    if (group?.kind !== 'combo') continue;
    line.problem = problemOf(() => {
      assertCombo(group, promotions, shelf, decimals);
    });
  }
};

/** What all lines together need of a product has to be there. */
const checkStock = (lines: Checked[], { goods, levels }: LoadedCart): void => {
  const onBackorder = new Set(goods.flatMap((good) => (good.backorder ? [good.productId] : [])));
  const demands = [...demandOf(assembledOf(lines).flatMap(portionsOf))].map(([productId, quantity]) => ({
    productId,
    quantity,
    backorder: onBackorder.has(productId),
  }));
  const short = new Set(planReservation(demands, levels).shortages.map(({ productId }) => productId));
  for (const { items } of lines) {
    for (const item of items) {
      if (short.has(item.good.productId)) item.problem ??= { code: 'insufficient_stock' };
    }
  }
};

/**
 * Looks a cart over line by line, where an order would be refused at its first fault.
 * @param decimals of the company's currency
 */
export const lookOver = (cart: CartInput, loaded: LoadedCart, decimals: number): LookedOverLine[] => {
  const lines = checkLines(cart, loaded);
  checkSums(lines);
  checkCombos(cart, lines, loaded, decimals);
  checkStock(lines, loaded);
  return lines.map(({ index, input, items, problem }) => ({ index, input, items, problem }));
};

/** A loaded good as what can be ordered of it is measured. */
export const measureOf = ({ packQty, unitType, step }: LoadedGood) => ({
  packQty: millionths(packQty),
  unitType,
  step,
});
