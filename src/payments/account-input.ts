import { z } from 'zod';
import { type accountKeys, keyFormsOf } from './account';
import type { ProviderName } from './provider';

const LONGEST = 500;

type KeyInputs<Name extends ProviderName> = Record<
  keyof (typeof accountKeys)[Name] & string,
  z.ZodNullable<z.ZodString>
>;

const keyInputs = <Name extends ProviderName>(provider: Name): KeyInputs<Name> =>
  Object.fromEntries(
    Object.entries(keyFormsOf(provider)).map(([key, { pattern, form }]) => [
      key,
      z.string().trim().max(LONGEST).regex(pattern, `must be ${form}`).nullable(),
    ]),
  ) as KeyInputs<Name>;

const enabled = z.boolean();

/** How a company is paid, any part of it. A key of null is taken away; keys that are secret are never shown again. */
export const paymentsInput = z
  .strictObject({
    cod: z.strictObject({ enabled }),
    stripe: z.strictObject({ enabled, ...keyInputs('stripe') }).partial(),
    paypal: z.strictObject({ enabled, mode: z.enum(['test', 'live']), ...keyInputs('paypal') }).partial(),
    razorpay: z.strictObject({ enabled, ...keyInputs('razorpay') }).partial(),
  })
  .partial();

export type PaymentsInput = z.infer<typeof paymentsInput>;
