import type { Account, Endpoint } from '../account';
import { foundBefore } from '../found-before';
import { amountAt } from '../minor-units';
import type { PaymentProvider } from '../provider';
import { asked, createStripeClient } from './client';
import { readStripeEvent } from './event';
import { paymentState, refundState } from './state';
import { intentBody, refundBody, refundList, type StripeRefund } from './wire';

const LONGEST_METADATA = 500;
const MOST_REFUNDS = 100;

/** Stripe, by Payment Intents. What a refund names is the Payment Intent. */
export const createStripe = (account: Account<'stripe'>, endpoint: Endpoint): PaymentProvider => {
  const { keys } = account;
  const stripe = createStripeClient(keys.secretKey, endpoint);
  const stateOf = paymentState(keys.publishableKey);

  const fetch: PaymentProvider['fetch'] = async (providerId, decimals) =>
    stateOf(await asked(stripe.paymentIntents.retrieve(providerId), intentBody), decimals);

  const findRefund = async (chargeId: string, refundId: string): Promise<StripeRefund | undefined> => {
    const made = stripe.refunds.list({ payment_intent: chargeId, limit: MOST_REFUNDS });
    const { data } = await asked(made, refundList);
    return data.find(({ metadata }) => metadata?.refund === refundId);
  };

  return {
    name: 'stripe',
    account: keys.publishableKey,

    async create(payment) {
      const { paymentId, orderId, companyCode, invoice, email, currency, decimals } = payment;
      const intent = await asked(
        stripe.paymentIntents.create(
          {
            amount: amountAt(payment),
            currency: currency.toLowerCase(),
            automatic_payment_methods: { enabled: true },
            description: `Invoice ${invoice}`,
            metadata: { payment: paymentId, order: orderId, company: companyCode, invoice: String(invoice) },
            ...(email !== null && { receipt_email: email }),
          },
          { idempotencyKey: paymentId },
        ),
        intentBody,
      );
      return stateOf(intent, decimals);
    },

    fetch,

    async capture(providerId, decimals, paymentId) {
      const state = await fetch(providerId, decimals);
      if (state.status !== 'approved') return state;
      const intent = await asked(
        stripe.paymentIntents.capture(providerId, {}, { idempotencyKey: `capture-${paymentId}` }),
        intentBody,
      );
      return stateOf(intent, decimals);
    },

    async refund(refund) {
      const { refundId, chargeId, reason } = refund;
      // Idempotency keys are forgotten after some days, and hold failures of Stripe's own for as long.
      const earlier = await foundBefore(() => findRefund(chargeId, refundId));
      if (earlier) return refundState(earlier);
      const created = stripe.refunds.create(
        {
          payment_intent: chargeId,
          amount: amountAt(refund),
          metadata: { refund: refundId, reason: (reason ?? '').slice(0, LONGEST_METADATA) },
        },
        { idempotencyKey: refundId },
      );
      return refundState(await asked(created, refundBody));
    },

    fetchRefund: async (providerId) =>
      refundState(await asked(stripe.refunds.retrieve(providerId), refundBody)),

    readEvent: async (body, headers) => readStripeEvent(stripe, account, body, headers),
  };
};
