import { type Minor, sum } from '../money';
import type { Thousandths } from '../quantity';
import { share } from '../rounding';

/** A line of which goods came back, or money for goods went back; a piece of which both is so counts once. */
export type KeptLine = {
  quantity: Thousandths;
  returned_quantity: Thousandths;
  refunded_quantity: Thousandths;
  net: Minor;
};

/** How much of a line counts as sold. */
export const keptQuantity = (line: Omit<KeptLine, 'net'>): Thousandths =>
  line.quantity - Math.max(line.returned_quantity, line.refunded_quantity);

/**
 * What the goods of an order are sold for after all that came back; this is what earns points.
 * @param order its goods and its total, and what went back of that without naming goods
 */
export const keptValue = (
  lines: KeptLine[],
  { goods, total, byAmount }: { goods: Minor; total: Minor; byAmount: Minor },
): Minor => {
  const kept = sum(
    lines.map((line) => (line.quantity === 0 ? 0 : share(line.net, keptQuantity(line), line.quantity))),
  );
  return Math.max(0, kept - (total === 0 ? 0 : share(goods, byAmount, total)));
};
