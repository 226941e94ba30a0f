import { z } from 'zod';
import { plainText } from '../../http/plain-text';

/** What a customer says of a delivery. */
export const ratingBody = z.strictObject({
  rating: z.int().min(1).max(5),
  feedback: plainText({ max: 1_000, lines: true }).nullish(),
});

export type RatingBody = z.infer<typeof ratingBody>;
