import { z } from 'zod';
import { assertAmount, type Minor, toMinor } from '../../domain/money';
import { amountInput } from '../../http/inputs';
import { plainText } from '../../http/plain-text';
import type { Company } from '../../tenancy/company';

/** Cash that staff have counted, before they were told how much it should be. */
export const handoverBody = z.strictObject({
  counted: amountInput,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be the code of a currency')
    .optional(),
  note: plainText({ max: 500, lines: true }).nullish(),
});

export type HandoverBody = z.infer<typeof handoverBody>;

/**
 * What was counted, in minor units.
 * @param decimals of the currency that was counted
 * @throws ValidationError for amounts finer than that
 */
export const countedMinor = ({ counted }: HandoverBody, { decimals }: Pick<Company, 'decimals'>): Minor => {
  assertAmount('counted', counted, decimals);
  return toMinor(counted, decimals);
};
