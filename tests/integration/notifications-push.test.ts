import { notifyCustomers } from '../../src/api/notification/notify';
import { api, app, sql } from '../support/application';
import { expectInvalid, expectRefusal, newShop, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { newsFor, tell, toldTo } from '../support/notifications';
import { until, untilDone } from '../support/outbox';
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

/** Waits until nothing that is to be pushed to a customer is left. */
const settled = async ({ documentId }: Customer): Promise<void> => {
  await until(
    async () => {
      const { rows } = await sql.query(
        `select 1 from outbox where topic = 'push' and payload->>'account' = $1`,
        [documentId],
      );
      return rows.length;
    },
    (count) => count === 0,
  );
};

/** What of a customer's waits, for how many seconds, and how often it was tried. */
const postponed = async ({ documentId }: Customer): Promise<{ waits: number; tries: number }[]> => {
  const { rows } = await sql.query<{ waits: number; tries: number }>(
    `select extract(epoch from available_at - now())::float as waits, (payload->>'tries')::int as tries
       from outbox where topic = 'push' and payload->>'account' = $1 and available_at > now()`,
    [documentId],
  );
  return rows;
};

/** Tells a customer something that can never be sent by socket. */
const tellInVain = async (customer: Customer): Promise<void> => {
  await app.strapi.db.transaction(async ({ trx }) => {
    await notifyCustomers(trx, [newsFor(customer)]);
    await trx.raw(`update outbox set failed_at = now() where topic = 'live' and key = ?`, [
      `notification.${customer.documentId}`,
    ]);
  });
};

/** Has what waits be due now. */
const hurry = async ({ documentId }: Customer): Promise<void> => {
  await sql.query(
    `update outbox set available_at = now() where topic = 'push' and payload->>'account' = $1`,
    [documentId],
  );
  await sql.query(`select pg_notify('outbox', 'push')`);
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
        title: 'Your order is with the driver',
        body: 'The driver has your order 10007 and is on the way soon.',
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

test('a browser that is gone is forgotten, one that refuses three times in a row as well, and nothing is buried', async () => {
  const [gone, picky] = [service.newBrowser(), service.newBrowser()];
  gone.answers({ status: 410 });
  picky.answers(
    { status: 413 },
    { status: 403 },
    { status: 201 },
    { status: 400 },
    { status: 302 },
    { status: 401 },
  );
  await subscribe(layla, gone).expect(201);
  await subscribe(omar, picky).expect(201);
  await tell(newsFor(layla), newsFor(omar));
  await until(
    () => kept(layla),
    ({ length }) => length === 0,
  );
  for (let calls = 1; calls < 6; calls += 1) {
    await until(picky.calls, (count) => count === calls);
    await settled(omar);
    expect(await kept(omar)).toEqual([picky.subscription.endpoint]);
    await tell(newsFor(omar));
  }
  await until(
    () => kept(omar),
    ({ length }) => length === 0,
  );
  expect([gone.calls(), picky.calls(), picky.got.length]).toEqual([1, 6, 1]);
  expect([await buried(layla), await buried(omar)]).toEqual([[], []]);
});

test('a service that is busy gets it later, as late as it says but not at once, and not for ever', async () => {
  const [browser, hostile] = [service.newBrowser(), service.newBrowser()];
  browser.answers(
    { status: 429, headers: { 'Retry-After': '1' } },
    { status: 503, headers: { 'Retry-After': '1800' } },
  );
  hostile.answers(
    ...Array.from({ length: 20 }, () => ({ status: 429, headers: { 'Retry-After': '0.0001' } })),
  );
  await subscribe(layla, browser).expect(201);
  await subscribe(omar, hostile).expect(201);
  await tell(newsFor(layla), newsFor(omar));
  for (const [tries, least] of [
    [1, 50],
    [2, 1_700],
  ] as const) {
    const [waiting] = await until(
      () => postponed(layla),
      (rows) => rows[0]?.tries === tries,
    );
    expect(waiting!.waits).toBeGreaterThan(least);
    await hurry(layla);
  }
  await until(
    () => browser.got,
    ({ length }) => length === 1,
  );
  for (let tries = 1; tries < 8; tries += 1) {
    await until(
      () => postponed(omar),
      (rows) => rows[0]?.tries === tries,
    );
    await hurry(omar);
  }
  await settled(omar);
  expect([hostile.calls(), hostile.got.length]).toEqual([8, 0]);
  expect(await kept(omar)).toEqual([hostile.subscription.endpoint]);
});

test('who has signed out, or wants it no longer, is pushed nothing more', async () => {
  const [browser, other] = [service.newBrowser(), service.newBrowser()];
  await subscribe(layla, browser).expect(201);
  await subscribe(omar, other).expect(201);
  for (const one of [browser, other]) one.answers({ status: 503, headers: { 'Retry-After': '600' } });
  await tell(newsFor(layla), newsFor(omar));
  for (const one of [layla, omar]) {
    await until(
      () => postponed(one),
      ({ length }) => length === 1,
    );
  }
  const channels = { order_on_its_way: { push: false } };
  await api.put('/api/notification/preferences', { channels }, omar.options).expect(200);
  await api.post('/api/customer/logout', {}, layla.options).expect(204);
  expect(await kept(layla)).toEqual([]);
  for (const one of [layla, omar]) {
    await hurry(one);
    await settled(one);
  }
  await tell(newsFor(layla));
  await settled(layla);
  expect([browser.calls(), other.calls()]).toEqual([1, 1]);
});

test('whoever brings a browser last has it, once, and of many the newest are kept', async () => {
  const browser = service.newBrowser();
  const first = await subscribe(layla, browser).expect(201);
  expect((await subscribe(layla, browser).expect(201)).body.data).toEqual(first.body.data);
  const { subscription } = browser;
  const stolen = { ...subscription, keys: { ...subscription.keys, auth: 'A'.repeat(22) } };
  expectInvalid(await subscribe(omar, { subscription: stolen }), 'endpoint');
  expect([await kept(layla), await kept(omar)]).toEqual([[subscription.endpoint], []]);
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
  await tellInVain(layla);
  await api
    .post('/api/customer/profile/erase', { currentPassword: layla.password }, layla.options)
    .expect(204);
  await tell(newsFor(layla));
  const { rows } = await sql.query(
    `select (select count(*) from notifications where customer_id = $1)::int as told,
            (select count(*) from notification_preferences where customer_id = $1)::int as preferences,
            (select count(*) from push_subscriptions where customer_id = $1)::int as browsers,
            (select count(*) from outbox where payload::text like '%' || $1 || '%')::int as messages`,
    [layla.documentId],
  );
  expect(rows).toEqual([{ told: 0, preferences: 0, browsers: 0, messages: 0 }]);
});
