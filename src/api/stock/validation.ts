import { z } from 'zod';
import { documentIdInput } from '../../http/inputs';
import { plainText } from '../../http/plain-text';

/** A location in a body: its document id, or the number 1 for the company's default location. */
export const locationInput = z.union([documentIdInput, z.literal(1)]);

const MOST = 1_000_000_000;

const qty = z.number().min(0).max(MOST);

/** How much lies at a location, in basic units. */
export const levelInput = z.strictObject({ locationId: locationInput, qty });

export type LevelInput = z.infer<typeof levelInput>;

/** A correction of what lies at a location: by how much, or to how much, in basic units, and why. */
export const adjustmentInput = z
  .strictObject({
    productId: documentIdInput,
    locationId: locationInput,
    delta: z.number().min(-MOST).max(MOST).optional(),
    qty: qty.optional(),
    reason: plainText({ min: 1, max: 500 }),
  })
  .refine(({ delta, qty: wanted }) => (delta === undefined) !== (wanted === undefined), {
    path: ['delta'],
    message: 'either delta or qty is needed, and not both',
  });

export type AdjustmentInput = z.infer<typeof adjustmentInput>;

/** What is too little of a product at a location, in basic units; null for what product or company say. */
export const thresholdInput = z.strictObject({
  productId: documentIdInput,
  locationId: locationInput,
  threshold: qty.nullable(),
});

export type ThresholdInput = z.infer<typeof thresholdInput>;
