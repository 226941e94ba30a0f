import { z } from 'zod';
import { decimalsOf } from '../../domain/money';
import { amountInput, documentIdInput } from '../../http/inputs';

const LARGEST = 99_999_999;
const MOST_DECIMALS = 6;

const change = z
  .strictObject({
    type: z.enum(['percentage', 'amount']),
    value: z
      .number()
      .min(-LARGEST)
      .max(LARGEST)
      .refine((value) => value !== 0, 'must not be 0')
      .refine((value) => decimalsOf(value) <= MOST_DECIMALS, `must have at most ${MOST_DECIMALS} decimals`),
  })
  .refine(({ type, value }) => type !== 'percentage' || value >= -100, {
    path: ['value'],
    message: 'must not lower prices by more than 100 %',
  })
  .refine(({ type, value }) => type !== 'percentage' || value <= 10_000, {
    path: ['value'],
    message: 'must be at most 10,000 %',
  });

const filters = z.strictObject({
  category: documentIdInput.optional(),
  tag: z.string().trim().min(1).max(60).optional(),
  sku: z.string().trim().min(1).max(80).optional(),
  status: z.enum(['active', 'inactive']).optional(),
  priceFrom: amountInput.optional(),
  priceTo: amountInput.optional(),
  products: z.array(documentIdInput).min(1).max(10_000).optional(),
});

/** A bulk price change: how, and of which products; without filters of all. Prices of active units change. */
export const priceChangeInput = z.strictObject({
  change,
  filters: filters.default({}),
  target: z.literal('price').default('price'),
});

export type PriceChangeInput = z.output<typeof priceChangeInput>;
