import type { Good, Millionths } from '../pricing/cart';
import type { Thousandths } from '../quantity';

/** So much of a sale unit; the pack quantity is basic units in one, in millionths. */
export type Portion = { productId: string; packQty: Millionths; quantity: Thousandths };

const MILLION = 1_000_000n;

const product = ({ packQty, quantity }: Portion): bigint => BigInt(packQty) * BigInt(quantity);

/** Half up; quantities are never negative. */
const rounded = (millionths: bigint): Thousandths => Number((millionths + MILLION / 2n) / MILLION);

/** A portion in thousandths of the basic unit. */
export const inBasicUnits = (portion: Portion): Thousandths => rounded(product(portion));

/** How much of a good can be ordered out of a stock: whole pieces, whole steps; in thousandths of its sale unit. */
export const orderable = (
  available: Thousandths,
  { packQty, unitType, step }: Pick<Good, 'packQty' | 'unitType' | 'step'>,
): Thousandths => {
  const quantity = Number((BigInt(available) * MILLION) / BigInt(packQty));
  const least = Math.max(step ?? 1, unitType === 'piece' ? 1_000 : 1);
  return quantity - (quantity % least);
};

/** What portions need of each product in thousandths of its basic unit: summed exactly, rounded once per product. */
export const demandOf = (portions: Portion[]): Map<string, Thousandths> => {
  const exact = new Map<string, bigint>();
  for (const portion of portions) {
    exact.set(portion.productId, (exact.get(portion.productId) ?? 0n) + product(portion));
  }
  return new Map([...exact].map(([productId, sum]) => [productId, rounded(sum)]));
};
