import { trimNotifications } from '../../src/api/notification/store';
import { api, app, sql } from '../support/application';
import { expectInvalid, expectRefusal, newShop, type Shop, UNKNOWN_ID } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { notificationsOf, toldTo } from '../support/notifications';
import { line, moveTo, type OrderItem, placed, stocked } from '../support/orders';
import { untilDone } from '../support/outbox';

let shop: Shop;
let layla: Customer;
let omar: Customer;
let order: OrderItem;

beforeAll(async () => {
  shop = await newShop();
  [layla, omar] = [await newCustomer(shop.company), await newCustomer(shop.company)];
  const milk = await stocked(shop, 10);
  order = await placed(layla, [line(milk, 2)]);
  await moveTo(shop, order, 'processing', 'shipped', 'delivered');
  await untilDone('order_notification');
});

const read = (customer: Customer, body: object) => api.post('/api/notification/read', body, customer.options);

test('a customer is told of each move of an order once, the newest first, in the language asked for', async () => {
  const told = await toldTo(layla, 4);
  expect(told.map(({ kind }) => kind)).toEqual([
    'order_delivered',
    'order_on_its_way',
    'order_confirmed',
    'order_received',
  ]);
  expect(told[3]).toEqual({
    documentId: expect.any(String),
    kind: 'order_received',
    title: 'We have received your order',
    message: `Thank you! Your order ${order.invoice} for 5.00 SAR has reached us, and we will soon get it ready.`,
    data: { invoice: order.invoice, total: 5, currency: 'SAR' },
    order: order.documentId,
    read: false,
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  });
  const { data: arabic } = await notificationsOf(layla, { locale: 'ar', 'filters[kind]': 'order_received' });
  expect(arabic.map(({ title, message }) => [title, message])).toEqual([
    ['استلمنا طلبك', `شكراً لك! وصلنا طلبك رقم ${order.invoice} بقيمة 5.00 ر.س.، وسنجهّزه قريباً.`],
  ]);
  const { data: both } = await notificationsOf(layla, { locale: 'all', 'pagination[pageSize]': 1 });
  expect(both[0]?.title).toEqual({ en: 'Your order has arrived', ar: 'وصل طلبك' });
  expect((await notificationsOf(omar)).data).toEqual([]);
});

test('pages, filters and what is refused', async () => {
  const { meta } = await notificationsOf(layla, { 'pagination[page]': 2, 'pagination[pageSize]': 3 });
  expect(meta).toEqual({ pagination: { page: 2, pageSize: 3, pageCount: 2, total: 4 }, unread: 4 });
  expectRefusal(
    await api.get('/api/notification', { ...layla.options, query: { 'filters[source]': 'x' } }),
    400,
    'unknown_parameter',
  );
  expectRefusal(await api.get('/api/notification', { company: shop.company.code }), 401, 'unauthenticated');
});

test('reading marks one, some or all, of one’s own, and again changes nothing', async () => {
  const [first, second] = await toldTo(layla, 4);
  expectInvalid(await read(layla, {}), 'body');
  expectInvalid(await read(layla, { id: first!.documentId, all: true }), 'body');
  expectInvalid(await read(layla, { id: '1' }), 'id');
  expectInvalid(await read(layla, { all: false }), 'all');
  expect((await read(omar, { id: first!.documentId }).expect(200)).body.data).toEqual({
    updated: 0,
    unread: 0,
  });
  expect((await notificationsOf(layla)).meta.unread).toBe(4);

  expect((await read(layla, { id: first!.documentId })).body.data).toEqual({ updated: 1, unread: 3 });
  const some = { ids: [first!.documentId, second!.documentId, UNKNOWN_ID] };
  expect((await read(layla, some)).body.data).toEqual({ updated: 1, unread: 2 });
  expect((await read(layla, some)).body.data).toEqual({ updated: 0, unread: 2 });
  expect((await notificationsOf(layla, { 'filters[read]': true })).data.map(({ kind }) => kind)).toEqual([
    'order_delivered',
    'order_on_its_way',
  ]);
  expect((await read(layla, { all: true })).body.data).toEqual({ updated: 2, unread: 0 });
});

test('what is deleted is gone for its customer alone, and is not told again', async () => {
  const [first] = await toldTo(layla, 4);
  const path = `/api/notification/${first!.documentId}`;
  expectRefusal(await api.delete(path, omar.options), 404, 'not_found');
  await api.delete(path, layla.options).expect(204);
  expectRefusal(await api.delete(path, layla.options), 404, 'not_found');
  expect((await notificationsOf(layla)).meta.pagination.total).toBe(3);
});

test('what was told too long ago is forgotten, however much of it there is', async () => {
  const customer = await newCustomer(shop.company);
  await sql.query(
    `insert into notifications (document_id, company_code, customer_id, kind, source, title_en, title_ar,
                                message_en, message_ar, created_at)
     select $1 || n, $2, $1, 'order_received', n, '', '', '', '', now() - n * interval '24 hours'
       from generate_series(1, 5) n`,
    [customer.documentId, shop.company.code],
  );
  await trimNotifications(app.strapi.db.connection, 2, 1);
  expect((await notificationsOf(customer)).data.map(({ documentId }) => documentId)).toEqual([
    `${customer.documentId}1`,
  ]);
});
