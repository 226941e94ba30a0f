import { createHmac } from 'node:crypto';
import Stripe from 'stripe';
import { readPaypalEvent } from '../../../src/payments/paypal/event';
import type { ProviderEvent } from '../../../src/payments/provider';
import { readRazorpayEvent, signatureOf } from '../../../src/payments/razorpay/event';
import { readStripeEvent } from '../../../src/payments/stripe/event';

/** What providers must say in an event, and no more. */

const readStripe = (event: object): ProviderEvent => {
  const keys = { secretKey: 'sk_test_1', publishableKey: 'pk_test_1', webhookSecret: 'whsec_1' };
  const body = Buffer.from(JSON.stringify(event));
  const time = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', keys.webhookSecret).update(`${time}.`).update(body).digest('hex');
  return readStripeEvent(new Stripe(keys.secretKey), { mode: 'test', keys }, body, {
    'stripe-signature': `t=${time},v1=${signature}`,
  });
};

const readPaypal = (event: object): ProviderEvent => readPaypalEvent(Buffer.from(JSON.stringify(event)));

const readRazorpay = (event: object): ProviderEvent => {
  const body = Buffer.from(JSON.stringify(event));
  return readRazorpayEvent('s', body, { 'x-razorpay-signature': signatureOf(body, 's').toString('hex') });
};

const money = { amount: 13_704, currency: 'USD', decimals: 2 };

describe('an event of Stripe', () => {
  const intent = { id: 'pi_1', amount: 13_704, currency: 'usd' };

  test.each([
    ['payment_intent.succeeded', 'paid', 'pi_1'],
    ['payment_intent.amount_capturable_updated', 'approved', null],
    ['payment_intent.payment_failed', 'declined', null],
    ['payment_intent.canceled', 'closed', null],
  ])('%s', (type, kind, chargeId) => {
    expect(readStripe({ id: 'evt_1', type, data: { object: intent } })).toEqual({
      eventId: 'evt_1',
      type,
      kind,
      payment: { paymentId: null, providerId: 'pi_1', ...money, chargeId, failure: null },
    });
  });

  test('charge.refunded is of its newest refund, where it shows any', () => {
    const refunds = { data: [{ id: 're_2', status: 'succeeded', amount: 13_704, currency: 'usd' }] };
    const told = (object: object) => readStripe({ id: 'evt_1', type: 'charge.refunded', data: { object } });
    expect(told({ id: 'ch_1', payment_intent: 'pi_1', refunds })).toMatchObject({
      kind: 'refund',
      refund: { providerId: 're_2', status: 'succeeded', refundId: null, chargeId: 'pi_1', money },
    });
    expect(told({ id: 'ch_1', payment_intent: 'pi_1' }).kind).toBe('other');
  });

  test.each([
    {},
    { id: 'e'.repeat(256), type: 'customer.created', data: { object: {} } },
    { id: 'evt_1', type: 'payment_intent.succeeded' },
    { id: 'evt_1', type: 'payment_intent.succeeded', data: { object: { id: 'pi_1' } } },
  ])('%j is none', (event) => {
    expect(() => readStripe(event)).toThrow(expect.objectContaining({ code: 'invalid_signature' }));
  });
});

describe('an event of PayPal', () => {
  const capture = { id: 'CAPTURE-1', amount: { value: '137.04', currency_code: 'USD' } };

  test('PAYMENT.CAPTURE.COMPLETED', () => {
    const event = { id: 'WH-1', event_type: 'PAYMENT.CAPTURE.COMPLETED', resource: capture };
    expect(readPaypal(event)).toEqual({
      eventId: 'WH-1',
      type: 'PAYMENT.CAPTURE.COMPLETED',
      kind: 'paid',
      payment: { paymentId: null, providerId: null, ...money, chargeId: 'CAPTURE-1', failure: null },
    });
  });

  test('of a capture names the order by its link, too', () => {
    const links = [{ rel: 'up', href: 'https://api.paypal.com/v2/checkout/orders/ORDER-1' }];
    const resource = { ...capture, links };
    expect(readPaypal({ id: 'WH-1', event_type: 'PAYMENT.CAPTURE.DENIED', resource })).toMatchObject({
      kind: 'declined',
      payment: { providerId: 'ORDER-1', chargeId: null, failure: 'declined' },
    });
  });

  test('CHECKOUT.ORDER.APPROVED', () => {
    const event = { id: 'WH-1', event_type: 'CHECKOUT.ORDER.APPROVED', resource: { id: 'ORDER-1' } };
    expect(readPaypal(event)).toMatchObject({
      kind: 'approved',
      payment: { paymentId: null, providerId: 'ORDER-1', amount: 0, currency: 'XXX', chargeId: null },
    });
  });

  test.each([
    ['PAYMENT.CAPTURE.REFUNDED', 'succeeded', null],
    ['PAYMENT.REFUND.PENDING', 'pending', null],
    ['PAYMENT.REFUND.FAILED', 'failed', 'failed'],
  ])('%s', (type, status, failure) => {
    const resource = { ...capture, id: 'REFUND-1' };
    expect(readPaypal({ id: 'WH-1', event_type: type, resource })).toEqual({
      eventId: 'WH-1',
      type,
      kind: 'refund',
      refund: { providerId: 'REFUND-1', status, failure, refundId: null, chargeId: null, money },
    });
  });
});

describe('an event of Razorpay', () => {
  const entity = { id: 'pay_1', order_id: 'order_1', amount: '13704', currency: 'USD' };

  test.each([
    ['order.paid', 'paid', 'pay_1'],
    ['payment.captured', 'paid', 'pay_1'],
    ['payment.authorized', 'approved', null],
    ['payment.failed', 'declined', null],
  ])('%s', (event, kind, chargeId) => {
    expect(readRazorpay({ event, payload: { payment: { entity } } })).toEqual({
      eventId: expect.stringMatching(/^body-/),
      type: event,
      kind,
      payment: { paymentId: null, providerId: 'order_1', ...money, chargeId, failure: null },
    });
  });

  test.each([
    ['refund.created', 'pending', null],
    ['refund.processed', 'succeeded', null],
    ['refund.failed', 'failed', 'failed'],
  ])('%s', (event, status, failure) => {
    const refund = { entity: { id: 'rfnd_1', payment_id: 'pay_1', amount: 13_704 } };
    expect(readRazorpay({ event, payload: { refund, payment: { entity } } })).toMatchObject({
      kind: 'refund',
      refund: { providerId: 'rfnd_1', status, failure, refundId: null, chargeId: 'pay_1', money },
    });
    expect(readRazorpay({ event, payload: { refund } })).toMatchObject({
      refund: { chargeId: 'pay_1', money: null },
    });
  });
});
