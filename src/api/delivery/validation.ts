import { z } from 'zod';
import { amountInput } from '../../http/inputs';
import { validate } from '../../http/validate';

/** Where something is to be brought, and for how much is bought. */
export const calculateBody = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  subtotal: amountInput.nullish(),
});

export type CalculateBody = z.infer<typeof calculateBody>;

const dayQuery = z.object({ date: z.iso.date('must be a date: 2026-11-30').optional() });

/**
 * A day of the store's calendar in a query; null where none is named.
 * @throws ValidationError
 */
export const parseDay = (value: unknown): string | null => validate(dayQuery, { date: value }).date ?? null;
