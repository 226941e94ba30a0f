import type { Minor } from '../money';

/** So much of `amount × weight ÷ total` as is whole, and what is left over, in parts of the total. */
const divided = (amount: number, weight: number, total: number): { whole: number; rest: bigint } => {
  const product = amount * weight;
  if (Number.isSafeInteger(product)) {
    const rest = product % total;
    return { whole: (product - rest) / total, rest: BigInt(rest) };
  }
  const exact = BigInt(amount) * BigInt(weight);
  return { whole: Number(exact / BigInt(total)), rest: exact % BigInt(total) };
};

/**
 * Spreads an amount over lines in proportion to their weights, by largest remainder; ties go to the lowest
 * index. The parts sum to the amount. While the amount is not above the sum of the weights, no part is above
 * its weight.
 * @param weights whole and not negative
 * @returns one part for each weight, in their order
 * @throws RangeError when there is an amount, but no weight
 */
export const allocate = (amount: Minor, weights: number[]): Minor[] => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) {
    if (amount !== 0) throw new RangeError('an amount cannot be spread over nothing');
    return weights.map(() => 0);
  }
  const parts = weights.map((weight, index) => ({ index, ...divided(amount, weight, total) }));
  const missing = amount - parts.reduce((sum, { whole }) => sum + whole, 0);
  const shares = parts.map(({ whole }) => whole);
  if (missing === 0) return shares;
  parts.sort((one, other) =>
    one.rest === other.rest ? one.index - other.index : one.rest > other.rest ? -1 : 1,
  );
  for (const { index, whole } of parts.slice(0, missing)) shares[index] = whole + 1;
  return shares;
};
