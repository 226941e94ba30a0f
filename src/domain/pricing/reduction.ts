import type { Minor } from '../money';
import { share } from '../rounding';

/** What takes something off an amount: per cent with three decimals at most, or minor units. */
export type Reduction = { type: 'percentage' | 'fixed'; value: number; maximum: Minor | null };

/** What a reduction takes off an amount: never more than its maximum, nor than there is. */
export const reductionOf = ({ type, value, maximum }: Reduction, amount: Minor): Minor => {
  const wanted = type === 'percentage' ? share(amount, Math.round(value * 1000), 100_000) : value;
  return Math.min(wanted, amount, maximum ?? amount);
};
