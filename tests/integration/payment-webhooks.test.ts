import type { IncomingHttpHeaders } from 'node:http';
import { providerOf } from '../../src/payments/provider-of';
import { type PaymentProvider, type ProviderEvent, providerNames } from '../../src/payments/provider';
import { app } from '../support/application';
import { newShop } from '../support/catalogue';
import { openAccount, startProvider } from '../support/payments';
import type { TestProvider, WebhookRequest } from '../support/provider-server';
import { unique } from '../support/unique';

const DAY = 86_400_000;

/** Headers as Node.js hands them over. */
const received = (headers: Record<string, string>): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

describe.each(providerNames)('what %s posts to the webhook', (name) => {
  let fake: TestProvider;
  let provider: PaymentProvider;

  beforeAll(async () => {
    const shop = await newShop();
    fake = await startProvider(name);
    await openAccount(shop, fake);
    provider = await providerOf(app.strapi, shop.company.code, name);
  });

  afterAll(() => fake.stop());

  const read = ({ headers, body }: WebhookRequest): Promise<ProviderEvent> =>
    provider.readEvent(body, received(headers));

  const begun = async () => {
    const payment = {
      paymentId: unique('payment-'),
      orderId: unique('order-'),
      companyCode: 'shop',
      invoice: 10_001,
      email: null,
      amount: 2_550,
      currency: 'USD',
      decimals: 2,
    };
    const { providerId } = await provider.create(payment);
    return { ...payment, providerId };
  };

  const paid = async () => {
    const payment = await begun();
    fake.pay(payment.providerId);
    const { chargeId } = await provider.capture(payment.providerId, 2, payment.paymentId);
    return { ...payment, chargeId: chargeId ?? '' };
  };

  const refused = async (request: WebhookRequest): Promise<void> => {
    await expect(read(request)).rejects.toMatchObject({ code: 'invalid_signature' });
  };

  test('is read as what was paid, with its id', async () => {
    const { providerId, chargeId, paymentId } = await paid();
    const event = await read(fake.webhook('paid', providerId, { eventId: 'event-1' }));
    expect(event).toEqual({
      eventId: 'event-1',
      type: expect.any(String),
      kind: 'paid',
      payment: {
        paymentId: name === 'razorpay' ? null : paymentId,
        providerId,
        amount: 2_550,
        currency: 'USD',
        decimals: 2,
        chargeId,
        failure: null,
      },
    });
  });

  test('is read with the amount and currency that it says', async () => {
    const { providerId } = await paid();
    const event = await read(fake.webhook('paid', providerId, { amount: 1, currency: 'EUR' }));
    expect(event).toMatchObject({ payment: { amount: 1, currency: 'EUR' } });
  });

  test('is read as agreed to, as refused by the bank, or as something else', async () => {
    const agreed = await begun();
    fake.approve(agreed.providerId);
    expect(await read(fake.webhook('approved', agreed.providerId))).toMatchObject({
      kind: 'approved',
      payment: { providerId: agreed.providerId, chargeId: null },
    });
    const declined = await begun();
    fake.decline(declined.providerId);
    expect(await read(fake.webhook('declined', declined.providerId))).toMatchObject({
      kind: 'declined',
      payment: { providerId: declined.providerId, chargeId: null, failure: expect.stringMatching(/^\w+$/) },
    });
    expect(await read(fake.webhook('other'))).toEqual({
      eventId: expect.any(String),
      type: expect.any(String),
      kind: 'other',
    });
  });

  test('is read as the refund that is ours', async () => {
    const { chargeId } = await paid();
    const refundId = unique('refund-');
    fake.refundsAre('pending');
    const money = { amount: 100, currency: 'USD', decimals: 2 };
    const { providerId } = await provider.refund({ refundId, chargeId, reason: null, ...money });
    fake.refundsAre('succeeded');
    fake.settleRefund(providerId, 'succeeded');
    expect(await read(fake.webhook('refund', providerId))).toMatchObject({
      kind: 'refund',
      refund: { providerId, refundId, chargeId, money, status: 'succeeded', failure: null },
    });
    fake.settleRefund(providerId, 'failed');
    expect(await read(fake.webhook('refund', providerId))).toMatchObject({
      kind: 'refund',
      refund: { providerId, refundId, status: 'failed', failure: expect.stringMatching(/^\w+$/) },
    });
  });

  test('is read as a refund that staff have made there', async () => {
    fake.refundsAre('succeeded');
    const { chargeId } = await paid();
    const id = fake.refundAtDesk(chargeId, 550);
    expect(await read(fake.webhook('refund', id))).toMatchObject({
      kind: 'refund',
      refund: {
        providerId: id,
        refundId: null,
        chargeId,
        money: { amount: 550, currency: 'USD', decimals: 2 },
        status: 'succeeded',
      },
    });
  });

  test('is refused when it is forged, changed, cut off or unsigned', async () => {
    const { providerId } = await paid();
    const honest = fake.webhook('paid', providerId);
    await refused(fake.webhook('paid', providerId, { secret: 'whsec_of_somebody_else' }));
    await refused({ ...honest, body: Buffer.from(honest.body.toString().replace(/usd/i, 'eur')) });
    await refused({ ...honest, body: Buffer.concat([honest.body, Buffer.from(' ')]) });
    await refused({ ...honest, body: honest.body.subarray(0, -1) });
    await refused({ ...honest, body: Buffer.alloc(0) });
    await refused({ headers: {}, body: honest.body });
    const signatures = /signature|sig$/i;
    for (const junk of ['', 'x', 't=1,v1=', '00'.repeat(32), '💸']) {
      const headers = Object.fromEntries(
        Object.entries(honest.headers).map(([header, value]) => [
          header,
          signatures.test(header) ? junk : value,
        ]),
      );
      await refused({ ...honest, headers });
    }
    expect((await read(honest)).kind).toBe('paid');
  });
});

describe('an event of Stripe', () => {
  let stripe: TestProvider;
  let provider: PaymentProvider;

  beforeAll(async () => {
    const shop = await newShop();
    stripe = await startProvider('stripe');
    await openAccount(shop, stripe);
    provider = await providerOf(app.strapi, shop.company.code, 'stripe');
  });

  afterAll(() => stripe.stop());

  test.each([
    ['signed ten minutes ago', { at: new Date(Date.now() - 600_000) }],
    ['of real payments, where the keys are of tests', { isLive: true }],
  ])('that is %s is refused', async (_what, options) => {
    const { headers, body } = stripe.webhook('other', '', options);
    await expect(provider.readEvent(body, received(headers))).rejects.toMatchObject({
      code: 'invalid_signature',
    });
  });
});

describe('an event of PayPal', () => {
  let paypal: TestProvider;
  let provider: PaymentProvider;

  beforeAll(async () => {
    const shop = await newShop();
    paypal = await startProvider('paypal');
    await openAccount(shop, paypal);
    provider = await providerOf(app.strapi, shop.company.code, 'paypal');
  });

  afterAll(() => paypal.stop());
  beforeEach(() => paypal.behave('well'));

  const read = ({ headers, body }: WebhookRequest): Promise<ProviderEvent> =>
    provider.readEvent(body, received(headers));

  const changed = (headers: Record<string, string>): WebhookRequest => {
    const honest = paypal.webhook('other');
    return { ...honest, headers: { ...honest.headers, ...headers } };
  };

  test('holds for the days in which PayPal tries again, and no longer', async () => {
    const sent = (ago: number) => read(paypal.webhook('other', '', { at: new Date(Date.now() - ago) }));
    expect((await sent(3 * DAY)).kind).toBe('other');
    await expect(sent(5 * DAY)).rejects.toMatchObject({ code: 'invalid_signature' });
    await expect(sent(-DAY)).rejects.toMatchObject({ code: 'invalid_signature' });
    await expect(read(changed({ 'PayPal-Transmission-Time': 'lately' }))).rejects.toMatchObject({
      code: 'invalid_signature',
    });
  });

  test('is checked by a certificate of PayPal, which is loaded once', async () => {
    await read(paypal.webhook('other'));
    paypal.calls.length = 0;
    await read(paypal.webhook('other'));
    expect(paypal.calls).toEqual([]);
    for (const address of [
      'https://paypal.com.evil.example/v1/notifications/certs/CERT-1',
      'https://evilpaypal.com/v1/notifications/certs/CERT-1',
      'http://api.paypal.com/v1/notifications/certs/CERT-1',
      'https://api.paypal.com@evil.example/v1/notifications/certs/CERT-1',
      `${paypal.url}/v1/notifications/certs/CERT-1?n=1`,
      'https://x.paypal.com/v1/notifications/certs/CERT-1',
      'no address',
    ]) {
      await expect(read(changed({ 'PayPal-Cert-Url': address }))).rejects.toMatchObject({
        code: 'invalid_signature',
      });
    }
    await expect(read(changed({ 'PayPal-Auth-Algo': 'SHA1withRSA' }))).rejects.toMatchObject({
      code: 'invalid_signature',
    });
    expect(paypal.calls).toEqual([]);
  });

  test('is refused when the certificate is not valid any more, or not yet', async () => {
    const now = Date.now();
    for (const days of [40, -1]) {
      const clock = jest.spyOn(Date, 'now').mockReturnValue(now + days * DAY);
      const late = read(paypal.webhook('other', '', { at: new Date(now + days * DAY) }));
      await expect(late).rejects.toThrow('the certificate is not valid now');
      clock.mockRestore();
    }
    expect((await read(paypal.webhook('other'))).kind).toBe('other');
  });

  test('cannot be checked while its certificate cannot be had', async () => {
    const other = `${paypal.url}/v1/notifications/certs/CERT-another`;
    paypal.behave('broken', /certs/, 1);
    await expect(read(changed({ 'PayPal-Cert-Url': other }))).rejects.toMatchObject({
      name: 'ProviderUnavailable',
    });
    await expect(read(changed({ 'PayPal-Cert-Url': other }))).rejects.toMatchObject({
      code: 'invalid_signature',
    });
  });

  const CERTS = '/v1/notifications/certs';
  const loads = (): number => paypal.calls.filter(({ path }) => path.startsWith(CERTS)).length;

  test('does not make the shop load what was loaded in vain a moment ago, nor the same twice at once', async () => {
    const none = changed({ 'PayPal-Cert-Url': `${paypal.url}${CERTS}/CERT-none` });
    paypal.calls.length = 0;
    paypal.delay(20);
    const refusals = await Promise.allSettled([1, 2, 3].map(() => read(none)));
    paypal.delay(0);
    await expect(read(none)).rejects.toMatchObject({ code: 'invalid_signature' });
    expect(refusals.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(loads()).toBe(1);
  });

  test('cannot have more than a few certificates loaded at once', async () => {
    paypal.calls.length = 0;
    paypal.delay(50);
    const asked = Array.from({ length: 20 }, (_, place) =>
      read(changed({ 'PayPal-Cert-Url': `${paypal.url}${CERTS}/CERT-${place}` })),
    );
    const refusals = await Promise.allSettled(asked);
    paypal.delay(0);
    const reasons = refusals.map((refusal) => (refusal as PromiseRejectedResult).reason as { name: string });
    expect(reasons.filter(({ name }) => name === 'ProviderUnavailable')).toHaveLength(16);
    expect(loads()).toBe(4);
  });

  test('does not put out the certificate by which true ones are checked', async () => {
    await read(paypal.webhook('other'));
    for (let place = 0; place < 12; place += 1) {
      await expect(
        read(changed({ 'PayPal-Cert-Url': `${paypal.url}${CERTS}/CERT-of-others-${place}` })),
      ).rejects.toMatchObject({ code: 'invalid_signature' });
    }
    paypal.calls.length = 0;
    expect((await read(paypal.webhook('other'))).kind).toBe('other');
    expect(loads()).toBe(0);
  });
});
