import { z } from 'zod';
import { documentIdInput } from '../../http/inputs';

/** A location in a body: its document id, or the number 1 for the company's default location. */
export const locationInput = z.union([documentIdInput, z.literal(1)]);

/** How much lies at a location, in basic units. */
export const levelInput = z.strictObject({
  locationId: locationInput,
  qty: z.number().min(0).max(1_000_000_000),
});

export type LevelInput = z.infer<typeof levelInput>;
