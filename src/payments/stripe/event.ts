import type { IncomingHttpHeaders } from 'node:http';
import type Stripe from 'stripe';
import type { Account } from '../account';
import type { ProviderEvent } from '../provider';
import { invalidSignature } from '../signature-error';
import { eventPayment, refundState } from './state';

/** How many seconds ago something may have been signed. */
const TOLERANCE = 300;

const verified = (
  stripe: Stripe,
  secret: string,
  body: Buffer,
  headers: IncomingHttpHeaders,
): Stripe.Event => {
  const signature = headers['stripe-signature'];
  if (typeof signature !== 'string') throw invalidSignature('the header Stripe-Signature is missing');
  try {
    return stripe.webhooks.constructEvent(body, signature, secret, TOLERANCE);
  } catch {
    throw invalidSignature('the signature does not fit the body');
  }
};

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
  const event = verified(stripe, keys.webhookSecret, body, headers);
  if (event.livemode !== (mode === 'live')) {
    throw invalidSignature(`this is an event of ${event.livemode ? 'real payments' : 'tests'}`);
  }
  const named = { eventId: event.id, type: event.type };
  switch (event.type) {
    case 'payment_intent.succeeded':
      return { ...named, kind: 'paid', payment: eventPayment(event.data.object) };
    case 'payment_intent.amount_capturable_updated':
      return { ...named, kind: 'approved', payment: eventPayment(event.data.object) };
    case 'payment_intent.payment_failed':
      return { ...named, kind: 'declined', payment: eventPayment(event.data.object) };
    case 'payment_intent.canceled':
      return { ...named, kind: 'closed', payment: eventPayment(event.data.object) };
    case 'refund.created':
    case 'refund.updated':
    case 'refund.failed':
    case 'charge.refund.updated': {
      const refund = event.data.object;
      return {
        ...named,
        kind: 'refund',
        refund: { ...refundState(refund), refundId: refund.metadata?.refund ?? null },
      };
    }
    default:
      return { ...named, kind: 'other' };
  }
};
