import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
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

/** What events of payments mean, and how the payment then stands. */
const payments: Record<string, { kind: 'paid' | 'approved' | 'declined'; status: string }> = {
  'order.paid': { kind: 'paid', status: 'captured' },
  'payment.captured': { kind: 'paid', status: 'captured' },
  'payment.authorized': { kind: 'approved', status: 'authorized' },
  'payment.failed': { kind: 'declined', status: 'failed' },
};

/** How a refund stands by the event that tells of it. */
const refunds: Record<string, string> = {
  'refund.created': 'pending',
  'refund.processed': 'processed',
  'refund.failed': 'failed',
};

/** The id of an event; where none was sent, what has the same bytes is the same event. */
const eventIdOf = (body: Buffer, { 'x-razorpay-event-id': id }: IncomingHttpHeaders): string =>
  typeof id === 'string' && id !== '' ? id : `body-${createHash('sha256').update(body).digest('hex')}`;

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
  const eventId = eventIdOf(body, headers);
  const told = payments[type];
  if (told && payload.payment) {
    const { kind, status } = told;
    const { entity } = payload.payment;
    const payment = eventPayment({ ...entity, status: entity.status ?? status }, payload.order?.entity);
    return { eventId, type, kind, payment };
  }
  const status = refunds[type];
  if (status !== undefined && payload.refund) {
    const { entity } = payload.refund;
    const refund = eventRefund({ ...entity, status: entity.status ?? status }, payload.payment?.entity);
    return { eventId, type, kind: 'refund', refund };
  }
  return { eventId, type, kind: 'other' };
};
