import type { IncomingHttpHeaders } from 'node:http';
import type Stripe from 'stripe';
import { z } from 'zod';
import type { Account } from '../account';
import type { ProviderEvent } from '../provider';
import { invalidSignature } from '../signature-error';
import { shortName } from '../wire';
import { eventPayment, eventRefund } from './state';
import { intentBody, refundBody, refundedCharge } from './wire';

/** How many seconds ago something may have been signed. */
const TOLERANCE = 300;

const eventBody = z.object({
  id: shortName,
  type: shortName,
  livemode: z.boolean().nullish(),
  data: z.object({ object: z.looseObject({}) }),
});

const read = <Part>(part: z.ZodType<Part>, value: unknown): Part => {
  const { data, success } = part.safeParse(value);
  if (!success) throw invalidSignature('this is no event of Stripe');
  return data;
};

const verified = (stripe: Stripe, secret: string, body: Buffer, headers: IncomingHttpHeaders): unknown => {
  const signature = headers['stripe-signature'];
  if (typeof signature !== 'string') throw invalidSignature('the header Stripe-Signature is missing');
  try {
    return stripe.webhooks.constructEvent(body, signature, secret, TOLERANCE);
  } catch {
    throw invalidSignature('the signature does not fit the body');
  }
};

/** What events of a Payment Intent mean, and how it then stands. */
const intents: Record<string, { kind: 'paid' | 'approved' | 'declined' | 'closed'; status: string }> = {
  'payment_intent.succeeded': { kind: 'paid', status: 'succeeded' },
  'payment_intent.amount_capturable_updated': { kind: 'approved', status: 'requires_capture' },
  'payment_intent.payment_failed': { kind: 'declined', status: 'requires_payment_method' },
  'payment_intent.canceled': { kind: 'closed', status: 'canceled' },
};

const REFUNDS = ['refund.created', 'refund.updated', 'refund.failed', 'charge.refund.updated'];

/**
 * Reads what Stripe has posted.
 * @throws DomainError `invalid_signature`
 */
export const readStripeEvent = (
  stripe: Stripe,
  { mode, keys }: Account<'stripe'>,
  body: Buffer,
  headers: IncomingHttpHeaders,
): ProviderEvent => {
  const {
    livemode,
    id: eventId,
    type,
    data,
  } = read(eventBody, verified(stripe, keys.webhookSecret, body, headers));
  if (livemode != null && livemode !== (mode === 'live')) {
    throw invalidSignature(`this is an event of ${livemode ? 'real payments' : 'tests'}`);
  }
  const intent = intents[type];
  if (intent) {
    const { kind, status } = intent;
    return { eventId, type, kind, payment: eventPayment(read(intentBody, { status, ...data.object })) };
  }
  if (REFUNDS.includes(type)) {
    return { eventId, type, kind: 'refund', refund: eventRefund(read(refundBody, data.object)) };
  }
  if (type === 'charge.refunded') {
    const { refunds, payment_intent } = read(refundedCharge, data.object);
    const [newest] = refunds?.data ?? [];
    if (newest) {
      return { eventId, type, kind: 'refund', refund: eventRefund({ payment_intent, ...newest }) };
    }
  }
  return { eventId, type, kind: 'other' };
};
