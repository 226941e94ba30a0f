import { inBasicUnits } from '../../domain/stock/demand';
import { millionths } from './assemble';

/** What of a line counts as sold. */
type SoldLine = { product_id: string; quantity: number; [column: string]: unknown };

/**
 * How much of each product was sold, in whole basic units: a broken one counts as one.
 * @param lines with `pack_qty`, and quantities in thousandths of the sale unit
 */
export const salesOf = (lines: SoldLine[]): Map<string, number> => {
  const sales = new Map<string, number>();
  for (const line of lines) {
    const portion = {
      productId: line.product_id,
      packQty: millionths(Number(line['pack_qty'])),
      quantity: line.quantity,
    };
    const units = Math.ceil(inBasicUnits(portion) / 1_000);
    sales.set(line.product_id, (sales.get(line.product_id) ?? 0) + units);
  }
  return sales;
};

/** By how much sales change from one state of an order to another. */
export const salesChange = (before: Map<string, number>, after: Map<string, number>): Map<string, number> =>
  new Map(
    [...new Set([...before.keys(), ...after.keys()])].map((id) => [
      id,
      (after.get(id) ?? 0) - (before.get(id) ?? 0),
    ]),
  );
