import { createPaypal } from '../../../src/payments/paypal/provider';
import type { PaymentProvider } from '../../../src/payments/provider';
import { createRazorpay } from '../../../src/payments/razorpay/provider';
import { createStripe } from '../../../src/payments/stripe/provider';
import { type BareServer, startBareServer } from '../../support/bare-server';

let server: BareServer;

beforeEach(async () => {
  server = await startBareServer();
});

afterEach(() => server.stop());

const endpoint = () => ({
  baseUrl: server.url,
  timeoutMs: 2_000,
  returnUrl: 'http://shop.example/order/:id',
});

const payment = {
  paymentId: 'payment-1',
  orderId: 'order-1',
  companyCode: 'shop',
  invoice: 10_001,
  email: null,
  amount: 13_704,
  currency: 'USD',
  decimals: 2,
};

const refund = (chargeId: string) => ({
  refundId: 'refund-1',
  chargeId,
  amount: 704,
  currency: 'USD',
  decimals: 2,
  reason: null,
});

describe('Stripe, saying no more than it must', () => {
  const keys = { secretKey: 'sk_test_1', publishableKey: 'pk_test_1', webhookSecret: 'whsec_1' };
  const stripe = (): PaymentProvider => createStripe({ mode: 'test', keys }, endpoint());

  test('begins, tells of, and gives back a payment', async () => {
    const intent = { id: 'pi_1', amount: '13704', currency: 'usd' };
    server.answers = {
      'POST /v1/payment_intents': { ...intent, status: 'requires_payment_method' },
      'GET /v1/payment_intents/pi_1': { ...intent, status: 'succeeded' },
      'POST /v1/refunds': { id: 're_1', status: 'succeeded' },
    };
    expect(await stripe().create(payment)).toEqual({
      providerId: 'pi_1',
      status: 'open',
      amount: 13_704,
      currency: 'USD',
      chargeId: null,
      failure: null,
      client: { clientSecret: null, publishableKey: 'pk_test_1' },
    });
    expect(await stripe().fetch('pi_1', 2)).toMatchObject({
      status: 'paid',
      amount: 13_704,
      chargeId: 'pi_1',
    });
    expect(await stripe().refund(refund('pi_1'))).toEqual({
      providerId: 're_1',
      status: 'succeeded',
      failure: null,
    });
  });
});

describe('PayPal, saying no more than it must', () => {
  const keys = { clientId: 'client-1', clientSecret: 'secret-1', webhookId: 'WH-1' };
  const paypal = (): PaymentProvider => createPaypal({ mode: 'test', keys }, endpoint());
  const orders = '/v2/checkout/orders';
  const captures = [
    { id: 'CAPTURE-1', status: 'COMPLETED', amount: { currency_code: 'USD', value: 137.04 } },
  ];

  test('begins, takes, and gives back a payment', async () => {
    server.answers = {
      'POST /v1/oauth2/token': { access_token: 'token-1' },
      [`POST ${orders}`]: { id: 'ORDER-1', status: 'CREATED' },
      [`POST ${orders}/ORDER-1/capture`]: { id: 'ORDER-1', status: 'COMPLETED' },
      [`GET ${orders}/ORDER-1`]: {
        id: 'ORDER-1',
        status: 'COMPLETED',
        purchase_units: [{ payments: { captures } }],
      },
      'POST /v2/payments/captures/CAPTURE-1/refund': { id: 'REFUND-1', status: 'COMPLETED' },
    };
    expect(await paypal().create(payment)).toMatchObject({
      providerId: 'ORDER-1',
      status: 'open',
      client: { approvalUrl: null, clientId: 'client-1' },
    });
    expect(await paypal().capture('ORDER-1', 2, 'payment-1')).toMatchObject({
      status: 'paid',
      amount: 13_704,
      currency: 'USD',
      chargeId: 'CAPTURE-1',
    });
    expect(await paypal().refund(refund('CAPTURE-1'))).toEqual({
      providerId: 'REFUND-1',
      status: 'succeeded',
      failure: null,
    });
    expect(server.calls.filter((call) => call.endsWith('/token'))).toHaveLength(3);
  });
});

describe('Razorpay, saying no more than it must', () => {
  const keys = { keyId: 'rzp_test_1', keySecret: 'secret-1', webhookSecret: 'webhook-1' };
  const razorpay = (): PaymentProvider => createRazorpay({ mode: 'test', keys }, endpoint());
  const order = { id: 'order_1', amount: '13704', currency: 'USD' };

  test('begins, tells of, and gives back a payment', async () => {
    server.answers = {
      'POST /v1/orders': order,
      'GET /v1/orders/order_1': order,
      'POST /v1/payments/pay_1/refund': { id: 'rfnd_1', status: 'processed' },
    };
    const open = {
      providerId: 'order_1',
      status: 'open',
      amount: 13_704,
      currency: 'USD',
      chargeId: null,
      failure: null,
      client: { razorpayOrderId: 'order_1', keyId: 'rzp_test_1' },
    };
    expect(await razorpay().create(payment)).toEqual(open);
    expect(await razorpay().fetch('order_1', 2)).toEqual(open);
    expect(await razorpay().refund(refund('pay_1'))).toEqual({
      providerId: 'rfnd_1',
      status: 'succeeded',
      failure: null,
    });
  });

  test('tells of what was paid', async () => {
    const paid = { id: 'pay_1', amount: '13704', currency: 'USD', status: 'captured' };
    server.answers = {
      'GET /v1/orders/order_1': { ...order, status: 'paid' },
      'GET /v1/orders/order_1/payments': { items: [paid] },
    };
    expect(await razorpay().fetch('order_1', 2)).toMatchObject({
      status: 'paid',
      amount: 13_704,
      chargeId: 'pay_1',
    });
    delete server.answers['GET /v1/orders/order_1/payments'];
    await expect(razorpay().fetch('order_1', 2)).rejects.toMatchObject({ name: 'ProviderRefusal' });
  });
});
