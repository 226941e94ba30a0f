import { DomainError } from '../../domain/errors';
import type { Minor } from '../../domain/money';
import type { CartLine } from '../../domain/pricing/cart';
import { fillBasket } from '../../domain/pricing/basket';
import { assertCombo } from '../../domain/pricing/combo-lines';
import type { Thousandths } from '../../domain/quantity';
import { planReservation } from '../../domain/stock/reservation';
import {
  assembleCart,
  flawsIn,
  goodsFinder,
  millionths,
  promotionOf,
  wareOf,
  waresOf,
} from '../order/assemble';
import type { Flaw, LoadedCart, LoadedGood } from '../order/cart-store';
import { demandsOf, goodsOfLine } from '../order/demands';
import type { CartInput, GoodsInput } from '../order/validation';

type InputLine = CartInput[number];

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

/** What a check refuses. */
const problemOf = (check: () => unknown): Problem | null => {
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

const assembledOf = (lines: Checked[]): CartLine[] =>
  lines.flatMap(({ assembled }) => (assembled ? [assembled] : []));

/** Notes what is wrong with a line; it is then no part of the cart that the others stand in. */
const refuse = (line: Checked, problem: Problem | null): void => {
  if (!problem) return;
  line.problem = problem;
  line.assembled = null;
};

/** Equal goods are one line of an order, so it is their sum that has to be right. */
const checkSums = (lines: Checked[]): void => {
  const equal = new Map<string, Checked[]>();
  for (const line of lines) {
    if (line.assembled?.kind !== 'plain') continue;
    const { unitId } = line.assembled.good;
    equal.set(unitId, [...(equal.get(unitId) ?? []), line]);
  }
  for (const group of equal.values()) {
    const problem = problemOf(() => fillBasket(assembledOf(group)));
    for (const line of group) refuse(line, problem);
  }
};

/** What the whole cart is worth has to be a number that can be counted; if it is not, every line is part of that. */
const shelfOf = (lines: Checked[]): Minor => {
  let shelf: Minor = 0;
  const problem = problemOf(() => {
    ({ shelf } = fillBasket(assembledOf(lines)));
  });
  for (const line of lines) if (line.assembled) refuse(line, problem);
  return shelf;
};

const checkCombos = (lines: Checked[], shelf: Minor, loaded: LoadedCart, decimals: number): void => {
  const promotions = loaded.promotions.map(promotionOf);
  for (const line of lines) {
    if (line.assembled?.kind !== 'combo') continue;
    const [group] = fillBasket([line.assembled]).lines;
    if (group?.kind !== 'combo') continue;
    refuse(
      line,
      problemOf(() => {
        assertCombo(group, promotions, shelf, decimals);
      }),
    );
  }
};

/** What all lines together need of a product has to be there. */
const checkStock = (lines: Checked[], loaded: LoadedCart): void => {
  const demands = demandsOf(assembledOf(lines).flatMap(goodsOfLine), loaded);
  const short = new Set(planReservation(demands, loaded.levels).shortages.map(({ productId }) => productId));
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
  checkCombos(lines, shelfOf(lines), loaded, decimals);
  checkStock(lines, loaded);
  return lines.map(({ index, input, items, problem }) => ({ index, input, items, problem }));
};

/** A loaded good as what can be ordered of it is measured. */
export const measureOf = ({ packQty, unitType, step }: LoadedGood) => ({
  packQty: millionths(packQty),
  unitType,
  step,
});
