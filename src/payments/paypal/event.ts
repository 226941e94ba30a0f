import type { z } from 'zod';
import type { ProviderEvent } from '../provider';
import { invalidSignature } from '../signature-error';
import { eventCapture, eventOrder, eventRefund } from './state';
import { captureBody, eventBody, orderBody, refundBody } from './wire';

const read = <Part>(part: z.ZodType<Part>, value: unknown): Part => {
  const { data, success } = part.safeParse(value);
  if (!success) throw invalidSignature('this is no event of PayPal');
  return data;
};

const jsonOf = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    throw invalidSignature('the body is no JSON');
  }
};

/** What events of captures mean, and how the capture then stands. */
const captures: Record<string, { kind: 'paid' | 'declined'; status: string }> = {
  'PAYMENT.CAPTURE.COMPLETED': { kind: 'paid', status: 'COMPLETED' },
  'PAYMENT.CAPTURE.DENIED': { kind: 'declined', status: 'DECLINED' },
  'PAYMENT.CAPTURE.DECLINED': { kind: 'declined', status: 'DECLINED' },
};

/** How a refund stands by the event that tells of it. */
const refunds: Record<string, string> = {
  'PAYMENT.CAPTURE.REFUNDED': 'COMPLETED',
  'PAYMENT.REFUND.PENDING': 'PENDING',
  'PAYMENT.REFUND.FAILED': 'FAILED',
};

/** Reads an event whose signature was checked. */
export const readPaypalEvent = (body: Buffer): ProviderEvent => {
  const { id: eventId, event_type: type, resource } = read(eventBody, jsonOf(body));
  if (type === 'CHECKOUT.ORDER.APPROVED') {
    const order = read(orderBody, { status: 'APPROVED', ...resource });
    return { eventId, type, kind: 'approved', payment: eventOrder(order) };
  }
  const capture = captures[type];
  if (capture) {
    const { kind, status } = capture;
    return { eventId, type, kind, payment: eventCapture(read(captureBody, { status, ...resource })) };
  }
  const status = refunds[type];
  if (status !== undefined) {
    const refund = read(refundBody, { status, ...resource });
    return { eventId, type, kind: 'refund', refund: eventRefund(refund) };
  }
  return { eventId, type, kind: 'other' };
};
