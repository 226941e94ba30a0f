import { decimalsAt, rescale } from '../minor-units';
import type { EventPayment, EventRefund, Money, PaymentState, PaymentStatus, RefundState } from '../provider';
import type { StripeIntent, StripeRefund } from './wire';

const statuses: Record<string, PaymentStatus> = {
  requires_capture: 'approved',
  succeeded: 'paid',
  canceled: 'closed',
};

const failureOf = ({ last_payment_error: error }: StripeIntent): string | null =>
  error?.decline_code ?? error?.code ?? error?.type ?? null;

const moneyOf = (intent: StripeIntent): Money => {
  const currency = intent.currency.toUpperCase();
  const amount = intent.status === 'succeeded' ? (intent.amount_received ?? intent.amount) : intent.amount;
  return { amount, currency, decimals: decimalsAt(currency) };
};

/** A Payment Intent as we see it. */
export const paymentState =
  (publishableKey: string) =>
  (intent: StripeIntent, decimals: number): PaymentState => {
    const money = moneyOf(intent);
    return {
      providerId: intent.id,
      status: statuses[intent.status] ?? 'open',
      amount: rescale(money.amount, money.decimals, decimals),
      currency: money.currency,
      chargeId: intent.status === 'succeeded' ? intent.id : null,
      failure: failureOf(intent),
      client: { clientSecret: intent.client_secret ?? null, publishableKey },
    };
  };

/** A Payment Intent in an event, which does not know our decimals. */
export const eventPayment = (intent: StripeIntent): EventPayment => ({
  paymentId: intent.metadata?.payment ?? null,
  providerId: intent.id,
  ...moneyOf(intent),
  chargeId: intent.status === 'succeeded' ? intent.id : null,
  failure: failureOf(intent),
});

const refundStatuses: Record<string, RefundState['status']> = {
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'failed',
};

export const refundState = (refund: StripeRefund): RefundState => {
  const status = refundStatuses[refund.status ?? ''] ?? 'pending';
  return {
    providerId: refund.id,
    status,
    failure: status === 'failed' ? (refund.failure_reason ?? refund.status ?? null) : null,
  };
};

const refundMoney = ({ amount, currency: code }: StripeRefund): Money | null => {
  if (amount == null || code == null) return null;
  const currency = code.toUpperCase();
  return { amount, currency, decimals: decimalsAt(currency) };
};

/** A refund in an event. */
export const eventRefund = (refund: StripeRefund): EventRefund => ({
  ...refundState(refund),
  refundId: refund.metadata?.refund ?? null,
  chargeId: refund.payment_intent ?? refund.charge ?? null,
  money: refundMoney(refund),
});
