import { z } from 'zod';
import type { Account, Endpoint } from '../account';
import { foundBefore } from '../found-before';
import { amountAt } from '../minor-units';
import { type PaymentProvider, type PaymentState, ProviderRefusal } from '../provider';
import { asked, createRazorpayClient } from './client';
import { readRazorpayEvent } from './event';
import { payingOf, paymentState, refundState } from './state';
import {
  listOf,
  orderBody,
  paymentBody,
  refundBody,
  type RazorpayOrder,
  type RazorpayPayment,
  type RazorpayRefund,
} from './wire';

const MOST_REFUNDS = 100;

/**
 * Razorpay, by orders, each with the payments that customers tried. An authorized payment is taken by itself or by us;
 * what a refund names is the payment.
 */
export const createRazorpay = ({ keys }: Account<'razorpay'>, endpoint: Endpoint): PaymentProvider => {
  const client = createRazorpayClient(keys, endpoint);
  const stateOf = paymentState(keys.keyId);

  const paymentsOf = async (orderId: string): Promise<RazorpayPayment[]> =>
    (await asked(client.orders.fetchPayments(orderId), listOf(paymentBody))).items;

  /** Of what nobody has paid there need not be a list. */
  const paymentsFor = async ({ id, status }: RazorpayOrder): Promise<RazorpayPayment[]> =>
    status === 'paid' ? paymentsOf(id) : ((await foundBefore(() => paymentsOf(id))) ?? []);

  const fetch: PaymentProvider['fetch'] = async (providerId, decimals) => {
    const order = await asked(client.orders.fetch(providerId), orderBody);
    return stateOf(order, await paymentsFor(order), decimals);
  };

  const findByReceipt = async (receipt: string) => {
    const { items } = await asked(client.orders.all({ receipt, count: 1 }), listOf(orderBody));
    return items.find((order) => order.receipt === receipt);
  };

  const findRefund = async (chargeId: string, refundId: string): Promise<RazorpayRefund | undefined> => {
    const made = client.payments.fetchMultipleRefund(chargeId, { count: MOST_REFUNDS });
    const { items } = await asked(made, listOf(refundBody));
    return items.find(({ receipt }) => receipt === refundId);
  };

  return {
    name: 'razorpay',
    account: keys.keyId,

    async create(payment): Promise<PaymentState> {
      const { paymentId, orderId, companyCode, invoice, currency, decimals } = payment;
      // Razorpay makes as many orders with one receipt as it is asked for.
      const earlier = await foundBefore(() => findByReceipt(paymentId));
      if (earlier) return fetch(earlier.id, decimals);
      const order = {
        amount: amountAt(payment),
        currency,
        receipt: paymentId,
        payment_capture: true,
        notes: { payment: paymentId, order: orderId, company: companyCode, invoice },
      };
      return stateOf(await asked(client.orders.create(order), orderBody), [], decimals);
    },

    fetch,

    async capture(providerId, decimals): Promise<PaymentState> {
      const paying = payingOf(await paymentsOf(providerId));
      if (!paying) throw new ProviderRefusal('not_approved', 'there is nothing to take');
      if (paying.status !== 'authorized') return fetch(providerId, decimals);
      try {
        await asked(client.payments.capture(paying.id, paying.amount, paying.currency), z.unknown());
      } catch (error) {
        // Razorpay may have taken it by itself meanwhile.
        const state = await fetch(providerId, decimals);
        if (state.status !== 'paid') throw error;
        return state;
      }
      return fetch(providerId, decimals);
    },

    async refund(refund) {
      const { refundId, chargeId, reason } = refund;
      const earlier = await foundBefore(() => findRefund(chargeId, refundId));
      if (earlier) return refundState(earlier);
      const body = {
        amount: amountAt(refund),
        receipt: refundId,
        notes: { refund: refundId, reason: (reason ?? '').slice(0, 250) },
      };
      // The SDK has no parameter for the header that makes it safe to ask twice.
      const created = client.api.rq.post(`/v1/payments/${chargeId}/refund`, body, {
        headers: { 'X-Refund-Idempotency': refundId },
      });
      return refundState(
        await asked(
          created.then(({ data }) => data),
          refundBody,
        ),
      );
    },

    fetchRefund: async (providerId) => refundState(await asked(client.refunds.fetch(providerId), refundBody)),

    readEvent: async (body, headers) => readRazorpayEvent(keys.webhookSecret, body, headers),
  };
};
