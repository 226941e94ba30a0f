import { type Minor, toMajor } from '../../domain/money';
import type { PaymentMethod } from '../../domain/order/payment';
import type { OrderEvent } from '../order/event-store';
import type { RefundRow } from './store';

const said = ({ id, kind, amount, decimals, reason }: RefundRow) => ({
  refund: id,
  kind,
  amount: toMajor(amount, decimals),
  reason,
});

/** The money is back. */
export const refunded = (refund: RefundRow, creditNote: number | null): OrderEvent => ({
  kind: 'order_refunded',
  data: { ...said(refund), credit_note: creditNote },
});

/** The money is not back, or came back to the shop: somebody has to send it again. */
export const refundFailed = (refund: RefundRow, failure: string | null): OrderEvent => ({
  kind: 'refund_failed',
  data: { ...said(refund), failure },
});

/** Nobody but the provider knows whether the money is back: somebody has to look there. */
export const refundStuck = (refund: RefundRow, failure: string): OrderEvent => ({
  kind: 'refund_stuck',
  data: { ...said(refund), failure },
});

/** Money went back that the books know nothing of. @param money in minor units; null where it was not said how much */
export const refundUnknown = (
  provider: PaymentMethod,
  providerId: string | null,
  { amount, decimals }: { amount: Minor | null; decimals: number },
): OrderEvent => ({
  kind: 'refund_unknown',
  data: {
    payment_method: provider,
    providerId,
    amount: amount === null ? null : toMajor(amount, decimals),
  },
});
