import { z } from 'zod';
import { text, wholeNumber } from '../wire';

/** What we read of Stripe's answers and events: of what its types promise, versions of its API leave out some. */

const failure = z.object({ decline_code: text, code: text, type: text }).nullish();

/** An object, or only its id. */
const named = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]).nullish();

export const intentBody = z.object({
  id: z.string(),
  status: z.string(),
  amount: wholeNumber,
  amount_received: wholeNumber.nullish(),
  currency: z.string(),
  client_secret: text,
  metadata: z.object({ payment: text }).nullish(),
  last_payment_error: failure,
});

export const refundBody = z.object({
  id: z.string(),
  status: text,
  amount: wholeNumber.nullish(),
  currency: text,
  payment_intent: named,
  charge: named,
  failure_reason: text,
  metadata: z.object({ refund: text }).nullish(),
});

export const refundList = z.object({ data: z.array(refundBody) });

/** A charge of which money went back; the newest refund comes first, where any is shown. */
export const refundedCharge = z.object({ payment_intent: named, refunds: refundList.nullish() });

export type StripeIntent = z.infer<typeof intentBody>;
export type StripeRefund = z.infer<typeof refundBody>;
