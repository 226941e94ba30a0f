import { createId } from '@paralleldrive/cuid2';
import type { RefundPart } from '../../domain/refund/split';
import type { NewRefundRow, PaidPayment } from './store';

/** A part of a refund with the payment out of which it goes back, and what names it. */
export type NamedPart = {
  part: RefundPart;
  payment: PaidPayment;
} & Pick<NewRefundRow, 'id' | 'paymentId' | 'partOf'>;

/** Names the parts of a refund: each is a refund of its own, and knows the first one. */
export const nameParts = (parts: RefundPart[], payments: PaidPayment[]): NamedPart[] => {
  let first: string | null = null;
  return parts.flatMap((part): NamedPart[] => {
    const payment = payments[part.place];
    if (!payment) return [];
    const id = createId();
    const named = { part, payment, id, paymentId: payment.id, partOf: first };
    first ??= id;
    return [named];
  });
};
