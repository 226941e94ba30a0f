import {
  type EventPayment,
  type EventRefund,
  type PaymentState,
  type PaymentStatus,
  type RefundState,
} from '../provider';
import { minorOf, moneyIn } from './money';
import type { PaypalCapture, PaypalMoney, PaypalOrder, PaypalRefund } from './wire';

/** What has been paid, even if some of it went back since. */
const TAKEN = ['COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED'];
const REFUSED = ['DECLINED', 'FAILED'];

/** What PayPal does not say: no amount, in what ISO 4217 calls no currency. */
const UNSAID: PaypalMoney = { currency_code: 'XXX', value: '0' };

const capturesOf = (order: PaypalOrder): PaypalCapture[] =>
  (order.purchase_units ?? []).flatMap(({ payments }) => payments?.captures ?? []);

const takenOf = (order: PaypalOrder): PaypalCapture | undefined =>
  capturesOf(order).find(({ status }) => TAKEN.includes(status));

const statusOf = (order: PaypalOrder): PaymentStatus => {
  if (takenOf(order)) return 'paid';
  switch (order.status) {
    case 'APPROVED':
      return 'approved';
    case 'VOIDED':
      return 'closed';
    default:
      return 'open';
  }
};

const failureOf = ({ status, status_details: details }: PaypalCapture): string =>
  (details?.reason ?? status).toLowerCase();

const lastFailureOf = (order: PaypalOrder): string | null => {
  const refused = capturesOf(order).findLast(({ status }) => REFUSED.includes(status));
  return refused ? failureOf(refused) : null;
};

const moneyOf = (order: PaypalOrder): PaypalMoney =>
  takenOf(order)?.amount ?? order.purchase_units?.[0]?.amount ?? UNSAID;

/** An order of PayPal as we see it. */
export const paymentState =
  (clientId: string) =>
  (order: PaypalOrder, decimals: number): PaymentState => {
    const money = moneyOf(order);
    const approval = order.links?.find(({ rel }) => rel === 'payer-action' || rel === 'approve');
    return {
      providerId: order.id,
      status: statusOf(order),
      amount: minorOf(money, decimals),
      currency: money.currency_code,
      chargeId: takenOf(order)?.id ?? null,
      failure: lastFailureOf(order),
      client: { approvalUrl: approval?.href ?? null, clientId },
    };
  };

/** Some hours after nobody has agreed to pay an order, PayPal no longer knows it. */
export const forgotten = (providerId: string, clientId: string): PaymentState => ({
  providerId,
  status: 'closed',
  amount: 0,
  currency: UNSAID.currency_code,
  chargeId: null,
  failure: 'expired',
  client: { approvalUrl: null, clientId },
});

/** An order in an event. */
export const eventOrder = (order: PaypalOrder): EventPayment => ({
  paymentId: order.purchase_units?.[0]?.custom_id ?? null,
  providerId: order.id,
  ...moneyIn(moneyOf(order)),
  chargeId: takenOf(order)?.id ?? null,
  failure: lastFailureOf(order),
});

/** The id of what something belongs to, out of the link to it. */
const above = ({ links }: Pick<PaypalRefund, 'links'>, kind: string): string | null => {
  const href = links?.find(({ rel }) => rel === 'up')?.href ?? '';
  return new RegExp(`/${kind}/([\\w-]+)$`).exec(href)?.[1] ?? null;
};

/** A capture in an event. */
export const eventCapture = (capture: PaypalCapture): EventPayment => ({
  paymentId: capture.custom_id ?? null,
  providerId: capture.supplementary_data?.related_ids?.order_id ?? above(capture, 'orders'),
  ...moneyIn(capture.amount),
  chargeId: TAKEN.includes(capture.status) ? capture.id : null,
  failure: REFUSED.includes(capture.status) ? failureOf(capture) : null,
});

const refundStatuses: Record<string, RefundState['status']> = {
  COMPLETED: 'succeeded',
  FAILED: 'failed',
  CANCELLED: 'failed',
};

export const refundState = ({ id, status, status_details: details }: PaypalRefund): RefundState => {
  const seen = refundStatuses[status ?? ''] ?? 'pending';
  return {
    providerId: id,
    status: seen,
    failure: seen === 'failed' ? (details?.reason ?? status ?? 'failed').toLowerCase() : null,
  };
};

/** A refund in an event. */
export const eventRefund = (refund: PaypalRefund): EventRefund => ({
  ...refundState(refund),
  refundId: refund.custom_id ?? null,
  chargeId: above(refund, 'captures'),
  money: refund.amount ? moneyIn(refund.amount) : null,
});
