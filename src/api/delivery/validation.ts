import { z } from 'zod';
import { amountInput } from '../../http/inputs';

/** Where something is to be brought, and for how much is bought. */
export const calculateBody = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  subtotal: amountInput.nullish(),
});

export type CalculateBody = z.infer<typeof calculateBody>;
