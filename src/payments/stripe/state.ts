import type Stripe from 'stripe';
import { decimalsAt, rescale } from '../minor-units';
import type { EventPayment, PaymentState, PaymentStatus, RefundState } from '../provider';

const statuses: Record<string, PaymentStatus> = {
  requires_capture: 'approved',
  succeeded: 'paid',
  canceled: 'closed',
};

const failureOf = ({ last_payment_error: error }: Stripe.PaymentIntent): string | null =>
  error?.decline_code ?? error?.code ?? error?.type ?? null;

const moneyOf = (intent: Stripe.PaymentIntent) => ({
  amount: intent.status === 'succeeded' ? intent.amount_received : intent.amount,
  currency: intent.currency.toUpperCase(),
});

/** A Payment Intent as we see it. */
export const paymentState =
  (publishableKey: string) =>
  (intent: Stripe.PaymentIntent, decimals: number): PaymentState => {
    const { amount, currency } = moneyOf(intent);
    return {
      providerId: intent.id,
      status: statuses[intent.status] ?? 'open',
      amount: rescale(amount, decimalsAt(currency), decimals),
      currency,
      chargeId: intent.status === 'succeeded' ? intent.id : null,
      failure: failureOf(intent),
      client: { clientSecret: intent.client_secret, publishableKey },
    };
  };

/** A Payment Intent in an event, which does not know our decimals. */
export const eventPayment = (intent: Stripe.PaymentIntent): EventPayment => {
  const { amount, currency } = moneyOf(intent);
  return {
    paymentId: intent.metadata.payment ?? null,
    providerId: intent.id,
    amount,
    currency,
    decimals: decimalsAt(currency),
    chargeId: intent.status === 'succeeded' ? intent.id : null,
    failure: failureOf(intent),
  };
};

const refundStatuses: Record<string, RefundState['status']> = {
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'failed',
};

export const refundState = (refund: Stripe.Refund): RefundState => {
  const status = refundStatuses[refund.status ?? ''] ?? 'pending';
  return {
    providerId: refund.id,
    status,
    failure: status === 'failed' ? (refund.failure_reason ?? refund.status) : null,
  };
};
