import { toMajor } from '../../domain/money';
import { rescale } from '../minor-units';
import {
  type EventPayment,
  type EventRefund,
  type Money,
  type PaymentState,
  type PaymentStatus,
  ProviderUnavailable,
  type RefundState,
} from '../provider';
import type { PaypalCapture, PaypalMoney, PaypalOrder, PaypalRefund } from './wire';

/** An amount as PayPal writes it: `12.50`. */
export const paypalMoney = ({ amount, currency, decimals }: Money): PaypalMoney => ({
  currency_code: currency,
  value: toMajor(amount, decimals).toFixed(decimals),
});

const fractionOf = (value: string): string => value.split('.')[1] ?? '';

const minorOf = (value: string, decimals: number): number =>
  rescale(Number(value.replace('.', '')), fractionOf(value).length, decimals);

/** What has been paid, even if some of it went back since. */
const TAKEN = ['COMPLETED', 'PARTIALLY_REFUNDED', 'REFUNDED'];
const REFUSED = ['DECLINED', 'FAILED'];

const capturesOf = (order: PaypalOrder): PaypalCapture[] =>
  order.purchase_units.flatMap(({ payments }) => payments?.captures ?? []);

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

const moneyOf = (order: PaypalOrder): PaypalMoney => {
  const money = takenOf(order)?.amount ?? order.purchase_units[0]?.amount;
  if (!money) throw new ProviderUnavailable('PayPal answered without the amount');
  return money;
};

/** An order of PayPal as we see it. */
export const paymentState =
  (clientId: string) =>
  (order: PaypalOrder, decimals: number): PaymentState => {
    const money = moneyOf(order);
    const approval = order.links?.find(({ rel }) => rel === 'payer-action' || rel === 'approve');
    return {
      providerId: order.id,
      status: statusOf(order),
      amount: minorOf(money.value, decimals),
      currency: money.currency_code,
      chargeId: takenOf(order)?.id ?? null,
      failure: lastFailureOf(order),
      client: { approvalUrl: approval?.href ?? null, clientId },
    };
  };

const eventMoney = ({ value, currency_code: currency }: PaypalMoney) => {
  const decimals = fractionOf(value).length;
  return { amount: minorOf(value, decimals), currency, decimals };
};

/** An order in an event. */
export const eventOrder = (order: PaypalOrder): EventPayment => ({
  paymentId: order.purchase_units[0]?.custom_id ?? null,
  providerId: order.id,
  ...eventMoney(moneyOf(order)),
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
  ...eventMoney(capture.amount),
  chargeId: TAKEN.includes(capture.status) ? capture.id : null,
  failure: REFUSED.includes(capture.status) ? failureOf(capture) : null,
});

const refundStatuses: Record<string, RefundState['status']> = {
  COMPLETED: 'succeeded',
  FAILED: 'failed',
  CANCELLED: 'failed',
};

export const refundState = ({ id, status, status_details: details }: PaypalRefund): RefundState => {
  const seen = refundStatuses[status] ?? 'pending';
  return {
    providerId: id,
    status: seen,
    failure: seen === 'failed' ? (details?.reason ?? status).toLowerCase() : null,
  };
};

/** A refund in an event. */
export const eventRefund = (refund: PaypalRefund): EventRefund => ({
  ...refundState(refund),
  refundId: refund.custom_id ?? null,
  chargeId: above(refund, 'captures'),
  money: refund.amount ? eventMoney(refund.amount) : null,
});
