import { createHmac } from 'node:crypto';
import {
  type Different,
  type ProviderCall,
  type Reply,
  startProviderServer,
  type TestProvider,
  type WebhookKind,
} from './provider-server';
import { unique } from './unique';

interface Order {
  id: string;
  entity: 'order';
  amount: number;
  currency: string;
  receipt: string;
  status: string;
  payment_capture?: boolean;
  notes: Record<string, unknown>;
}

interface Payment {
  id: string;
  entity: 'payment';
  amount: number;
  currency: string;
  status: string;
  order_id: string;
  error_code: string | null;
  error_reason: string | null;
  notes: [];
}

interface Refund {
  id: string;
  entity: 'refund';
  amount: number;
  currency: string;
  payment_id: string;
  receipt: string | null;
  status: string;
  notes: Record<string, unknown>;
}

const failure = (status: number, description: string, reason = 'NA'): Reply => ({
  status,
  body: { error: { code: 'BAD_REQUEST_ERROR', description, source: 'NA', step: 'NA', reason, metadata: {} } },
});

const unknownId = failure(400, 'The id provided does not exist');

const list = <Item>(items: Item[]): Reply => ({
  status: 200,
  body: { entity: 'collection', count: items.length, items },
});

const paymentEvents = {
  paid: ['payment.captured', 'captured'],
  approved: ['payment.authorized', 'authorized'],
  declined: ['payment.failed', 'failed'],
} as const;

const refundStatuses = { succeeded: 'processed', pending: 'pending', failed: 'failed' };

/** A server that speaks Razorpay's API: orders, the payments that customers try for them, refunds. */
export const startRazorpay = async (): Promise<TestProvider> => {
  const keys = {
    keyId: unique('rzp_test_'),
    keySecret: unique('secret-'),
    webhookSecret: unique('webhook-'),
  };
  const orders = new Map<string, Order>();
  const payments = new Map<string, Payment>();
  const refunds = new Map<string, Refund>();
  const kept = new Map<string, { text: string; reply: Reply }>();
  let refundStatus = refundStatuses.succeeded;

  const found = <Thing>(things: Map<string, Thing>, id: string): Thing => {
    const thing = things.get(id);
    if (!thing) throw new Error(`there is no ${id}`);
    return thing;
  };

  /** Newest first, as Razorpay lists them. */
  const paymentsOf = (orderId: string): Payment[] =>
    [...payments.values()].filter(({ order_id: of }) => of === orderId).reverse();

  const refundsOf = (paymentId: string): Refund[] =>
    [...refunds.values()].filter(({ payment_id: of }) => of === paymentId).reverse();

  const attempt = (orderId: string, status: string, { amount, currency }: Different = {}): Payment => {
    const order = found(orders, orderId);
    const failed = status === 'failed';
    const payment: Payment = {
      id: unique('pay_'),
      entity: 'payment',
      amount: amount ?? order.amount,
      currency: currency ?? order.currency,
      status,
      order_id: orderId,
      error_code: failed ? 'BAD_REQUEST_ERROR' : null,
      error_reason: failed ? 'payment_failed' : null,
      notes: [],
    };
    payments.set(payment.id, payment);
    order.status = status === 'captured' ? 'paid' : 'attempted';
    return payment;
  };

  const createOrder = (text: string): Reply => {
    const body = JSON.parse(text) as Pick<Order, 'amount' | 'currency' | 'receipt' | 'notes'>;
    if (!Number.isInteger(body.amount)) return failure(400, 'The amount must be an integer.');
    if (body.receipt.length > 40) return failure(400, 'The receipt may not be greater than 40 characters.');
    const order: Order = { id: unique('order_'), entity: 'order', status: 'created', ...body };
    orders.set(order.id, order);
    return { status: 200, body: order };
  };

  const capture = (payment: Payment, text: string): Reply => {
    const { amount } = JSON.parse(text) as { amount: number };
    if (payment.status !== 'authorized') {
      return failure(400, 'This payment has already been captured', 'payment_already_captured');
    }
    if (amount !== payment.amount)
      return failure(400, 'Capture amount must be equal to the amount authorized');
    payment.status = 'captured';
    found(orders, payment.order_id).status = 'paid';
    return { status: 200, body: payment };
  };

  const refund = (payment: Payment, text: string): Reply => {
    const body = JSON.parse(text) as Pick<Refund, 'amount' | 'receipt' | 'notes'>;
    const made = refundsOf(payment.id).filter(({ status }) => status !== 'failed');
    const left = payment.amount - made.reduce((sum, { amount }) => sum + amount, 0);
    if (body.amount > left) {
      return failure(400, 'The total refund amount is greater than the refund payment amount');
    }
    const created: Refund = {
      id: unique('rfnd_'),
      entity: 'refund',
      payment_id: payment.id,
      currency: payment.currency,
      status: refundStatus,
      ...body,
    };
    refunds.set(created.id, created);
    if (body.amount === left) payment.status = 'refunded';
    return { status: 200, body: created };
  };

  const refundOnce = ({ headers, text }: ProviderCall, payment: Payment): Reply => {
    const key = headers['x-refund-idempotency'];
    if (typeof key !== 'string') return refund(payment, text);
    const before = kept.get(key);
    if (before && before.text !== text) {
      return failure(400, 'Different request with the same idempotency key has already been processed.');
    }
    const reply = before?.reply ?? refund(payment, text);
    kept.set(key, { text, reply: structuredClone(reply) });
    return reply;
  };

  const secrets = [keys.keySecret, keys.webhookSecret];
  const locked = failure(401, `Authentication failed for ${secrets.join()}`);

  const handle = (call: ProviderCall): Reply => {
    const { method, path, query, text, headers } = call;
    const credentials = Buffer.from(`${keys.keyId}:${keys.keySecret}`).toString('base64');
    if (headers.authorization !== `Basic ${credentials}`) return locked;
    const [, , kind, id = '', action] = path.split('/');
    const order = orders.get(id);
    const payment = payments.get(id);
    switch (`${method} ${kind}${id && '/:id'}${action ? `/${action}` : ''}`) {
      case 'POST orders':
        return createOrder(text);
      case 'GET orders':
        return list([...orders.values()].filter(({ receipt }) => receipt === query.get('receipt')));
      case 'GET orders/:id':
        return order ? { status: 200, body: order } : unknownId;
      case 'GET orders/:id/payments':
        return order ? list(paymentsOf(id)) : unknownId;
      case 'POST payments/:id/capture':
        return payment ? capture(payment, text) : unknownId;
      case 'POST payments/:id/refund':
        return payment ? refundOnce(call, payment) : unknownId;
      case 'GET payments/:id/refunds':
        return payment ? list(refundsOf(id)) : unknownId;
      case 'GET refunds/:id':
        return refunds.has(id) ? { status: 200, body: refunds.get(id) } : unknownId;
      default:
        return failure(404, 'The requested URL was not found on the server.');
    }
  };

  const refusal = failure(400, `Currency is not supported for ${secrets.join()}`);
  const server = await startProviderServer(handle, { refusal, locked });

  const payloadOf = (
    kind: WebhookKind,
    id: string,
    different: Different,
  ): [event: string, payload: object] => {
    if (kind === 'other' || kind === 'closed') return ['invoice.expired', {}];
    if (kind === 'refund') {
      const entity = found(refunds, id);
      const payload = { refund: { entity }, payment: { entity: payments.get(entity.payment_id) } };
      return [entity.status === 'failed' ? 'refund.failed' : 'refund.processed', payload];
    }
    const [event, status] = paymentEvents[kind];
    const payment = paymentsOf(id).find((tried) => tried.status === status) ?? paymentsOf(id)[0];
    return [event, { payment: { entity: { ...payment, ...different } } }];
  };

  return {
    ...server,
    name: 'razorpay',
    keys,
    secrets,
    tellsOfPaying: 'paid',
    pay(id, different) {
      attempt(id, 'captured', different);
    },
    approve(id) {
      attempt(id, 'authorized');
    },
    decline(id) {
      attempt(id, 'failed');
    },
    close(id) {
      found(orders, id).status = 'attempted';
    },
    refundAtDesk(chargeId, amount) {
      const text = JSON.stringify({ amount, receipt: null, notes: {} });
      return (refund(found(payments, chargeId), text).body as Refund).id;
    },
    refundsAre(status) {
      refundStatus = refundStatuses[status];
    },
    settleRefund(id, status) {
      found(refunds, id).status = refundStatuses[status];
    },
    refunds: () =>
      [...refunds.values()].map(({ id, payment_id: chargeId, amount, receipt }) => ({
        id,
        chargeId,
        amount,
        refundId: receipt ?? '',
      })),
    countOf: (paymentId) => [...orders.values()].filter(({ receipt }) => receipt === paymentId).length,
    webhook(kind, id = '', { eventId, secret = keys.webhookSecret, amount, currency } = {}) {
      const different = {
        ...(amount !== undefined && { amount }),
        ...(currency !== undefined && { currency }),
      };
      const [event, payload] = payloadOf(kind, id, different);
      const contains = Object.keys(payload);
      const whole = { entity: 'event', account_id: 'acc_test', event, contains, payload };
      const body = Buffer.from(JSON.stringify(whole));
      return {
        headers: {
          'Content-Type': 'application/json',
          'X-Razorpay-Event-Id': eventId ?? unique('event-'),
          'X-Razorpay-Signature': createHmac('sha256', secret).update(body).digest('hex'),
        },
        body,
      };
    },
  };
};
