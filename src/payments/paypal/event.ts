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

/** Reads an event whose signature was checked. */
export const readPaypalEvent = (body: Buffer): ProviderEvent => {
  const { id: eventId, event_type: type, resource } = read(eventBody, jsonOf(body));
  switch (type) {
    case 'CHECKOUT.ORDER.APPROVED':
      return { eventId, type, kind: 'approved', payment: eventOrder(read(orderBody, resource)) };
    case 'PAYMENT.CAPTURE.COMPLETED':
      return { eventId, type, kind: 'paid', payment: eventCapture(read(captureBody, resource)) };
    case 'PAYMENT.CAPTURE.DENIED':
    case 'PAYMENT.CAPTURE.DECLINED':
      return { eventId, type, kind: 'declined', payment: eventCapture(read(captureBody, resource)) };
    case 'PAYMENT.CAPTURE.REFUNDED':
    case 'PAYMENT.REFUND.PENDING':
    case 'PAYMENT.REFUND.FAILED':
      return { eventId, type, kind: 'refund', refund: eventRefund(read(refundBody, resource)) };
    default:
      return { eventId, type, kind: 'other' };
  }
};
