import { toMajor } from '../../domain/money';
import { orderable } from '../../domain/stock/demand';
import { inLanguage, type Reader } from '../../storefront/reader';
import { type LookedOverItem, type LookedOverLine, measureOf, type Problem } from './look-over';

type Verdict = { ok: boolean } & Partial<Problem>;

/** Goods of a line as clients see them; quantities are in the sale unit. */
export type ShownItem = Verdict & {
  productId: string;
  selectedUnitId: string | null;
  requested: number;
  available: number;
  price: number | null;
  title: unknown;
};

/** A line as clients see it. */
export type ShownLine = Verdict & { index: number } & (
    | Omit<ShownItem, keyof Verdict>
    | { isCombo: true; promotion: string; requested: number; items: ShownItem[] }
  );

const verdictOf = (problem: Problem | null): Verdict => ({ ok: problem === null, ...problem });

const presentItem = ({ input, good, available, problem }: LookedOverItem, reader: Reader): ShownItem => {
  const shown = {
    ...verdictOf(problem),
    productId: input.productId,
    requested: input.quantity,
  };
  // Of what is not for sale nothing is told; it may not even be the shop's.
  if (good.flaw) {
    return {
      ...shown,
      selectedUnitId: input.selectedUnitId ?? null,
      available: 0,
      price: null,
      title: null,
    };
  }
  const words = { en: good.titleEn, ar: good.titleAr };
  return {
    ...shown,
    selectedUnitId: good.unitId,
    available: orderable(available, measureOf(good)) / 1_000,
    price: toMajor(good.price, reader.company.decimals),
    title: inLanguage(words, reader),
  };
};

/** A line that was looked over, for whoever asked. */
export const presentLine = (line: LookedOverLine, reader: Reader): ShownLine => {
  const { index, input, items, problem } = line;
  const shown = items.map((item) => presentItem(item, reader));
  const wrong = problem ?? items.find((item) => item.problem)?.problem ?? null;
  if (input.isCombo) {
    const { promotion, quantity } = input;
    return { index, ...verdictOf(wrong), isCombo: true, promotion, requested: quantity, items: shown };
  }
  const [only] = shown;
  if (!only) throw new Error('a line of a cart has no goods');
  return { index, ...only, ...verdictOf(wrong) };
};
