import Stripe from 'stripe';
import type { z } from 'zod';
import type { Account, Endpoint } from '../account';
import { failureOf } from '../failure';
import { amountAt } from '../minor-units';
import { type PaymentProvider, ProviderUnavailable } from '../provider';
import { readStripeEvent } from './event';
import { paymentState, refundState } from './state';
import { intentBody, refundBody, refundList } from './wire';

const LONGEST_METADATA = 500;
const MOST_REFUNDS = 100;

const clientOf = (secretKey: string, { baseUrl, timeoutMs }: Endpoint): Stripe => {
  const { hostname, port, protocol } = new URL(baseUrl);
  const scheme = protocol === 'http:' ? 'http' : 'https';
  return new Stripe(secretKey, {
    host: hostname,
    port: port || (scheme === 'http' ? 80 : 443),
    protocol: scheme,
    timeout: timeoutMs,
    // Who calls knows better when to try again; a connection that was closed while idle is opened anew all the same.
    maxNetworkRetries: 0,
    telemetry: false,
  });
};

const asFailure = (error: unknown): Error => {
  if (!(error instanceof Stripe.errors.StripeError)) return error as Error;
  if (error instanceof Stripe.errors.StripeAPIError) {
    return new ProviderUnavailable(`Stripe answered with ${error.statusCode ?? 'what is no JSON'}`);
  }
  return failureOf('Stripe', error.statusCode, error.decline_code || error.code || error.type, error.message);
};

/**
 * Waits for a call, and for an answer of the form that was asked for. The SDK passes off as an answer whatever JSON comes
 * without an error in it, even with a status of 500.
 */
const asked = async <Answer>(
  call: Promise<Stripe.Response<unknown>>,
  form: z.ZodType<Answer>,
): Promise<Answer> => {
  let answer: Stripe.Response<unknown>;
  try {
    answer = await call;
  } catch (error) {
    throw asFailure(error);
  }
  const status = answer.lastResponse.statusCode;
  const { data, success } = form.safeParse(answer);
  if (status < 400 && success) return data;
  throw new ProviderUnavailable('Stripe answered something else than was asked', { status });
};

/** Stripe, by Payment Intents. What a refund names is the Payment Intent. */
export const createStripe = (account: Account<'stripe'>, endpoint: Endpoint): PaymentProvider => {
  const { keys } = account;
  const stripe = clientOf(keys.secretKey, endpoint);
  const stateOf = paymentState(keys.publishableKey);

  const fetch: PaymentProvider['fetch'] = async (providerId, decimals) =>
    stateOf(await asked(stripe.paymentIntents.retrieve(providerId), intentBody), decimals);

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
      const made = await asked(
        stripe.refunds.list({ payment_intent: chargeId, limit: MOST_REFUNDS }),
        refundList,
      );
      const earlier = made.data.find((other) => other.metadata?.refund === refundId);
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
