import { z } from 'zod';

/** What may be missing of a provider's answer, or be said to be nothing. */
export const text = z.string().nullish();

/** A whole number; some write it as text. */
export const wholeNumber = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);

/** By what a provider knows something; longer ones than it can have are not kept. */
export const shortName = z
  .string()
  .max(255)
  .regex(/^[^\p{Cc}]+$/u);
