import { decimalsAt, rescale } from '../minor-units';
import type { EventPayment, EventRefund, PaymentState, PaymentStatus, RefundState } from '../provider';
import type { RazorpayOrder, RazorpayPayment, RazorpayRefund } from './wire';

/** What has been paid, even if all of it went back since. */
const isTaken = ({ status }: RazorpayPayment): boolean => status === 'captured' || status === 'refunded';

const failureOf = ({ error_reason: reason, error_code: code }: RazorpayPayment): string | null =>
  reason ?? code ?? null;

/** The payment of an order that counts: what was taken, else what the customer has agreed to. */
export const payingOf = (payments: RazorpayPayment[]): RazorpayPayment | undefined =>
  payments.find(isTaken) ?? payments.find(({ status }) => status === 'authorized');

const statusOf = (paying: RazorpayPayment | undefined): PaymentStatus => {
  if (!paying) return 'open';
  return isTaken(paying) ? 'paid' : 'approved';
};

/** An order of Razorpay and the payments for it as we see them; Razorpay gives the newest first. */
export const paymentState =
  (keyId: string) =>
  (order: RazorpayOrder, payments: RazorpayPayment[], decimals: number): PaymentState => {
    const paying = payingOf(payments);
    const { amount, currency } = paying ?? order;
    const status = statusOf(paying);
    const failed = payments.find((payment) => payment.status === 'failed');
    return {
      providerId: order.id,
      status,
      amount: rescale(amount, decimalsAt(currency), decimals),
      currency,
      chargeId: status === 'paid' ? (paying?.id ?? null) : null,
      failure: failed && !paying ? failureOf(failed) : null,
      client: { razorpayOrderId: order.id, keyId },
    };
  };

/**
 * A payment in an event. Only some events hold the order, which names our payment; the notes of a payment are whatever
 * its customer's browser has sent.
 */
export const eventPayment = (
  payment: RazorpayPayment,
  order: Pick<RazorpayOrder, 'id' | 'receipt'> | undefined,
): EventPayment => ({
  paymentId: order?.receipt ?? null,
  providerId: payment.order_id ?? order?.id ?? null,
  amount: payment.amount,
  currency: payment.currency,
  decimals: decimalsAt(payment.currency),
  chargeId: isTaken(payment) ? payment.id : null,
  failure: payment.status === 'failed' ? failureOf(payment) : null,
});

const refundStatuses: Record<string, RefundState['status']> = { processed: 'succeeded', failed: 'failed' };

export const refundState = ({ id, status }: RazorpayRefund): RefundState => {
  const seen = refundStatuses[status ?? ''] ?? 'pending';
  return { providerId: id, status: seen, failure: seen === 'failed' ? 'failed' : null };
};

/** A refund in an event, which shows the payment, too. */
export const eventRefund = (refund: RazorpayRefund, payment: RazorpayPayment | undefined): EventRefund => {
  const { amount, currency = payment?.currency } = refund;
  return {
    ...refundState(refund),
    refundId: refund.receipt ?? null,
    chargeId: refund.payment_id ?? payment?.id ?? null,
    money: amount == null || currency == null ? null : { amount, currency, decimals: decimalsAt(currency) },
  };
};
