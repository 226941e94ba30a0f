import { api, app, sql } from '../support/application';
import { newShop, type ProductItem, type Shop, UNKNOWN_ID, unique } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { line, moveTo, type OrderItem, placed, stocked } from '../support/orders';
import { acted, begun, booksOf, paidNews, pay, placedAt, post, readAs } from '../support/paying';
import { openAccount, startProvider, starters } from '../support/payments';
import type { TestProvider, WebhookRequest } from '../support/provider-server';

const names = Object.keys(starters) as (keyof typeof starters)[];
const TIMEOUT_MS = 300;

describe.each(names)('%s', (name) => {
  let fake: TestProvider;
  let shop: Shop;
  let customer: Customer;
  let milk: ProductItem;
  let item: OrderItem;

  beforeAll(async () => {
    fake = await startProvider(name);
    shop = await newShop();
    await openAccount(shop, fake);
    customer = await newCustomer(shop.company);
    milk = await stocked(shop, 1_000);
  });

  afterAll(() => fake.stop());

  beforeEach(async () => {
    fake.behave('well');
    item = await placedAt(fake, customer, [line(milk, 4)]);
  });

  const events = async (): Promise<number> => {
    const { rows } = await sql.query<{ count: number }>(
      'select count(*)::int as count from payment_events where company_code = $1',
      [shop.company.code],
    );
    return rows[0]!.count;
  };

  /** Nothing was kept of it, and nothing of the order changed. */
  const expectRefused = async (
    told: WebhookRequest,
    status: number,
    code: string,
    to: Pick<Shop, 'company'> = shop,
  ): Promise<void> => {
    const before = await events();
    const { status: answered, body } = await post(to as Shop, fake, told);
    expect({ status: answered, code: body.error?.code }).toEqual({ status, code });
    expect(await events()).toBe(before);
    expect(await readAs(customer, item)).toMatchObject({ payment_status: 'pending' });
  };

  describe('a webhook', () => {
    let providerId: string;

    beforeEach(async () => {
      ({ providerId } = await begun(customer, item));
      fake.pay(providerId);
    });

    test('that somebody else signed', async () => {
      await expectRefused(paidNews(fake, providerId, { secret: unique('forged') }), 400, 'invalid_signature');
    });

    test('of which a byte was changed, or the end is missing', async () => {
      const { headers, body } = paidNews(fake, providerId);
      const changed = Buffer.from(body.toString().replace('1000', '1001').replace('10.00', '10.01'));
      expect(changed.equals(body)).toBe(false);
      await expectRefused({ headers, body: changed }, 400, 'invalid_signature');
      await expectRefused({ headers, body: body.subarray(0, body.length - 10) }, 400, 'invalid_signature');
      await expectRefused({ headers, body: Buffer.alloc(0) }, 400, 'invalid_signature');
    });

    test('without a signature', async () => {
      const { body } = paidNews(fake, providerId);
      await expectRefused(
        { headers: { 'Content-Type': 'application/json' }, body },
        400,
        'invalid_signature',
      );
    });

    test('that is longer than anything a provider posts', async () => {
      const { headers } = paidNews(fake, providerId);
      await expectRefused({ headers, body: Buffer.alloc(1024 * 1024 + 1, 'x') }, 413, 'payload_too_large');
    });

    test('to a company that has no account there, or that there is not', async () => {
      const other = await newShop();
      const told = paidNews(fake, providerId);
      await expectRefused(told, 422, 'payment_method_unavailable', other);
      const nobody = { company: { ...shop.company, code: 'nobody' } };
      await expectRefused(told, 400, 'unknown_company', nobody);
    });

    test('of a payment that is not known here is kept, and does nothing', async () => {
      const elsewhere = await newShop();
      await openAccount(elsewhere, fake);
      const told = paidNews(fake, providerId);
      expect((await post(elsewhere, fake, told)).status).toBe(200);
      expect(await acted(elsewhere)).toEqual(['unknown_payment']);
      expect(await readAs(customer, item)).toMatchObject({ payment_status: 'pending' });
    });

    test('of something that does not concern the shop is kept', async () => {
      expect((await post(shop, fake, fake.webhook('other'))).status).toBe(200);
      expect((await acted(shop)).at(-1)).toBe('ignored');
    });
  });

  test('a provider that does not answer, or not with sense, leaves the order as it is', async () => {
    const before = await booksOf(item);
    app.strapi.config.set('payments.timeoutMs', TIMEOUT_MS);
    try {
      for (const how of ['silent', 'broken', 'garbled', 'secretive', 'lossy'] as const) {
        fake.behave(how);
        const refusal = await pay(customer, item).expect(503);
        expect(refusal.body.error.code).toBe('payment_provider_unavailable');
      }
    } finally {
      fake.behave('well');
      app.strapi.config.set('payments.timeoutMs', 8_000);
    }
    expect(before.payments).toEqual([]);
    expect(await booksOf(item)).toEqual({ payments: [`${name} creating 1000`], refunds: [] });
    expect(await readAs(customer, item)).toMatchObject({
      payment_status: 'pending',
      order_status: 'pending',
    });
    const { documentId } = await begun(customer, item);
    expect(fake.countOf(documentId)).toBe(1);
  });

  test('a provider that refuses says why', async () => {
    fake.behave('refusing', /^POST .*(payment_intents|orders)$/);
    const refusal = await pay(customer, item).expect(422);
    expect(refusal.body.error).toMatchObject({
      code: 'payment_refused',
      details: { reason: expect.any(String) },
    });
    for (const secret of fake.secrets) expect(JSON.stringify(refusal.body)).not.toContain(secret);
    expect((await booksOf(item)).payments).toEqual([`${name} closed 1000`]);
    fake.behave('well');
    expect(await begun(customer, item)).toMatchObject({ status: 'open' });
    expect(await readAs(customer, item)).toMatchObject({ payment_status: 'pending' });
  });

  test('whoever asks five times at once begins one payment', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => begun(customer, item)));
    expect(new Set(answers.map(({ providerId }) => providerId)).size).toBe(1);
    expect(await booksOf(item)).toEqual({ payments: [`${name} open 1000`], refunds: [] });
  });

  test('five webhooks, a reconciliation and the customer at once pay it once', async () => {
    const { providerId } = await begun(customer, item);
    fake.pay(providerId);
    await Promise.all([
      ...[1, 2, 3, 4, 5].map(() => post(shop, fake, paidNews(fake, providerId))),
      begun(customer, item),
      begun(customer, item),
    ]);
    const outcomes = await acted(shop);
    expect(outcomes.filter((outcome) => outcome === 'settled').length).toBeLessThanOrEqual(1);
    const { timeline } = await readAs(customer, item);
    expect(timeline.map(({ kind }) => kind)).toEqual(['order_created', 'payment_received']);
    expect(await booksOf(item)).toEqual({ payments: [`${name} paid 1000`], refunds: [] });
  });

  test('an event and the expiry of its order at once leave a paid order', async () => {
    const { providerId } = await begun(customer, item);
    fake.pay(providerId);
    await sql.query(`update orders set expires_at = now() at time zone 'utc' where document_id = $1`, [
      item.documentId,
    ]);
    const orders = app.strapi.service('api::order.order') as { cancelExpired(): Promise<void> };
    await Promise.all([orders.cancelExpired(), post(shop, fake, paidNews(fake, providerId))]);
    await acted(shop);
    expect(await readAs(customer, item)).toMatchObject({ payment_status: 'paid', order_status: 'pending' });
    expect(await booksOf(item)).toEqual({ payments: [`${name} paid 1000`], refunds: [] });
  });
});

describe('paying', () => {
  let shop: Shop;
  let customer: Customer;
  let milk: ProductItem;

  beforeAll(async () => {
    shop = await newShop();
    customer = await newCustomer(shop.company);
    milk = await stocked(shop, 1_000);
  });

  test('is refused for cash, an unknown way, and one that is not set up', async () => {
    const item = await placed(customer, [line(milk)]);
    for (const [body, status, code] of [
      [{}, 422, 'payment_method_unavailable'],
      [{ payment_method: 'stripe' }, 422, 'payment_method_unavailable'],
      [{ payment_method: 'barter' }, 400, 'validation_failed'],
      [{ amount: 1 }, 400, 'validation_failed'],
    ] as const) {
      const refusal = await pay(customer, item, body).expect(status);
      expect(refusal.body.error.code).toBe(code);
    }
    expect(await booksOf(item)).toEqual({ payments: [], refunds: [] });
  });

  test('is for whoever the order belongs to', async () => {
    const item = await placed(customer, [line(milk)]);
    await pay(await newCustomer(shop.company), item).expect(404);
    await pay({ options: { company: shop.company.code } } as Customer, item).expect(401);
    await pay(customer, { documentId: UNKNOWN_ID }).expect(404);
  });

  test('at the door leaves a payment behind', async () => {
    const item = await placed(customer, [line(milk, 4)]);
    expect(await booksOf(item)).toEqual({ payments: [], refunds: [] });
    const delivered = await moveTo(shop, item, 'processing', 'shipped', 'delivered');
    expect(delivered).toMatchObject({ payment_status: 'paid', paid_at: expect.stringMatching(/Z$/) });
    expect(await booksOf(item)).toEqual({ payments: ['cod paid 1000'], refunds: [] });
  });

  test('a provider nobody knows is not found', async () => {
    const response = await api.post('/api/payments/webhook/barter', {}, shop.visitor).expect(404);
    expect(response.body.error.code).toBe('not_found');
  });
});
