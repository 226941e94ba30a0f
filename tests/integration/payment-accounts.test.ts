import { providerOf } from '../../src/payments/provider-of';
import { readSecret } from '../../src/secrets/secrets';
import { vaultOf } from '../../src/secrets/vault';
import { api, app, sql } from '../support/application';
import { expectInvalid, expectRefusal, newShop, newStaff, type Shop } from '../support/catalogue';

const stripe = {
  secretKey: 'sk_test_4eC39HqLyjWDarjtT1zdp7dc',
  publishableKey: 'pk_test_TYooMQauvdEDq54NiTphI7jx',
  webhookSecret: 'whsec_test',
};
const paypal = {
  clientId: 'AeA1QIZXiflr1',
  clientSecret: 'EC3-secret_of_paypal',
  webhookId: '8PT597110X687430L',
};
const razorpay = {
  keyId: 'rzp_test_1DP5mmOlF5G5ag',
  keySecret: 'thisissecret',
  webhookSecret: 'hook-secret',
};

const nothing = {
  cod: { enabled: true },
  stripe: {
    enabled: false,
    complete: false,
    mode: null,
    hasSecretKey: false,
    publishableKey: null,
    hasWebhookSecret: false,
  },
  paypal: {
    enabled: false,
    complete: false,
    mode: null,
    clientId: null,
    hasClientSecret: false,
    webhookId: null,
  },
  razorpay: {
    enabled: false,
    complete: false,
    mode: null,
    keyId: null,
    hasKeySecret: false,
    hasWebhookSecret: false,
  },
};

let shop: Shop;

beforeEach(async () => {
  shop = await newShop();
});

const change = (payments: object) => api.put('/api/setting', { payments }, shop.staff);

const payments = async (): Promise<typeof nothing> =>
  (await api.get('/api/setting', shop.staff).expect(200)).body.data.payments as typeof nothing;

const methods = async (): Promise<unknown> => {
  const response = await api.get('/api/payment-methods', { company: shop.company.code }).expect(200);
  expect(response.headers['cache-control']).toBe('private, no-store');
  return response.body.data;
};

const kept = async (name: string): Promise<string | null> =>
  readSecret(app.strapi.db.connection, await vaultOf(app.strapi), { company: shop.company.code, name });

/** Everything that is stored of a company's accounts, as text. */
const stored = async (): Promise<string> => {
  const { rows: accounts } = await sql.query(
    'select * from payment_accounts where company_code = $1 order by method',
    [shop.company.code],
  );
  const { rows: secrets } = await sql.query('select * from secrets where company_code = $1 order by name', [
    shop.company.code,
  ]);
  return JSON.stringify({ accounts, secrets });
};

describe('how a company is paid', () => {
  test('is in cash, until keys are there', async () => {
    expect(await payments()).toEqual(nothing);
    expect(await methods()).toEqual([{ method: 'cod' }]);
  });

  test('is by whomever it has all keys of; secret ones are never shown', async () => {
    const response = await change({ stripe, paypal, razorpay }).expect(200);
    const shown = {
      cod: { enabled: true },
      stripe: {
        enabled: true,
        complete: true,
        mode: 'test',
        hasSecretKey: true,
        publishableKey: stripe.publishableKey,
        hasWebhookSecret: true,
      },
      paypal: {
        enabled: true,
        complete: true,
        mode: 'test',
        clientId: paypal.clientId,
        hasClientSecret: true,
        webhookId: paypal.webhookId,
      },
      razorpay: {
        enabled: true,
        complete: true,
        mode: 'test',
        keyId: razorpay.keyId,
        hasKeySecret: true,
        hasWebhookSecret: true,
      },
    };
    expect(response.body.data.payments).toEqual(shown);
    expect(await payments()).toEqual(shown);
    expect(await methods()).toEqual([
      { method: 'cod' },
      { method: 'paypal', mode: 'test', clientId: paypal.clientId },
      { method: 'razorpay', mode: 'test', keyId: razorpay.keyId },
      { method: 'stripe', mode: 'test', publishableKey: stripe.publishableKey },
    ]);
    expect(await kept('stripe.secretKey')).toBe(stripe.secretKey);
    expect(await kept('razorpay.webhookSecret')).toBe(razorpay.webhookSecret);

    const everything = (await stored()) + JSON.stringify(response.body);
    const { rows } = await sql.query('select * from audit_log where company_code = $1 order by id', [
      shop.company.code,
    ]);
    for (const secret of [stripe.secretKey, stripe.webhookSecret, paypal.clientSecret, razorpay.keySecret]) {
      expect(everything + JSON.stringify(rows)).not.toContain(secret);
    }
    expect(rows.at(-1)).toMatchObject({
      action: 'update',
      subject_type: 'payment-accounts',
      after: {
        stripe: 'secretKey, publishableKey, webhookSecret',
        paypal: 'clientId, clientSecret, webhookId',
        razorpay: 'keyId, keySecret, webhookSecret',
      },
    });
  });

  test('is told to staff alone', async () => {
    await change({ stripe }).expect(200);
    const response = await api.get('/api/setting', { company: shop.company.code }).expect(200);
    expect(response.body.data).not.toHaveProperty('payments');
    const { token } = await newStaff('order_desk', [shop.company]);
    const switchedOff = { payments: { stripe: { enabled: false } } };
    const refusal = await api.put('/api/setting', switchedOff, { ...shop.staff, token });
    expectRefusal(refusal, 403, 'forbidden');
    expect((await payments()).stripe.enabled).toBe(true);
  });

  test('changes by what is sent; null takes a key away', async () => {
    await change({ stripe }).expect(200);
    await change({ stripe: { webhookSecret: 'whsec_other' }, cod: { enabled: false } }).expect(200);
    expect(await kept('stripe.webhookSecret')).toBe('whsec_other');
    expect(await kept('stripe.secretKey')).toBe(stripe.secretKey);
    expect(await methods()).toEqual([
      { method: 'stripe', mode: 'test', publishableKey: stripe.publishableKey },
    ]);

    await change({ stripe: { webhookSecret: null } }).expect(200);
    expect(await kept('stripe.webhookSecret')).toBeNull();
    expect((await payments()).stripe).toMatchObject({ complete: false, hasWebhookSecret: false });
    expect(await methods()).toEqual([]);
    await expect(providerOf(app.strapi, shop.company.code, 'stripe')).rejects.toMatchObject({
      code: 'payment_method_unavailable',
    });

    await change({ stripe: { secretKey: null, publishableKey: null }, cod: { enabled: true } }).expect(200);
    expect((await payments()).stripe).toMatchObject({ complete: false, mode: null, publishableKey: null });
    expect(await methods()).toEqual([{ method: 'cod' }]);
  });

  test('can be switched off, which payments made before outlive', async () => {
    await change({ stripe }).expect(200);
    const { code } = shop.company;
    const before = await providerOf(app.strapi, code, 'stripe');
    expect(await providerOf(app.strapi, code, 'stripe')).toBe(before);
    await change({ stripe: { enabled: false } }).expect(200);
    expect(await methods()).toEqual([{ method: 'cod' }]);
    await expect(providerOf(app.strapi, code, 'stripe')).rejects.toMatchObject({
      code: 'payment_method_unavailable',
      details: { payment_method: 'stripe' },
    });
    expect(await providerOf(app.strapi, code, 'stripe', { evenSwitchedOff: true })).not.toBe(before);
    await change({ stripe: { enabled: true } }).expect(200);
    expect((await providerOf(app.strapi, code, 'stripe')).name).toBe('stripe');
  });

  test('goes with the other settings that are sent, or not at all', async () => {
    const before = await stored();
    const mixed = { payments: { stripe }, delivery: { basePrice: 1.234 } };
    expectInvalid(await api.put('/api/setting', mixed, shop.staff), 'delivery.basePrice');
    expect(await stored()).toBe(before);
    const both = { payments: { stripe }, delivery: { basePrice: 7 } };
    const response = await api.put('/api/setting', both, shop.staff).expect(200);
    expect(response.body.data).toMatchObject({
      delivery: { basePrice: 7 },
      payments: { stripe: { complete: true } },
    });
  });

  test('stays as it is when nothing of it is sent', async () => {
    const before = await stored();
    const { rows: audited } = await sql.query('select id from audit_log where company_code = $1', [
      shop.company.code,
    ]);
    await change({}).expect(200);
    await change({ stripe: {}, paypal: {} }).expect(200);
    expect(await stored()).toBe(before);
    const { rows } = await sql.query('select id from audit_log where company_code = $1', [shop.company.code]);
    expect(rows).toEqual(audited);
  });

  test('is another thing in another company', async () => {
    await change({ stripe }).expect(200);
    shop = await newShop();
    expect(await payments()).toEqual(nothing);
    expect(await methods()).toEqual([{ method: 'cod' }]);
  });

  test.each([
    [
      'a publishable key in place of the secret one',
      { stripe: { secretKey: 'pk_test_1' } },
      'stripe.secretKey',
    ],
    [
      'a secret key in place of the publishable one',
      { stripe: { publishableKey: 'sk_live_1' } },
      'stripe.publishableKey',
    ],
    ['no signing secret', { stripe: { webhookSecret: 'sk_test_1' } }, 'stripe.webhookSecret'],
    ['an empty key', { paypal: { clientSecret: '' } }, 'paypal.clientSecret'],
    ['a key of two lines', { stripe: { secretKey: 'sk_test_1\nsk_test_2' } }, 'stripe.secretKey'],
    ['a key that is a number', { razorpay: { keyId: 1 } }, 'razorpay.keyId'],
    ['a key id in place of its secret', { razorpay: { keySecret: 'rzp_test_1' } }, 'razorpay.keySecret'],
    ['a mode that keys show', { stripe: { mode: 'live' } }, 'stripe.mode'],
    ['a mode that is none', { paypal: { mode: 'sandbox' } }, 'paypal.mode'],
    ['cash without a word', { cod: {} }, 'cod.enabled'],
    ['another provider', { adyen: { key: '1' } }, 'adyen'],
  ])('%s is refused', async (_what, body, path) => {
    await change({ stripe }).expect(200);
    const before = await stored();
    expectInvalid(await change({ paypal, ...body }), `payments.${path}`);
    expect(await stored()).toBe(before);
  });

  test.each([
    ['together', {}, { ...stripe, publishableKey: 'pk_live_1' }],
    ['beside those stored', stripe, { secretKey: 'sk_live_1' }],
    ['beside a secret one stored', { ...stripe, publishableKey: undefined }, { publishableKey: 'pk_live_1' }],
  ])('keys of tests and real ones %s are refused', async (_how, first, second) => {
    await change({ stripe: first }).expect(200);
    const before = await stored();
    const refusal = await change({ paypal, stripe: second });
    expectRefusal(refusal, 422, 'payment_keys_mismatch');
    expect(refusal.body.error.details).toEqual({ payment_method: 'stripe' });
    expect(await stored()).toBe(before);
  });

  test('moves to real keys when all of them come at once', async () => {
    await change({ stripe, paypal, razorpay }).expect(200);
    await change({
      stripe: { secretKey: 'rk_live_1', publishableKey: 'pk_live_1' },
      paypal: { mode: 'live' },
      razorpay: { keyId: 'rzp_live_1', keySecret: 'another' },
    }).expect(200);
    const shown = await payments();
    expect([shown.stripe.mode, shown.paypal.mode, shown.razorpay.mode]).toEqual(['live', 'live', 'live']);
  });
});
