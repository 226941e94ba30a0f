import { setTimeout as pause } from 'node:timers/promises';
import { providerOf } from '../../src/payments/provider-of';
import {
  type NewPayment,
  type PaymentProvider,
  providerNames,
  ProviderRefusal,
  ProviderUnavailable,
} from '../../src/payments/provider';
import { app } from '../support/application';
import { newShop, type Shop } from '../support/catalogue';
import { openAccount, startProvider } from '../support/payments';
import type { TestProvider } from '../support/provider-server';
import { unique } from '../support/unique';

/** Long enough for a busy machine, short enough to be waited for. */
const TIMEOUT_MS = 1_000;

describe.each(providerNames)('%s', (name) => {
  let shop: Shop;
  let fake: TestProvider;
  let provider: PaymentProvider;

  beforeAll(async () => {
    app.strapi.config.set('payments.timeoutMs', TIMEOUT_MS);
    shop = await newShop();
    fake = await startProvider(name);
    await openAccount(shop, fake);
    provider = await providerOf(app.strapi, shop.company.code, name);
  });

  afterAll(async () => {
    app.strapi.config.set('payments.timeoutMs', 8_000);
    await fake.stop();
  });

  beforeEach(() => {
    fake.behave('well');
    fake.refundsAre('succeeded');
    fake.calls.length = 0;
  });

  const newPayment = (over: Partial<NewPayment> = {}): NewPayment => ({
    paymentId: unique('payment-'),
    orderId: unique('order-'),
    companyCode: shop.company.code,
    invoice: 10_001,
    email: 'buyer@example.com',
    amount: 13_704,
    currency: 'USD',
    decimals: 2,
    ...over,
  });

  /** A payment that the customer has paid. */
  const paid = async (over: Partial<NewPayment> = {}) => {
    const payment = newPayment(over);
    const { providerId } = await provider.create(payment);
    fake.pay(providerId);
    const state = await provider.capture(providerId, payment.decimals, payment.paymentId);
    return { ...payment, providerId, chargeId: state.chargeId ?? '', state };
  };

  const refundOf = ({ chargeId, currency, decimals }: { chargeId: string } & NewPayment, amount: number) => ({
    refundId: unique('refund-'),
    chargeId,
    amount,
    currency,
    decimals,
    reason: 'broken eggs',
  });

  test('it says of which account its keys are, by the public one', () => {
    const { publishableKey, clientId, keyId } = fake.keys;
    expect(provider.account).toBe(publishableKey ?? clientId ?? keyId);
  });

  test('a payment is begun once, however often it is asked for', async () => {
    const payment = newPayment();
    const state = await provider.create(payment);
    expect(state).toEqual({
      providerId: expect.stringMatching(/\w/),
      status: 'open',
      amount: 13_704,
      currency: 'USD',
      chargeId: null,
      failure: null,
      client: expect.any(Object),
    });
    expect(await provider.create(payment)).toEqual(state);
    expect(await provider.fetch(state.providerId, 2)).toMatchObject({ ...state, client: expect.any(Object) });
    expect(fake.countOf(payment.paymentId)).toBe(1);
  });

  test('what was paid is told with amount, currency and what a refund names', async () => {
    const { providerId, state } = await paid();
    expect(state).toMatchObject({ status: 'paid', amount: 13_704, currency: 'USD', failure: null });
    expect(state.chargeId).toMatch(/\w/);
    const { client: _client, ...rest } = state;
    expect(await provider.fetch(providerId, 2)).toMatchObject(rest);
  });

  test('taking what was taken answers it as it is', async () => {
    const { providerId, paymentId, state } = await paid();
    const { client: _client, ...rest } = state;
    expect(await provider.capture(providerId, 2, paymentId)).toMatchObject(rest);
  });

  test('what the customer has agreed to is taken', async () => {
    const payment = newPayment();
    const { providerId } = await provider.create(payment);
    fake.approve(providerId);
    expect(await provider.fetch(providerId, 2)).toMatchObject({ status: 'approved', chargeId: null });
    const taken = await provider.capture(providerId, 2, payment.paymentId);
    expect(taken).toMatchObject({ status: 'paid', amount: 13_704 });
  });

  test('another amount and currency than were asked for are told as they are', async () => {
    const payment = newPayment();
    const { providerId } = await provider.create(payment);
    fake.pay(providerId, { amount: 100, currency: 'EUR' });
    const state = await provider.capture(providerId, 2, payment.paymentId);
    expect(state).toMatchObject({ status: 'paid', amount: 100, currency: 'EUR' });
  });

  test('a refusal of the bank leaves the payment open and says why', async () => {
    const { providerId } = await provider.create(newPayment());
    fake.decline(providerId);
    const state = await provider.fetch(providerId, 2);
    expect(state).toMatchObject({ status: 'open', chargeId: null });
    expect(state.failure).toMatch(/^\w+$/);
  });

  test('refunds are made once each, and never beyond what was paid', async () => {
    const payment = await paid();
    const first = refundOf(payment, 3_704);
    const state = await provider.refund(first);
    expect(state).toEqual({ providerId: expect.any(String), status: 'succeeded', failure: null });
    expect(await provider.refund(first)).toEqual(state);
    expect(await provider.fetchRefund(state.providerId)).toEqual(state);
    await expect(provider.refund(refundOf(payment, 10_001))).rejects.toThrow(ProviderRefusal);
    await provider.refund(refundOf(payment, 10_000));
    const made = fake.refunds().filter(({ chargeId }) => chargeId === payment.chargeId);
    expect(made.map(({ amount }) => amount)).toEqual([3_704, 10_000]);
    expect(made[0]?.refundId).toBe(first.refundId);
  });

  test('a refund that takes its time is asked after', async () => {
    fake.refundsAre('pending');
    const payment = await paid();
    const refund = await provider.refund(refundOf(payment, 500));
    expect(refund.status).toBe('pending');
    fake.settleRefund(refund.providerId, 'failed');
    const settled = await provider.fetchRefund(refund.providerId);
    expect(settled).toMatchObject({ providerId: refund.providerId, status: 'failed' });
    expect(settled.failure).toMatch(/^\w+$/);
  });

  test.each(['silent', 'broken', 'garbled', 'secretive', 'lossy'] as const)(
    'nothing is known of a call that it meets %s, and asking again does it once',
    async (how) => {
      const payment = newPayment();
      fake.behave(how, /^POST .*(payment_intents|orders)$/, 1);
      await expect(provider.create(payment)).rejects.toThrow(ProviderUnavailable);
      const { providerId } = await provider.create(payment);
      expect(fake.countOf(payment.paymentId)).toBe(1);
      fake.pay(providerId);
      const { chargeId } = await provider.capture(providerId, 2, payment.paymentId);
      const refund = refundOf({ ...payment, chargeId: chargeId ?? '' }, 700);
      fake.behave(how, /^POST .*refunds?$/, 1);
      await expect(provider.refund(refund)).rejects.toThrow(ProviderUnavailable);
      expect((await provider.refund(refund)).status).toBe('succeeded');
      expect(fake.refunds().filter((made) => made.chargeId === chargeId)).toHaveLength(1);
    },
  );

  test('no call takes longer than it may', async () => {
    fake.behave('silent');
    const patience = pause(TIMEOUT_MS * 5, 'too long');
    const call = provider.create(newPayment()).catch((error: unknown) => error);
    expect(await Promise.race([call, patience])).toBeInstanceOf(ProviderUnavailable);
  });

  test('a refusal is told by the word of the provider, and without a key', async () => {
    fake.behave('refusing', /^POST .*(payment_intents|orders)$/);
    const refusal = await provider.create(newPayment()).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ProviderRefusal);
    expect((refusal as ProviderRefusal).code).toMatch(/^\w+$/);
    for (const secret of fake.secrets) {
      expect(JSON.stringify(refusal, Object.getOwnPropertyNames(refusal))).not.toContain(secret);
    }
  });

  test('while the keys are refused nothing is final', async () => {
    const payment = newPayment();
    fake.behave('locked', /^(?!.*oauth2)/);
    const locked = { name: 'ProviderUnavailable', reason: 'keys_refused' };
    await expect(provider.create(payment)).rejects.toMatchObject(locked);
    fake.behave('well');
    const { providerId } = await provider.create(payment);
    fake.approve(providerId);
    fake.behave('locked', /^(?!.*oauth2)/);
    await expect(provider.fetch(providerId, 2)).rejects.toMatchObject(locked);
    const refusal = await provider.capture(providerId, 2, payment.paymentId).catch((error: unknown) => error);
    expect(refusal).toMatchObject(locked);
    for (const secret of fake.secrets) expect((refusal as Error).message).not.toContain(secret);
    fake.behave('well');
    const { chargeId } = await provider.capture(providerId, 2, payment.paymentId);
    const refund = refundOf({ ...payment, chargeId: chargeId ?? '' }, 700);
    fake.behave('locked', /^(?!.*oauth2)/);
    await expect(provider.refund(refund)).rejects.toMatchObject(locked);
    fake.behave('well');
    expect((await provider.refund(refund)).status).toBe('succeeded');
  });

  test.each(['unable', 'empty', 'garbled'] as const)(
    'a provider that is %s to list what was made before makes it, once',
    async (how) => {
      fake.behave(how, /^GET .*(orders|refunds)$/);
      const payment = await paid();
      const refund = refundOf(payment, 700);
      const made = await provider.refund(refund);
      expect(await provider.refund(refund)).toEqual(made);
      expect(fake.refunds().filter(({ chargeId }) => chargeId === payment.chargeId)).toHaveLength(1);
    },
  );

  test('what cannot be looked for now is not made', async () => {
    const payment = await paid();
    fake.behave('broken', /^GET .*refunds$/);
    const calls = name === 'paypal' ? 'resolves' : 'rejects';
    await expect(provider.refund(refundOf(payment, 700)))[calls].toBeDefined();
    expect(fake.refunds().filter(({ chargeId }) => chargeId === payment.chargeId)).toHaveLength(
      name === 'paypal' ? 1 : 0,
    );
  });

  test('calls that cross each other do it once', async () => {
    const payment = await paid();
    const refund = refundOf(payment, 700);
    fake.delay(40);
    const begun = Date.now();
    const states = await Promise.all([provider.refund(refund), provider.refund(refund)]);
    fake.delay(0);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(35);
    expect(new Set(states.map(({ providerId }) => providerId)).size).toBe(1);
    expect(fake.refunds().filter(({ chargeId }) => chargeId === payment.chargeId)).toHaveLength(1);
  });
});
