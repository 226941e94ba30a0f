import { createHmac } from 'node:crypto';
import {
  type Different,
  type ProviderCall,
  type Reply,
  startProviderServer,
  type TestProvider,
  type WebhookOptions,
} from './provider-server';
import { unique } from './unique';

interface Intent {
  id: string;
  object: 'payment_intent';
  amount: number;
  amount_received: number;
  currency: string;
  status: string;
  client_secret: string;
  livemode: boolean;
  metadata: Record<string, string>;
  receipt_email: string | null;
  last_payment_error: { type: string; code: string; decline_code: string } | null;
}

interface Refund {
  id: string;
  object: 'refund';
  amount: number;
  currency: string;
  payment_intent: string;
  status: string;
  failure_reason?: string;
  metadata: Record<string, string>;
}

const error = (status: number, type: string, code: string | null, message: string): Reply => ({
  status,
  body: { error: { type, ...(code !== null && { code }), message } },
});

const missing = (what: string): Reply =>
  error(404, 'invalid_request_error', 'resource_missing', `No such ${what}`);

/** The members of a form such as `metadata[order]=…`. */
const membersOf = (form: URLSearchParams, name: string): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([field, value]) => {
      const key = new RegExp(`^${name}\\[(.+)\\]$`).exec(field)?.[1];
      return key === undefined ? [] : [[key, value]];
    }),
  );

/** A server that speaks Stripe's API: forms in, JSON out, and idempotency keys. */
export const startStripe = async (): Promise<TestProvider> => {
  const keys = {
    secretKey: unique('sk_test_'),
    publishableKey: unique('pk_test_'),
    webhookSecret: unique('whsec_'),
  };
  const intents = new Map<string, Intent>();
  const refunds = new Map<string, Refund>();
  const kept = new Map<string, { text: string; reply: Reply }>();
  let refundStatus: 'succeeded' | 'pending' | 'failed' = 'succeeded';

  const intentOf = (id: string): Intent => {
    const intent = intents.get(id);
    if (!intent) throw new Error(`there is no payment ${id}`);
    return intent;
  };

  const refundOf = (id: string): Refund => {
    const refund = refunds.get(id);
    if (!refund) throw new Error(`there is no refund ${id}`);
    return refund;
  };

  const refundsOf = (intentId: string): Refund[] =>
    [...refunds.values()].filter(({ payment_intent: of }) => of === intentId);

  const createIntent = (form: URLSearchParams): Reply => {
    const id = unique('pi_');
    const amount = Number(form.get('amount'));
    if (!Number.isInteger(amount) || amount <= 0) {
      return error(400, 'invalid_request_error', 'parameter_invalid_integer', 'Invalid integer');
    }
    const intent: Intent = {
      id,
      object: 'payment_intent',
      amount,
      amount_received: 0,
      currency: form.get('currency') ?? '',
      status: 'requires_payment_method',
      client_secret: `${id}_secret_${unique('')}`,
      livemode: false,
      metadata: membersOf(form, 'metadata'),
      receipt_email: form.get('receipt_email'),
      last_payment_error: null,
    };
    intents.set(id, intent);
    return { status: 200, body: intent };
  };

  const capture = (intent: Intent): Reply => {
    if (intent.status !== 'requires_capture') {
      return error(400, 'invalid_request_error', 'payment_intent_unexpected_state', 'Not to be captured');
    }
    Object.assign(intent, { status: 'succeeded', amount_received: intent.amount });
    return { status: 200, body: intent };
  };

  const createRefund = (form: URLSearchParams): Reply => {
    const intent = intents.get(form.get('payment_intent') ?? '');
    if (!intent) return missing('payment_intent');
    const made = refundsOf(intent.id).filter(({ status }) => status !== 'failed');
    const left = intent.amount_received - made.reduce((sum, { amount }) => sum + amount, 0);
    const amount = Number(form.get('amount') ?? left);
    if (left === 0) return error(400, 'invalid_request_error', 'charge_already_refunded', 'Already refunded');
    if (amount > left) return error(400, 'invalid_request_error', null, 'Greater than the unrefunded amount');
    const refund: Refund = {
      id: unique('re_'),
      object: 'refund',
      amount,
      currency: intent.currency,
      payment_intent: intent.id,
      status: refundStatus,
      metadata: membersOf(form, 'metadata'),
    };
    refunds.set(refund.id, refund);
    return { status: 200, body: refund };
  };

  const route = ({ method, path, query, text }: ProviderCall): Reply => {
    const [, , kind = '', id = '', action] = path.split('/');
    const form = new URLSearchParams(text);
    const intent = intents.get(id);
    switch (`${method} ${kind}${id && '/:id'}${action ? `/${action}` : ''}`) {
      case 'POST payment_intents':
        return createIntent(form);
      case 'GET payment_intents/:id':
        return intent ? { status: 200, body: intent } : missing('payment_intent');
      case 'POST payment_intents/:id/capture':
        return intent ? capture(intent) : missing('payment_intent');
      case 'POST refunds':
        return createRefund(form);
      case 'GET refunds': {
        const data = refundsOf(query.get('payment_intent') ?? '').reverse();
        return { status: 200, body: { object: 'list', data, has_more: false, url: '/v1/refunds' } };
      }
      case 'GET refunds/:id':
        return refunds.has(id) ? { status: 200, body: refundOf(id) } : missing('refund');
      default:
        return error(404, 'invalid_request_error', null, `Unrecognized request URL (${method}: ${path})`);
    }
  };

  const secrets = [keys.secretKey, keys.webhookSecret];
  const locked = error(401, 'invalid_request_error', null, `Invalid API Key provided: ${secrets.join()}`);

  const handle = (call: ProviderCall): Reply => {
    if (call.headers.authorization !== `Bearer ${keys.secretKey}`) return locked;
    const key = call.headers['idempotency-key'];
    if (call.method !== 'POST' || typeof key !== 'string') return route(call);
    const before = kept.get(key);
    if (before && before.text !== call.path + call.text) {
      return error(400, 'idempotency_error', null, 'Keys for idempotent requests can only be used once');
    }
    const reply = before?.reply ?? route(call);
    kept.set(key, { text: call.path + call.text, reply: structuredClone(reply) });
    return reply;
  };

  const refusal = error(402, 'card_error', 'card_declined', `Your card was declined for ${secrets.join()}`);
  const server = await startProviderServer(handle, { refusal, locked });

  const types = {
    paid: 'payment_intent.succeeded',
    approved: 'payment_intent.amount_capturable_updated',
    declined: 'payment_intent.payment_failed',
    closed: 'payment_intent.canceled',
    refund: 'refund.updated',
    other: 'customer.created',
  };

  const sign = (body: Buffer, { secret = keys.webhookSecret, at = new Date() }: WebhookOptions): string => {
    const time = Math.floor(at.getTime() / 1000);
    const signature = createHmac('sha256', secret).update(`${time}.`).update(body).digest('hex');
    return `t=${time},v1=${signature}`;
  };

  const objectOf = (kind: string, id: string, { amount, currency }: Different): object => {
    if (kind === 'other') return { id: unique('cus_'), object: 'customer' };
    if (kind === 'refund') return refundOf(id);
    return {
      ...intentOf(id),
      ...(amount !== undefined && { amount, amount_received: amount }),
      ...(currency !== undefined && { currency: currency.toLowerCase() }),
    };
  };

  return {
    ...server,
    name: 'stripe',
    keys,
    secrets,
    tellsOfPaying: 'paid',
    pay(id, { amount = intentOf(id).amount, currency = intentOf(id).currency } = {}) {
      Object.assign(intentOf(id), {
        status: 'succeeded',
        amount_received: amount,
        currency: currency.toLowerCase(),
        last_payment_error: null,
      });
    },
    approve(id) {
      Object.assign(intentOf(id), { status: 'requires_capture' });
    },
    decline(id) {
      const last_payment_error = {
        type: 'card_error',
        code: 'card_declined',
        decline_code: 'insufficient_funds',
      };
      Object.assign(intentOf(id), { status: 'requires_payment_method', last_payment_error });
    },
    close(id) {
      Object.assign(intentOf(id), { status: 'canceled' });
    },
    refundAtDesk(chargeId, amount) {
      const form = new URLSearchParams({ payment_intent: chargeId, amount: String(amount) });
      return (createRefund(form).body as Refund).id;
    },
    refundsAre(status) {
      refundStatus = status;
    },
    settleRefund(id, status) {
      Object.assign(refundOf(id), {
        status,
        ...(status === 'failed' && { failure_reason: 'expired_or_canceled_card' }),
      });
    },
    refunds: () =>
      [...refunds.values()].map(({ id, payment_intent: chargeId, amount, metadata }) => ({
        id,
        chargeId,
        amount,
        refundId: metadata.refund ?? '',
      })),
    countOf: (paymentId) =>
      [...intents.values()].filter(({ metadata }) => metadata.payment === paymentId).length,
    webhook(kind, id = '', options = {}) {
      const event = {
        id: options.eventId ?? unique('evt_'),
        object: 'event',
        api_version: '2025-01-01',
        created: Math.floor(Date.now() / 1000),
        type: types[kind],
        livemode: options.isLive ?? false,
        data: { object: objectOf(kind, id, options) },
      };
      const body = Buffer.from(JSON.stringify(event, null, 2));
      return {
        headers: { 'Content-Type': 'application/json', 'Stripe-Signature': sign(body, options) },
        body,
      };
    },
  };
};
