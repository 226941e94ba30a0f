import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { ProviderEvent } from '../provider';
import { invalidSignature } from '../signature-error';
import { eventPayment, eventRefund } from './state';
import { eventBody } from './wire';

const headerOf = (headers: IncomingHttpHeaders, name: string): string => {
  const value = headers[name];
  if (typeof value !== 'string') throw invalidSignature(`the header ${name} is missing`);
  return value;
};

/** The signature of a body: HMAC-SHA256 by the webhook's secret. */
export const signatureOf = (body: Buffer, secret: string): Buffer =>
  createHmac('sha256', secret).update(body).digest();

const assertSigned = (body: Buffer, headers: IncomingHttpHeaders, secret: string): void => {
  const sent = Buffer.from(headerOf(headers, 'x-razorpay-signature'), 'hex');
  const expected = signatureOf(body, secret);
  if (sent.length !== expected.length || !timingSafeEqual(sent, expected)) {
    throw invalidSignature('the signature does not fit the body');
  }
};

const parsed = (body: Buffer) => {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw invalidSignature('the body is no JSON');
  }
  const { data, success } = eventBody.safeParse(value);
  if (!success) throw invalidSignature('this is no event of Razorpay');
  return data;
};

const paymentKinds: Record<string, 'paid' | 'approved' | 'declined'> = {
  'order.paid': 'paid',
  'payment.captured': 'paid',
  'payment.authorized': 'approved',
  'payment.failed': 'declined',
};

const REFUNDS = ['refund.created', 'refund.processed', 'refund.failed'];

/**
 * Reads what Razorpay has posted. Its events do not say when they were sent; what comes twice is known by its id.
 * @throws DomainError `invalid_signature`
 */
export const readRazorpayEvent = (
  secret: string,
  body: Buffer,
  headers: IncomingHttpHeaders,
): ProviderEvent => {
  assertSigned(body, headers, secret);
  const { event: type, payload } = parsed(body);
  const eventId = headerOf(headers, 'x-razorpay-event-id');
  const kind = paymentKinds[type];
  if (kind && payload.payment) {
    return { eventId, type, kind, payment: eventPayment(payload.payment.entity, payload.order?.entity) };
  }
  if (REFUNDS.includes(type) && payload.refund) {
    const refund = eventRefund(payload.refund.entity, payload.payment?.entity);
    return { eventId, type, kind: 'refund', refund };
  }
  return { eventId, type, kind: 'other' };
};
