import { randomUUID, sign } from 'node:crypto';
import { signedText } from '../../src/payments/paypal/signature';
import { makeCertificate } from './certificate';
import {
  type Capture,
  captureIdOf,
  failure,
  isTaken,
  isTooFine,
  minorOf,
  type Money,
  moneyLike,
  notFound,
  type Order,
  type Refund,
  unprocessable,
} from './paypal-wire';
import {
  type ProviderCall,
  type Reply,
  startProviderServer,
  type TestProvider,
  type WebhookOptions,
} from './provider-server';
import { unique } from './unique';

/** PayPal's server of tests, which can also forget whom it has signed in. */
export type PaypalServer = TestProvider & {
  /** Lets no token hold that was given until now. */
  forgetTokens: () => void;
  /** Takes only the currencies of PayPal from now on; before, it takes all. */
  takeOnlyItsCurrencies: () => void;
  /** The bank refuses the card that the customer has chosen, until they choose again (`approve`). */
  refuseCard: (providerId: string) => void;
};

const statuses = { succeeded: 'COMPLETED', pending: 'PENDING', failed: 'FAILED' };

const CERTIFICATE_PATH = '/v1/notifications/certs/CERT-360caa42-fca2a594-test';

/** A server that speaks PayPal's API: OAuth, Checkout orders, captures, refunds, and its certificate. */
export const startPaypal = async (): Promise<PaypalServer> => {
  const keys = {
    clientId: unique('client-'),
    clientSecret: unique('secret-'),
    webhookId: unique('WH').toUpperCase(),
  };
  const certificate = makeCertificate('messageverificationcerts.paypal.test');
  const tokens = new Set<string>();
  const orders = new Map<string, Order>();
  const refunds = new Map<string, Refund>();
  const kept = new Map<string, Reply>();
  const instead = new Map<string, Money>();
  const refusedCards = new Set<string>();
  let takesAll = true;
  let refundStatus = statuses.succeeded;
  let base = '';

  const found = <Thing>(things: Map<string, Thing>, id: string): Thing => {
    const thing = things.get(id);
    if (!thing) throw new Error(`there is no ${id}`);
    return thing;
  };

  const capturesOf = (order: Order): Capture[] => order.purchase_units[0]?.payments?.captures ?? [];

  const newCapture = (order: Order, status: string): Capture => {
    const [unit] = order.purchase_units;
    if (!unit) throw new Error(`${order.id} asks for nothing`);
    return {
      id: unique('CAPTURE').toUpperCase(),
      status,
      amount: instead.get(order.id) ?? unit.amount,
      custom_id: unit.custom_id,
      supplementary_data: { related_ids: { order_id: order.id } },
    };
  };

  const captureOf = (id: string): Capture | undefined =>
    [...orders.values()].flatMap(capturesOf).find((capture) => capture.id === id);

  const secrets = [keys.clientSecret];
  const locked = { status: 401, body: { error: 'invalid_client', error_description: keys.clientSecret } };

  const signIn = ({ headers }: ProviderCall): Reply => {
    const credentials = Buffer.from(`${keys.clientId}:${keys.clientSecret}`).toString('base64');
    if (headers.authorization !== `Basic ${credentials}`) return locked;
    const token = unique('A21AA');
    tokens.add(token);
    return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: 32_400 } };
  };

  const createOrder = (text: string): Reply => {
    const { purchase_units } = JSON.parse(text) as Pick<Order, 'purchase_units'>;
    const [{ amount } = { amount: null }] = purchase_units;
    if (!amount || !(takesAll || isTaken(amount))) return unprocessable('CURRENCY_NOT_SUPPORTED');
    if (isTooFine(amount)) return unprocessable('DECIMALS_NOT_SUPPORTED');
    const id = unique('ORDER').toUpperCase();
    const links = [
      { rel: 'self', href: `${base}/v2/checkout/orders/${id}`, method: 'GET' },
      { rel: 'approve', href: `https://www.sandbox.paypal.com/checkoutnow?token=${id}`, method: 'GET' },
    ];
    const order: Order = { id, intent: 'CAPTURE', status: 'CREATED', purchase_units, links };
    orders.set(id, order);
    return { status: 201, body: order };
  };

  const captureOrder = (order: Order): Reply => {
    const [unit] = order.purchase_units;
    if (order.status === 'COMPLETED') return unprocessable('ORDER_ALREADY_CAPTURED');
    if (order.status !== 'APPROVED' || !unit) return unprocessable('ORDER_NOT_APPROVED');
    if (refusedCards.has(order.id)) return unprocessable('INSTRUMENT_DECLINED');
    order.status = 'COMPLETED';
    unit.payments = { captures: [newCapture(order, 'COMPLETED')] };
    return { status: 201, body: order };
  };

  const refundCapture = (capture: Capture | undefined, text: string): Reply => {
    if (!capture) return notFound;
    const body = JSON.parse(text) as { amount: Money; custom_id?: string };
    const made = [...refunds.values()].filter(
      (refund) => captureIdOf(refund) === capture.id && refund.status !== 'FAILED',
    );
    const left = minorOf(capture.amount) - made.reduce((sum, { amount }) => sum + minorOf(amount), 0);
    if (minorOf(body.amount) > left) return unprocessable('REFUND_AMOUNT_EXCEEDED');
    const id = unique('REFUND').toUpperCase();
    const links = [{ rel: 'up', href: `${base}/v2/payments/captures/${capture.id}`, method: 'GET' }];
    const refund: Refund = { id, status: refundStatus, links, ...body };
    refunds.set(id, refund);
    return { status: 201, body: refund };
  };

  const route = ({ method, path, text }: ProviderCall): Reply => {
    const [, , area, kind, id = '', action] = path.split('/');
    const order = orders.get(id);
    switch (`${method} ${area}/${kind}${id && '/:id'}${action ? `/${action}` : ''}`) {
      case 'POST checkout/orders':
        return createOrder(text);
      case 'GET checkout/orders/:id':
        return order ? { status: 200, body: order } : notFound;
      case 'POST checkout/orders/:id/capture':
        return order ? captureOrder(order) : notFound;
      case 'POST payments/captures/:id/refund':
        return refundCapture(captureOf(id), text);
      case 'GET payments/refunds/:id':
        return refunds.has(id) ? { status: 200, body: refunds.get(id) } : notFound;
      default:
        return notFound;
    }
  };

  const handle = (call: ProviderCall): Reply => {
    if (call.path === '/v1/oauth2/token') return signIn(call);
    if (call.path === CERTIFICATE_PATH) return { status: 200, body: certificate.pem };
    const token = /^Bearer (.+)$/.exec(call.headers.authorization ?? '')?.[1] ?? '';
    if (!tokens.has(token)) return failure(401, 'AUTHENTICATION_FAILURE');
    const requestId = call.headers['paypal-request-id'];
    if (call.method !== 'POST' || typeof requestId !== 'string') return route(call);
    const key = `${call.path} ${requestId}`;
    const reply = kept.get(key) ?? route(call);
    if (reply.status < 500) kept.set(key, structuredClone(reply));
    return reply;
  };

  const refusal = unprocessable('CURRENCY_NOT_SUPPORTED', `It is for ${secrets.join()}`);
  const server = await startProviderServer(handle, { refusal, locked });
  base = server.url;

  const captureIn = (order: Order): Capture => {
    const [capture] = capturesOf(order);
    if (!capture) throw new Error(`${order.id} was not taken`);
    return capture;
  };

  const eventOf = (kind: string, id: string, options: WebhookOptions): [type: string, resource: object] => {
    switch (kind) {
      case 'paid': {
        const capture = captureIn(found(orders, id));
        return ['PAYMENT.CAPTURE.COMPLETED', { ...capture, amount: moneyLike(capture.amount, options) }];
      }
      case 'declined':
        return ['PAYMENT.CAPTURE.DENIED', newCapture(found(orders, id), 'DECLINED')];
      case 'approved':
        return ['CHECKOUT.ORDER.APPROVED', found(orders, id)];
      case 'closed':
        return ['CHECKOUT.ORDER.VOIDED', found(orders, id)];
      case 'refund': {
        const refund = found(refunds, id);
        const failed = refund.status === 'FAILED';
        return [failed ? 'PAYMENT.REFUND.FAILED' : 'PAYMENT.CAPTURE.REFUNDED', refund];
      }
      default:
        return ['CUSTOMER.DISPUTE.CREATED', { dispute_id: unique('PP-D-') }];
    }
  };

  return {
    ...server,
    name: 'paypal',
    keys,
    secrets,
    tellsOfPaying: 'approved',
    forgetTokens: () => tokens.clear(),
    takeOnlyItsCurrencies() {
      takesAll = false;
    },
    refuseCard: (id) => refusedCards.add(id),
    pay(id, different = {}) {
      const order = found(orders, id);
      const [unit] = order.purchase_units;
      order.status = 'APPROVED';
      refusedCards.delete(id);
      if (unit) instead.set(id, moneyLike(unit.amount, different));
    },
    approve(id) {
      found(orders, id).status = 'APPROVED';
      refusedCards.delete(id);
    },
    decline(id) {
      const order = found(orders, id);
      const [unit] = order.purchase_units;
      if (!unit) return;
      const status_details = { reason: 'DECLINED_BY_RISK_FRAUD_FILTERS' };
      unit.payments = { captures: [{ ...newCapture(order, 'DECLINED'), status_details }] };
    },
    close(id) {
      found(orders, id).status = 'VOIDED';
    },
    refundAtDesk(chargeId, amount) {
      const capture = captureOf(chargeId);
      if (!capture) throw new Error(`there is no ${chargeId}`);
      const text = JSON.stringify({ amount: moneyLike(capture.amount, { amount }) });
      return (refundCapture(capture, text).body as Refund).id;
    },
    refundsAre(status) {
      refundStatus = statuses[status];
    },
    settleRefund(id, status) {
      Object.assign(found(refunds, id), {
        status: statuses[status],
        ...(status === 'failed' && { status_details: { reason: 'ECHECK' } }),
      });
    },
    refunds: () =>
      [...refunds.values()].map((refund) => ({
        id: refund.id,
        chargeId: captureIdOf(refund),
        amount: minorOf(refund.amount),
        refundId: refund.custom_id ?? '',
      })),
    countOf: (paymentId) =>
      [...orders.values()].filter(({ purchase_units: [unit] }) => unit?.custom_id === paymentId).length,
    webhook(kind, id = '', options = {}) {
      const [event_type, resource] = eventOf(kind, id, options);
      const event = { id: options.eventId ?? unique('WH-'), event_version: '1.0', event_type, resource };
      const body = Buffer.from(JSON.stringify(event));
      const transmission = randomUUID();
      const time = (options.at ?? new Date()).toISOString();
      const text = signedText(transmission, time, options.secret ?? keys.webhookId, body);
      return {
        headers: {
          'Content-Type': 'application/json',
          'PayPal-Transmission-Id': transmission,
          'PayPal-Transmission-Time': time,
          'PayPal-Transmission-Sig': sign('RSA-SHA256', Buffer.from(text), certificate.key).toString(
            'base64',
          ),
          'PayPal-Auth-Algo': 'SHA256withRSA',
          'PayPal-Cert-Url': server.url + CERTIFICATE_PATH,
        },
        body,
      };
    },
  };
};
