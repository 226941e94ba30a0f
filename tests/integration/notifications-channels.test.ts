import { notificationHandlers } from '../../src/api/notification/handlers';
import { api, app, sql } from '../support/application';
import { expectInvalid, newShop, newStaff, panelUser, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { mailsTo, nextMail } from '../support/mailbox';
import { confirmAddress, newsFor, notificationsOf, tell, toldTo } from '../support/notifications';
import { line, moveTo, placed, stocked } from '../support/orders';
import { until } from '../support/outbox';
import { listening } from '../support/sockets';

const PREFERENCES = '/api/notification/preferences';
const TEMPLATE = 'api::notification-template.notification-template';

let shop: Shop;
let layla: Customer;
let omar: Customer;

beforeAll(async () => {
  shop = await newShop();
  await api.put('/api/setting', { timezone: 'Asia/Riyadh' }, shop.staff).expect(200);
});

beforeEach(async () => {
  [layla, omar] = [await newCustomer(shop.company), await newCustomer(shop.company)];
  await confirmAddress(layla);
});

const prefer = (customer: Customer, body: object) => api.put(PREFERENCES, body, customer.options);

/** What of a customer's waits on the outbox, and until when at least. */
const waiting = async (topic: string, { documentId }: Customer): Promise<number[]> => {
  const { rows } = await sql.query<{ waits: number }>(
    `select extract(epoch from available_at - now())::float as waits from outbox
      where topic = $1 and payload->>'account' = $2 order by id`,
    [topic, documentId],
  );
  return rows.map(({ waits }) => waits);
};

/** A time by the clock of the shop, so many hours from now. */
const clockIn = (hours: number): string =>
  new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'Asia/Riyadh',
  }).format(new Date(Date.now() + hours * 3_600_000));

test('preferences are as usual until something is chosen, and again when it is taken back', async () => {
  const usual = (await api.get(PREFERENCES, layla.options).expect(200)).body.data;
  expect(usual.quietHours).toBeNull();
  expect(usual.channels.order_delivered).toEqual({ socket: true, email: false, push: true });

  const chosen = {
    channels: { order_delivered: { email: true } },
    quietHours: { from: '22:00', to: '07:30' },
  };
  const changed = (await prefer(layla, chosen).expect(200)).body.data;
  expect(changed).toEqual({
    channels: { ...usual.channels, order_delivered: { socket: true, email: true, push: true } },
    quietHours: { from: '22:00', to: '07:30' },
  });
  const further = (await prefer(layla, { channels: { order_delivered: { push: false } } })).body.data;
  expect(further.channels.order_delivered).toEqual({ socket: true, email: true, push: false });
  expect(further.quietHours).toEqual({ from: '22:00', to: '07:30' });

  expectInvalid(await prefer(layla, { channels: { gossip: { email: true } } }), 'channels.gossip');
  expectInvalid(await prefer(layla, { quietHours: { from: '22:00', to: '24:00' } }), 'quietHours.to');
  expectInvalid(await prefer(layla, { quietHours: { from: '22:00', to: '22:00' } }), 'quietHours.to');
  expect((await api.get(PREFERENCES, layla.options)).body.data).toEqual(further);
  const back = (await prefer(layla, { channels: null, quietHours: null })).body.data;
  expect(back).toEqual(usual);
  expect((await api.get(PREFERENCES, omar.options)).body.data).toEqual(usual);
});

test('who is there hears at once, the other is written to; nobody who does not want it', async () => {
  await prefer(omar, { channels: { order_cancelled: { socket: false, email: false } } }).expect(200);
  const [hers, his] = [await listening({ ...layla.options }), await listening({ ...omar.options })];
  const link = 'http://localhost:3000/order/1';
  await tell(
    newsFor(layla, { kind: 'order_cancelled', data: { invoice: 10_007 }, link }),
    newsFor(omar, { kind: 'order_cancelled' }),
  );
  const [event] = await hers.hears(1);
  const [item] = await toldTo(layla, 1);
  expect(event).toEqual({
    id: `notification.${item!.documentId}`,
    event: 'customer_notification',
    seq: null,
    at: item!.createdAt,
    company: shop.company.code,
    data: { ...item, data: { invoice: 10_007 } },
  });
  const mail = await nextMail(layla.email, 'notification');
  expect([mail.subject, mail.link]).toEqual(['Your order was cancelled', link]);
  expect(mail.text).toContain('Your order 10007 was cancelled.');
  expect((await toldTo(omar, 1)).map(({ kind }) => kind)).toEqual(['order_cancelled']);
  expect(his.heard).toEqual([]);
  expect((await mailsTo(omar.email)).filter(({ kind }) => kind === 'notification')).toEqual([]);
});

test('an address that nobody has proven to be theirs gets no mail', async () => {
  await tell(newsFor(omar, { kind: 'order_cancelled' }), newsFor(layla, { kind: 'order_cancelled' }));
  await nextMail(layla.email, 'notification');
  await toldTo(omar, 1);
  expect((await mailsTo(omar.email)).filter(({ kind }) => kind === 'notification')).toEqual([]);
  expect(await waiting('mail_bulk', omar)).toEqual([]);
});

test('what happened at the same moment is listed as it happened, and what is stale is listed alone', async () => {
  const [at, longAgo] = [new Date(), new Date(Date.now() - 26 * 3_600_000)];
  const kinds = ['order_received', 'order_confirmed', 'order_delivered', 'order_cancelled'] as const;
  const source = (seq: number): string => `${layla.documentId}.${seq}`;
  await tell(
    ...kinds.map((kind, place) => newsFor(layla, { kind, at, source: source(place + 8) })),
    newsFor(layla, { kind: 'payment_failed', at: longAgo }),
  );
  expect((await nextMail(layla.email, 'notification')).subject).toBeDefined();
  const told = await toldTo(layla, 5);
  expect(told.map(({ kind }) => kind)).toEqual([...[...kinds].reverse(), 'payment_failed']);
  expect(new Set(told.slice(0, 4).map(({ createdAt }) => createdAt))).toEqual(new Set([at.toISOString()]));
  expect(told[4]!.createdAt).toBe(longAgo.toISOString());
  await until(
    () => waiting('mail_bulk', layla),
    ({ length }) => length === 0,
  );
  const mails = (await mailsTo(layla.email)).filter(({ kind }) => kind === 'notification');
  expect(mails.map(({ subject }) => subject).sort()).toEqual([
    'We have received your order',
    'Your order was cancelled',
  ]);
});

test('in quiet hours mails wait for the morning, but for what cannot; sockets are silent and do not', async () => {
  const quiet = { from: clockIn(-1), to: clockIn(2) };
  const channels = { order_on_its_way: { email: true } };
  await prefer(layla, { quietHours: quiet, channels }).expect(200);
  const socket = await listening({ ...layla.options });
  await tell(newsFor(layla, { kind: 'order_cancelled' }), newsFor(layla));
  await socket.hears(2);
  expect((await nextMail(layla.email, 'notification')).subject).toBe('Your order is with the driver');
  const [waits, ...others] = await waiting('mail_bulk', layla);
  expect(others).toEqual([]);
  expect(waits).toBeGreaterThan(7_000 - 120);
  expect(waits).toBeLessThanOrEqual(7_200);
});

test('what was told is told once, by however many workers and however often', async () => {
  const milk = await stocked(shop, 10);
  const order = await placed(layla, [line(milk)]);
  await moveTo(shop, order, 'processing');
  await toldTo(layla, 2);
  const [first] = (await notificationsOf(layla)).data;
  await api.delete(`/api/notification/${first!.documentId}`, layla.options).expect(204);
  const payload = { orderId: order.documentId, from: 1, to: 2 };
  const message = { id: '1', topic: 'order_notification', key: null, company: null, attempt: 1 };
  const again = { ...message, payload, createdAt: new Date() };
  const handler = notificationHandlers(app.strapi).find(({ topic }) => topic === 'order_notification');
  if (!handler || !('handleAll' in handler)) throw new Error('nobody tells of orders');
  const { signal } = new AbortController();
  await Promise.all(Array.from({ length: 4 }, () => handler.handleAll([again, again], signal)));
  const { rows } = await sql.query<{ count: number }>(
    'select count(*)::int as count from notifications where customer_id = $1',
    [layla.documentId],
  );
  expect(rows[0]!.count).toBe(2);
  expect((await notificationsOf(layla)).meta.pagination.total).toBe(1);
  expect(await waiting('mail_bulk', layla)).toEqual([]);
  const mails = (await mailsTo(layla.email)).filter(({ kind }) => kind === 'notification');
  expect(mails.map(({ subject }) => subject)).toEqual(['We have received your order']);
});

test('a shop chooses its words, in one language or both, and they ask for nothing unknown', async () => {
  const own = await newShop();
  const customer = await newCustomer(own.company);
  const panel = await panelUser(await newStaff('merchandiser', [own.company]));
  const words = { company_code: own.company.code, kind: 'order_on_its_way', title: 'Here we come, {{name}}' };
  const wrong = await panel.create(TEMPLATE, { ...words, message: 'With {{driver}}' });
  expect(wrong.status).toBe(400);
  expect(wrong.body.error.message).toContain('{{driver}} (English) stands for nothing here');
  expect((await panel.list(TEMPLATE)).body.results).toEqual([]);
  const made = await panel.create(TEMPLATE, words).expect(201);
  expect((await panel.create(TEMPLATE, words)).status).toBe(400);

  await tell(newsFor(customer));
  const [english] = await toldTo(customer, 1);
  expect([english!.title, english!.message]).toEqual([
    'Here we come, Layla Mansour',
    'The driver has your order 10007 and is on the way soon.',
  ]);
  const [arabic] = (await notificationsOf(customer, { locale: 'ar' })).data;
  expect(arabic!.title).toBe('طلبك مع السائق');

  await panel.update(TEMPLATE, made.body.data.documentId as string, { isActive: false }).expect(200);
  await tell(newsFor(customer));
  expect((await toldTo(customer, 2))[0]!.title).toBe('Your order is with the driver');
});

test('staff who look after orders hear of money that has gone astray', async () => {
  const order = await placed(layla, [line(await stocked(shop, 5))]);
  const desk = await listening({ token: shop.staff.token, company: shop.company.code });
  await sql.query(
    `with last as (update orders set last_event = last_event + 1 where document_id = $1 returning last_event),
          written as (
            insert into order_events (order_id, company_code, seq, kind, actor_kind)
            select $1, $2, last_event, 'refund_failed', 'system' from last returning seq)
     insert into outbox (topic, key, company_code, payload)
     select 'order_notification', $1, $2, jsonb_build_object('orderId', $1::text, 'from', seq, 'to', seq) from written`,
    [order.documentId, shop.company.code],
  );
  await sql.query(`select pg_notify('outbox', 'order_notification')`);
  const [alert] = await until(
    () => desk.of('admin_notification'),
    ({ length }) => length === 1,
  );
  const english = {
    title: 'A refund failed',
    message: `Money of order ${order.invoice} did not go back. Somebody has to send it again.`,
  };
  expect(alert!.data).toEqual({
    kind: 'refund_failed',
    ...english,
    order: order.documentId,
    localized: {
      en: english,
      ar: { title: 'تعذّر رد مبلغ', message: expect.stringContaining('لم يُرد مبلغ') },
    },
  });
});
