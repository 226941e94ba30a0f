import { api, app, sql } from '../support/application';
import { expectInvalid, expectRefusal, newShop, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { newsFor, tell, toldTo } from '../support/notifications';
import { outboxRows, until, untilDone } from '../support/outbox';
import { type Browser, type PushService, startPushService } from '../support/push-service';

const SUBSCRIPTIONS = '/api/notification/push-subscriptions';

let shop: Shop;
let layla: Customer;
let omar: Customer;
let service: PushService;

beforeAll(async () => {
  shop = await newShop();
  service = await startPushService();
});

beforeEach(async () => {
  [layla, omar] = [await newCustomer(shop.company), await newCustomer(shop.company)];
});

afterAll(() => service.close());

const subscribe = (customer: Customer, { subscription }: Pick<Browser, 'subscription'>) =>
  api.post(SUBSCRIPTIONS, subscription, customer.options);

/** What is known of a customer's browsers. */
const kept = async ({ documentId }: Customer): Promise<string[]> => {
  const { rows } = await sql.query<{ endpoint: string }>(
    'select endpoint from push_subscriptions where customer_id = $1 order by created_at',
    [documentId],
  );
  return rows.map(({ endpoint }) => endpoint);
};

/** The dead letters of a topic about a customer. */
const buried = async ({ documentId }: Customer): Promise<string[]> => {
  const { rows } = await sql.query<{ last_error: string }>(
    `select last_error from outbox where topic = 'push' and failed_at is not null and payload->>'account' = $1`,
    [documentId],
  );
  return rows.map(({ last_error }) => last_error);
};

test('a browser gets what its customer is told, and can read it and nobody else', async () => {
  const browser = service.newBrowser();
  const key = await api.get('/api/notification/push-key', { company: shop.company.code }).expect(200);
  await subscribe(layla, browser).expect(201);
  await tell(newsFor(layla, { order: 'o'.repeat(24) }), newsFor(omar));
  await until(
    () => browser.got,
    ({ length }) => length === 1,
  );
  const [item] = await toldTo(layla, 1);
  expect(browser.got).toEqual([
    {
      shown: {
        title: 'Your order is on its way',
        body: 'Your order 10007 has left the store.',
        kind: 'order_on_its_way',
        order: 'o'.repeat(24),
        id: item!.documentId,
        lang: 'en',
        dir: 'ltr',
      },
      ttl: expect.any(Number),
      urgency: 'high',
      topic: item!.documentId,
      claims: { aud: service.origin, exp: expect.any(Number), sub: 'mailto:noreply@saptmarkets.com' },
      key: (key.body.data as { key: string }).key,
    },
  ]);
  expect(browser.got[0]!.ttl).toBeGreaterThan(2 * 60 * 60 - 60);
  expect(browser.got[0]!.ttl).toBeLessThanOrEqual(2 * 60 * 60);
});

test('a customer who reads Arabic gets it from right to left', async () => {
  const browser = service.newBrowser();
  await api.put('/api/customer/profile', { language: 'ar' }, layla.options).expect(200);
  await subscribe(layla, browser).expect(201);
  await tell(newsFor(layla, { kind: 'back_in_stock', values: { product: { en: 'Milk', ar: 'حليب' } } }));
  const [got] = await until(
    () => browser.got,
    ({ length }) => length === 1,
  );
  expect(got!.shown).toMatchObject({
    title: 'عاد حليب',
    body: `أصبح حليب متوفراً من جديد لدى ${shop.company.name}.`,
    lang: 'ar',
    dir: 'rtl',
  });
  expect(got!.urgency).toBe('normal');
});

test('a browser that is gone is forgotten, one that refuses is not asked again', async () => {
  const [gone, picky] = [service.newBrowser(), service.newBrowser()];
  gone.answers({ status: 410 });
  picky.answers({ status: 413 });
  await subscribe(layla, gone).expect(201);
  await subscribe(omar, picky).expect(201);
  await tell(newsFor(layla), newsFor(omar));
  expect(
    await until(
      () => buried(omar),
      ({ length }) => length === 1,
    ),
  ).toEqual(['the push service answered 413']);
  await until(
    () => kept(layla),
    ({ length }) => length === 0,
  );
  expect(await kept(omar)).toEqual([picky.subscription.endpoint]);
  expect([gone.calls(), picky.calls()]).toEqual([1, 1]);
  expect(await buried(layla)).toEqual([]);
});

test('a service that is busy gets it later, as late as it says', async () => {
  const browser = service.newBrowser();
  browser.answers(
    { status: 429, headers: { 'Retry-After': '1' } },
    { status: 503, headers: { 'Retry-After': '1800' } },
  );
  await subscribe(layla, browser).expect(201);
  await tell(newsFor(layla));
  await until(browser.calls, (calls) => calls === 2);
  const [waiting] = await until(
    () => outboxRows('push'),
    (rows) => rows.some(({ failed, waitsMs }) => !failed && waitsMs > 1_700_000),
  );
  expect(waiting).toBeDefined();
  await sql.query(`update outbox set available_at = now() where topic = 'push' and failed_at is null`);
  await until(
    () => browser.got,
    ({ length }) => length === 1,
  );
});

test('whoever brings a browser last has it, once, and of many the newest are kept', async () => {
  const browser = service.newBrowser();
  const first = await subscribe(layla, browser).expect(201);
  expect((await subscribe(layla, browser).expect(201)).body.data).toEqual(first.body.data);
  await subscribe(omar, browser).expect(201);
  expect([await kept(layla), await kept(omar)]).toEqual([[], [browser.subscription.endpoint]]);

  const many = Array.from({ length: 11 }, () => service.newBrowser());
  for (const one of many) await subscribe(layla, one).expect(201);
  expect(await kept(layla)).toEqual(many.slice(1).map(({ subscription }) => subscription.endpoint));

  const { endpoint } = browser.subscription;
  await api.delete(SUBSCRIPTIONS, { ...layla.options, query: { endpoint } }).expect(204);
  expect(await kept(omar)).toEqual([endpoint]);
  await api.delete(SUBSCRIPTIONS, omar.options).send({ endpoint }).expect(204);
  expect(await kept(omar)).toEqual([]);
  expectInvalid(await api.delete(SUBSCRIPTIONS, omar.options), 'endpoint');
});

test('what is no browser of the internet is refused, and nothing is stored', async () => {
  const { subscription } = service.newBrowser();
  const { keys } = subscription;
  const refused: [object, string][] = [
    [{ ...subscription, keys: { ...keys, auth: 'AAAA' } }, 'keys.auth'],
    [
      { ...subscription, keys: { ...keys, p256dh: Buffer.alloc(65, 4).toString('base64url') } },
      'keys.p256dh',
    ],
    [{ ...subscription, endpoint: 'ftp://push.example.com/1' }, 'endpoint'],
    [{ ...subscription, more: 1 }, 'more'],
  ];
  for (const [body, path] of refused) expectInvalid(await api.post(SUBSCRIPTIONS, body, layla.options), path);
  app.strapi.config.set('push.privateAddresses', false);
  try {
    for (const host of ['127.0.0.1', '[::1]', 'localhost', '169.254.169.254', '0x7f.1', 'printer']) {
      const body = { ...subscription, endpoint: `https://${host}/push` };
      expectInvalid(await api.post(SUBSCRIPTIONS, body, layla.options), 'endpoint');
    }
    expect(await kept(layla)).toEqual([]);
  } finally {
    app.strapi.config.set('push.privateAddresses', true);
  }
});

test('without keys nobody can sign up, and what was to be pushed is let go', async () => {
  const browser = service.newBrowser();
  await subscribe(layla, browser).expect(201);
  const key = app.strapi.config.get<string>('push.publicKey');
  app.strapi.config.set('push.publicKey', '');
  try {
    const visitor = { company: shop.company.code };
    expectRefusal(await api.get('/api/notification/push-key', visitor), 503, 'push_not_set_up');
    expectRefusal(await subscribe(omar, service.newBrowser()), 503, 'push_not_set_up');
    await sql.query(`delete from outbox where topic = 'push' and failed_at is not null`);
    await tell(newsFor(layla));
    await untilDone('push');
    expect(browser.calls()).toBe(0);
  } finally {
    app.strapi.config.set('push.publicKey', key);
  }
});

test('whoever is erased is pushed nothing any more, and nothing of them is left', async () => {
  const browser = service.newBrowser();
  browser.answers({ status: 503, headers: { 'Retry-After': '1800' } });
  await subscribe(layla, browser).expect(201);
  await api.put('/api/notification/preferences', { quietHours: null }, layla.options).expect(200);
  await tell(newsFor(layla));
  await until(browser.calls, (calls) => calls === 1);
  await api
    .post('/api/customer/profile/erase', { currentPassword: layla.password }, layla.options)
    .expect(204);
  await tell(newsFor(layla));
  const { rows } = await sql.query(
    `select (select count(*) from notifications where customer_id = $1)::int as told,
            (select count(*) from notification_preferences where customer_id = $1)::int as preferences,
            (select count(*) from push_subscriptions where customer_id = $1)::int as browsers,
            (select count(*) from outbox where payload->>'account' = $1)::int as messages`,
    [layla.documentId],
  );
  expect(rows).toEqual([{ told: 0, preferences: 0, browsers: 0, messages: 0 }]);
});
