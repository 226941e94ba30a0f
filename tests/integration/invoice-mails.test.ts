import type { Response } from 'supertest';
import { mailHandlers } from '../../src/mail/handlers';
import type { AttachPapers } from '../../src/mail/attachment';
import type { Mail } from '../../src/mail/mail';
import type { MailSettings } from '../../src/mail/transports';
import type { ClaimedMessage } from '../../src/outbox/handler';
import { api, app, sql } from '../support/application';
import { eventsOf } from '../support/audit';
import {
  expectInvalid,
  expectRefusal,
  newShop,
  newStaff,
  type Shop,
  unique,
  UNKNOWN_ID,
} from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { nextMail, mailsTo } from '../support/mailbox';
import { change, line, moveTo, type OrderItem, placed, recipient, stocked } from '../support/orders';
import { paperOf, zatcaFieldsOn } from '../support/papers';
import { linesOf } from '../support/poppler';
import { refunded } from '../support/refunds';
import { SENDGRID_KEY, type SendgridServer, startSendgrid } from '../support/sendgrid-server';
import { type SmtpMailServer, startSmtp } from '../support/smtp-server';

const SELLER = { name: 'أسواق سبت', vatNumber: '310122393500003', address: 'Riyadh' };

let shop: Shop;
let customer: Customer;
let smtp: SmtpMailServer;
let sendgrid: SendgridServer;

beforeAll(async () => {
  shop = await newShop();
  await api.put('/api/setting', { seller: SELLER }, shop.staff).expect(200);
  customer = await newCustomer(shop.company);
  smtp = await startSmtp();
  sendgrid = await startSendgrid();
});

afterAll(async () => {
  await smtp.close();
  await sendgrid.close();
});

const address = (): string => `${unique('reader-')}@saptmarkets.test`;

/** An order for three of a good at 2.50. */
const orderFor = async (email: string, overrides: object = {}): Promise<OrderItem> => {
  const good = await stocked(shop, 10, { title: { en: 'Milk', ar: 'حليب' } });
  return placed(customer, [line(good, 3)], { user_info: { ...recipient, email }, ...overrides });
};

const mailPath = ({ documentId }: OrderItem): string => `/api/order/${documentId}/invoice/mail`;

/** How a mail with a paper goes out where these transports are set up. */
const sendBy = async (
  transports: Pick<MailSettings, 'smtp' | 'sendgrid'>,
  content: Buffer,
): Promise<void> => {
  const settings: MailSettings = {
    sender: 'shop@saptmarkets.test',
    timeoutMs: 5_000,
    isSmtpHostMissing: false,
    previewFolder: '',
    ...transports,
  };
  const attach: AttachPapers = (_company, papers) =>
    Promise.resolve(
      papers.map(({ kind }) => ({ filename: `${kind}.pdf`, contentType: 'application/pdf', content })),
    );
  const handler = mailHandlers(app.strapi, settings, attach).find(({ topic }) => topic === 'mail')!;
  const payload: Mail = {
    kind: 'invoice',
    company: shop.company.code,
    to: { name: 'Layla', email: 'layla@saptmarkets.test' },
    language: 'ar',
    data: { number: 10023 },
    papers: [{ kind: 'invoice', orderId: UNKNOWN_ID, language: 'both' }],
  };
  const message: ClaimedMessage = {
    id: '1',
    topic: 'mail',
    key: null,
    company: shop.company.code,
    payload,
    attempt: 1,
    createdAt: new Date(),
  };
  await handler.handle(message, new AbortController().signal);
};

test('an invoice is mailed with its PDF, when it is asked for', async () => {
  const email = address();
  const order = await orderFor(email);
  await api.post(mailPath(order), {}, customer.options).expect(202);
  const mail = await nextMail(email, 'invoice');
  expect(mail).toMatchObject({ recipients: [email], kind: 'invoice' });
  expect(mail.subject).toContain(String(order.invoice));
  expect(mail.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
    [`invoice-${order.invoice}.pdf`, 'application/pdf'],
  ]);
  const pdf = mail.attachments[0]!.content;
  expect(await linesOf(pdf)).toEqual(expect.arrayContaining(['فاتورة ضريبية مبسطة', 'Milk', 'حليب']));
  expect((await zatcaFieldsOn(pdf))[3]).toBe('7.50');
});

test('each transport carries the paper as it is', async () => {
  const order = await orderFor(address());
  const pdf = await paperOf(order, 'invoice.pdf', customer.options);
  await sendBy(
    { smtp: { host: '127.0.0.1', port: smtp.port, secure: false, user: '', password: '' }, sendgrid: null },
    pdf,
  );
  const { mail } = smtp.received[0]!;
  expect(mail.subject).toContain('فاتورتك رقم 10023');
  expect(mail.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
    ['invoice.pdf', 'application/pdf'],
  ]);
  expect(mail.attachments[0]!.content.equals(pdf)).toBe(true);

  await sendBy({ smtp: null, sendgrid: { apiKey: SENDGRID_KEY, baseUrl: sendgrid.url } }, pdf);
  expect(sendgrid.accepted[0]).toMatchObject({
    attachments: [
      {
        filename: 'invoice.pdf',
        type: 'application/pdf',
        disposition: 'attachment',
        content: pdf.toString('base64'),
      },
    ],
  });
});

test('it is mailed by itself when the order is delivered, once', async () => {
  const email = address();
  const order = await orderFor(email);
  await moveTo(shop, order, 'processing', 'shipped');
  expect(await mailsTo(email)).toEqual([]);
  await moveTo(shop, order, 'delivered');
  const mail = await nextMail(email, 'invoice');
  expect(mail.attachments).toHaveLength(1);
  expect(await linesOf(mail.attachments[0]!.content)).toContain('Paid');
  await change(shop, order, { order_status: 'delivered' }).expect(200);
  expect(await mailsTo(email)).toHaveLength(1);
});

test('a credit note is mailed when money goes back, and can be fetched', async () => {
  const email = address();
  const order = await orderFor(email);
  await moveTo(shop, order, 'processing', 'shipped', 'delivered');
  await nextMail(email, 'invoice');
  const { credit_note } = await refunded(shop, order, {
    lines: [{ line: order.cart[0]!.id, quantity: 1 }],
    reason: 'Sour',
  });
  const mail = await nextMail(email, 'credit_note');
  expect(mail.attachments[0]!.filename).toBe(`credit-note-${credit_note}.pdf`);
  const lines = await linesOf(mail.attachments[0]!.content);
  expect(lines).toEqual(
    expect.arrayContaining([
      'Credit Note',
      'إشعار دائن',
      'Original invoice',
      String(order.invoice),
      'Reason: Sour',
    ]),
  );
  const fetched = await paperOf(order, `credit-notes/${credit_note}.pdf`, customer.options);
  const { rows } = await sql.query<{ at: string }>(
    `select to_char(issued_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at from credit_notes
      where company_code = $1 and number = $2`,
    [shop.company.code, credit_note],
  );
  expect(await zatcaFieldsOn(fetched)).toEqual([SELLER.name, SELLER.vatNumber, rows[0]!.at, '2.50', '0.33']);
  // The note is of another order; this one has none.
  const other = await orderFor(address());
  const foreign = await api.get(`/api/order/${other.documentId}/credit-notes/${credit_note}.pdf`, shop.staff);
  expectRefusal(foreign, 404, 'not_found');
});

test('only staff who may change orders send it elsewhere, which is in the audit log', async () => {
  const [own, elsewhere] = [address(), address()];
  const order = await orderFor(own);
  const path = mailPath(order);
  const { token } = await newStaff('accountant', [shop.company]);
  const reader = { company: shop.company.code, token };
  const refused = await eventsOf(async () => {
    expectRefusal(await api.post(path, { email: elsewhere }, customer.options), 403, 'forbidden');
    expectRefusal(await api.post(path, { email: elsewhere }, reader), 403, 'forbidden');
    expectInvalid(await api.post(path, { email: 'nobody' }, shop.staff), 'email');
    expectInvalid(await api.post(path, { email: 'somebody@mailinator.com' }, shop.staff), 'email');
    expectInvalid(await api.post(path, { to: elsewhere }, shop.staff), 'to');
    expectRefusal(await api.post(`${path}?email=${elsewhere}`, {}, shop.staff), 400, 'unknown_parameter');
  });
  expect(refused.filter(({ subject_id }) => subject_id === order.documentId)).toEqual([]);
  const events = await eventsOf(() => api.post(path, { email: elsewhere }, shop.staff).expect(202));
  expect(events.filter(({ subject_id }) => subject_id === order.documentId)).toMatchObject([
    { action: 'mail', company_code: shop.company.code, after: { invoiceMailedTo: elsewhere } },
  ]);
  expect(await nextMail(elsewhere, 'invoice')).toMatchObject({ recipients: [elsewhere] });
  expect(await mailsTo(own)).toEqual([]);
  await api.post(path, {}, reader).expect(202);
  await nextMail(own, 'invoice');
  const stranger = await newCustomer(shop.company);
  expectRefusal(await api.post(path, {}, stranger.options), 404, 'not_found');
});

test('an order’s own address is taken as it is', async () => {
  const order = await orderFor(address());
  const thrown = `${unique('gone-')}@mailinator.com`;
  await sql.query(
    `update orders set user_info = jsonb_set(user_info, '{email}', to_jsonb($2::text)) where document_id = $1`,
    [order.documentId, thrown],
  );
  await api.post(mailPath(order), { email: thrown }, customer.options).expect(202);
  await nextMail(thrown, 'invoice');
});

/** What is refused says when it may be tried again. */
const expectTooMany = (response: Response): void => {
  const { retryAfter } = expectRefusal(response, 429, 'rate_limited') as { retryAfter: number };
  expect(response.body.error.message).toBe('Invoices were mailed there often enough, try again later');
  expect(retryAfter).toBeGreaterThan(3_000);
  expect(retryAfter).toBeLessThanOrEqual(3_600);
  expect(response.headers['retry-after']).toBe(String(retryAfter));
};

test('it is mailed ten times an hour at most, by its customer; staff are counted apart', async () => {
  const order = await orderFor(address());
  for (let n = 0; n < 10; n += 1) await api.post(mailPath(order), {}, customer.options).expect(202);
  expectTooMany(await api.post(mailPath(order), {}, customer.options));
  await api.post(mailPath(order), {}, shop.staff).expect(202);
});

test('nobody’s mailbox is filled by many orders', async () => {
  const email = address();
  const orders = [await orderFor(email), await orderFor(email), await orderFor(email.toUpperCase())];
  for (let n = 0; n < 10; n += 1) await api.post(mailPath(orders[n % 3]!), {}, customer.options).expect(202);
  expectTooMany(await api.post(mailPath(orders[0]!), {}, customer.options));
});

test('a mail with papers of no company fails at once', async () => {
  const handler = mailHandlers(app.strapi).find(({ topic }) => topic === 'mail')!;
  const payload: Mail = {
    kind: 'invoice',
    company: null,
    to: { name: 'Layla', email: address() },
    language: 'ar',
    data: { number: 10023 },
    papers: [{ kind: 'invoice', orderId: UNKNOWN_ID, language: 'both' }],
  };
  const message: ClaimedMessage = {
    id: '1',
    topic: 'mail',
    key: null,
    company: null,
    payload,
    attempt: 1,
    createdAt: new Date(),
  };
  await expect(handler.handle(message, new AbortController().signal)).rejects.toMatchObject({
    name: 'HandlingFailure',
    retry: false,
  });
});
