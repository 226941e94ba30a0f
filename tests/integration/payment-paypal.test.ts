import { providerOf } from '../../src/payments/provider-of';
import type { PaymentProvider } from '../../src/payments/provider';
import { app } from '../support/application';
import { newShop, type Shop } from '../support/catalogue';
import { openAccount, startProvider } from '../support/payments';
import type { PaypalServer } from '../support/paypal-server';

let shop: Shop;
let paypal: PaypalServer;
let provider: PaymentProvider;

const theProvider = (): Promise<PaymentProvider> => providerOf(app.strapi, shop.company.code, 'paypal');

beforeEach(async () => {
  shop = await newShop();
  paypal = (await startProvider('paypal')) as PaypalServer;
  await openAccount(shop, paypal);
  provider = await theProvider();
});

afterEach(() => paypal.stop());

const payment = () => ({
  paymentId: 'payment-1',
  orderId: 'order-1',
  companyCode: shop.company.code,
  invoice: 10_001,
  email: null,
  amount: 13_704,
  currency: 'USD',
  decimals: 2,
});

const signIns = (): number => paypal.calls.filter(({ path }) => path === '/v1/oauth2/token').length;

test('an order of PayPal says what it is for, and where to come back', async () => {
  const { providerId, client } = await provider.create(payment());
  expect(client).toEqual({
    approvalUrl: `https://www.sandbox.paypal.com/checkoutnow?token=${providerId}`,
    clientId: paypal.keys['clientId'],
  });
  const { headers, text } = paypal.calls.at(-1)!;
  expect(headers).toMatchObject({ 'paypal-request-id': 'payment-1', prefer: 'return=representation' });
  expect(JSON.parse(text)).toEqual({
    intent: 'CAPTURE',
    purchase_units: [
      {
        reference_id: 'order-1',
        custom_id: 'payment-1',
        invoice_id: '10001-payment-1',
        description: 'Invoice 10001',
        amount: { currency_code: 'USD', value: '137.04' },
      },
    ],
    application_context: {
      shipping_preference: 'NO_SHIPPING',
      user_action: 'PAY_NOW',
      return_url: 'http://localhost:3000/order/order-1',
      cancel_url: 'http://localhost:3000/order/order-1',
    },
  });
});

test('an order that PayPal has forgotten cannot be paid any more', async () => {
  expect(await provider.fetch('ORDER-FORGOTTEN', 2)).toMatchObject({
    providerId: 'ORDER-FORGOTTEN',
    status: 'closed',
    chargeId: null,
    failure: 'expired',
  });
});

test('a token is asked for once, and renewed once when it no longer holds', async () => {
  await Promise.all([1, 2, 3].map(() => provider.fetch('ORDER-1', 2)));
  expect(signIns()).toBe(1);
  paypal.forgetTokens();
  await provider.fetch('ORDER-1', 2);
  expect(signIns()).toBe(2);
  paypal.behave('broken', /oauth2/, 1);
  paypal.forgetTokens();
  await expect(provider.fetch('ORDER-1', 2)).rejects.toMatchObject({ name: 'ProviderUnavailable' });
  expect((await provider.fetch('ORDER-1', 2)).status).toBe('closed');
});

test('keys that are wrong are refused without being told', async () => {
  await openAccount(shop, { ...paypal, keys: { clientSecret: 'another-secret' } });
  const refusal = (await theProvider()).fetch('ORDER-1', 2);
  await expect(refusal).rejects.toMatchObject({ name: 'ProviderUnavailable', reason: 'keys_refused' });
  await expect(refusal).rejects.not.toThrow('another-secret');
});

test('after the bank has refused a card the customer can choose another', async () => {
  const { providerId } = await provider.create(payment());
  paypal.approve(providerId);
  paypal.refuseCard(providerId);
  for (let tries = 0; tries < 2; tries += 1) {
    await expect(provider.capture(providerId, 2, 'payment-1')).rejects.toMatchObject({
      name: 'ProviderRefusal',
      code: 'INSTRUMENT_DECLINED',
    });
  }
  paypal.approve(providerId);
  expect(await provider.capture(providerId, 2, 'payment-1')).toMatchObject({
    status: 'paid',
    amount: 13_704,
  });
});

test('money whose taking was not answered is taken once', async () => {
  const { providerId } = await provider.create(payment());
  paypal.approve(providerId);
  paypal.behave('lossy', /capture$/, 1);
  await expect(provider.capture(providerId, 2, 'payment-1')).rejects.toMatchObject({
    name: 'ProviderUnavailable',
  });
  const states = await Promise.all([1, 2].map(() => provider.capture(providerId, 2, 'payment-1')));
  expect(new Set(states.map(({ chargeId }) => chargeId)).size).toBe(1);
  expect(states).toMatchObject([{ status: 'paid' }, { status: 'paid' }]);
});

test('an amount is written as PayPal writes its currency', async () => {
  paypal.takeOnlyItsCurrencies();
  const forint = await provider.create({ ...payment(), amount: 13_700, currency: 'HUF' });
  expect(forint).toMatchObject({ status: 'open', amount: 13_700, currency: 'HUF' });
  paypal.pay(forint.providerId);
  expect(await provider.capture(forint.providerId, 2, 'payment-1')).toMatchObject({
    status: 'paid',
    amount: 13_700,
  });
  const fine = provider.create({ ...payment(), paymentId: 'payment-2', currency: 'HUF' });
  await expect(fine).rejects.toMatchObject({ name: 'ProviderRefusal', code: 'amount_too_fine' });
});

test('a currency that PayPal does not take is refused by its word', async () => {
  paypal.takeOnlyItsCurrencies();
  const riyals = provider.create({ ...payment(), currency: 'SAR' });
  await expect(riyals).rejects.toMatchObject({ name: 'ProviderRefusal', code: 'CURRENCY_NOT_SUPPORTED' });
  expect(paypal.countOf('payment-1')).toBe(0);
});
