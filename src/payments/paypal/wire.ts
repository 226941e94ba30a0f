import { z } from 'zod';
import { shortName, text } from '../wire';

/** What we read of PayPal's answers and events; answers can be as short as the id, the status and links. */

export const tokenBody = z.object({
  access_token: z.string().min(1),
  /** in seconds; where it is not said, it is soon */
  expires_in: z.coerce.number().catch(300),
});

export const failureBody = z.object({
  name: text,
  details: z.array(z.object({ issue: text })).nullish(),
});

const money = z.object({
  currency_code: z.string(),
  value: z.union([z.string(), z.number().transform(String)]).pipe(z.string().regex(/^\d+(\.\d+)?$/)),
});

const details = z.object({ reason: text }).nullish();

/** `up` leads from a refund to its capture, and from a capture to its order. */
const links = z.array(z.object({ rel: z.string(), href: z.string() })).nullish();

export const captureBody = z.object({
  id: z.string(),
  status: z.string(),
  amount: money,
  custom_id: text,
  status_details: details,
  supplementary_data: z.object({ related_ids: z.object({ order_id: text }).nullish() }).nullish(),
  links,
});

const unit = z.object({
  custom_id: text,
  amount: money.nullish(),
  payments: z.object({ captures: z.array(captureBody).nullish() }).nullish(),
});

export const orderBody = z.object({
  id: z.string(),
  status: z.string(),
  purchase_units: z.array(unit).nullish(),
  links,
});

export const refundBody = z.object({
  id: z.string(),
  status: text,
  amount: money.nullish(),
  custom_id: text,
  status_details: details,
  links,
});

export const eventBody = z.object({ id: shortName, event_type: shortName, resource: z.looseObject({}) });

export type PaypalMoney = z.infer<typeof money>;
export type PaypalCapture = z.infer<typeof captureBody>;
export type PaypalOrder = z.infer<typeof orderBody>;
export type PaypalRefund = z.infer<typeof refundBody>;
