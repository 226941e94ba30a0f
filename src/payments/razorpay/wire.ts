import { z } from 'zod';
import { shortName, text, wholeNumber } from '../wire';

/** What we read of Razorpay's answers and events. Amounts are in its minor units. */

export const orderBody = z.object({
  id: z.string(),
  amount: wholeNumber,
  currency: z.string(),
  receipt: text,
  status: text,
});

export const paymentBody = z.object({
  id: z.string(),
  amount: wholeNumber,
  currency: z.string(),
  status: text,
  order_id: text,
  error_code: text,
  error_reason: text,
});

export const refundBody = z.object({
  id: z.string(),
  status: text,
  receipt: text,
  payment_id: text,
  amount: wholeNumber.nullish(),
  currency: text,
});

/** An order in an event. */
const namedOrder = orderBody.pick({ id: true, receipt: true });

export const listOf = <Item>(item: z.ZodType<Item>) => z.object({ items: z.array(item) });

export const eventBody = z.object({
  event: shortName,
  payload: z.object({
    payment: z.object({ entity: paymentBody }).optional(),
    order: z.object({ entity: namedOrder }).optional(),
    refund: z.object({ entity: refundBody }).optional(),
  }),
});

export type RazorpayOrder = z.infer<typeof orderBody>;
export type RazorpayPayment = z.infer<typeof paymentBody>;
export type RazorpayRefund = z.infer<typeof refundBody>;
