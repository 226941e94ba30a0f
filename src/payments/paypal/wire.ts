import { z } from 'zod';

/** What we read of PayPal's answers and events. */

export const tokenBody = z.object({ access_token: z.string().min(1), expires_in: z.number() });

export const failureBody = z.object({
  name: z.string().optional(),
  message: z.string().optional(),
  details: z.array(z.object({ issue: z.string().optional(), description: z.string().optional() })).optional(),
});

const money = z.object({ currency_code: z.string(), value: z.string().regex(/^\d+(\.\d+)?$/) });

const reasons = { status_details: z.object({ reason: z.string().optional() }).optional() };

/** `up` leads from a refund to its capture, and from a capture to its order. */
const links = z.array(z.object({ rel: z.string(), href: z.string() })).optional();

export const captureBody = z.object({
  id: z.string(),
  status: z.string(),
  amount: money,
  custom_id: z.string().optional(),
  ...reasons,
  supplementary_data: z
    .object({ related_ids: z.object({ order_id: z.string().optional() }).optional() })
    .optional(),
  links,
});

export const orderBody = z.object({
  id: z.string(),
  status: z.string(),
  purchase_units: z
    .array(
      z.object({
        custom_id: z.string().optional(),
        amount: money.optional(),
        payments: z.object({ captures: z.array(captureBody).optional() }).optional(),
      }),
    )
    .min(1),
  links,
});

export const refundBody = z.object({
  id: z.string(),
  status: z.string(),
  amount: money.optional(),
  custom_id: z.string().optional(),
  ...reasons,
  links,
});

export const eventBody = z.object({ id: z.string(), event_type: z.string(), resource: z.unknown() });

export type PaypalMoney = z.infer<typeof money>;
export type PaypalCapture = z.infer<typeof captureBody>;
export type PaypalOrder = z.infer<typeof orderBody>;
export type PaypalRefund = z.infer<typeof refundBody>;
