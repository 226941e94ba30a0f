import { z } from 'zod';
import { plainText } from '../../http/plain-text';
import { countedInput } from '../order/validation';

/**
 * What goes back: an amount, or what was paid for goods. Goods go back on the shelf unless `restock` says that they
 * cannot be sold any more.
 */
export const refundBody = z
  .strictObject({
    amount: z.number().positive('must be greater than 0').max(99_999_999_999, 'is too large').optional(),
    lines: countedInput(0.001).optional(),
    reason: plainText({ max: 255, lines: true }).refine((reason) => reason !== '', 'must not be empty'),
    restock: z.boolean().optional(),
  })
  .superRefine(({ amount, lines }, context) => {
    if (amount === undefined && lines === undefined) {
      context.addIssue({ code: 'custom', path: ['amount'], message: 'must be there, or lines' });
    }
    if (amount !== undefined && lines !== undefined) {
      context.addIssue({ code: 'custom', path: ['lines'], message: 'cannot be there beside an amount' });
    }
  });

export type RefundBody = z.infer<typeof refundBody>;
