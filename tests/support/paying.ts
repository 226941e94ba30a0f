import { api, app, sql } from './application';
import type { Shop } from './catalogue';
import type { Customer } from './customers';
import { type OrderItem, placed } from './orders';
import type { TestProvider, WebhookOptions, WebhookRequest } from './provider-server';

/** What a page on which an order is paid gets to know. */
export interface PayAnswer {
  documentId: string;
  payment_method: string;
  status: string;
  amount: number;
  currency: string;
  expires_at: string | null;
  providerId: string;
  [field: string]: unknown;
}

export const pay = (
  customer: Pick<Customer, 'options'>,
  { documentId }: { documentId: string },
  body: object = {},
) => api.post(`/api/order/${documentId}/pay`, body, customer.options);

/** Begins a payment, which has to go well. */
export const begun = async (
  customer: Pick<Customer, 'options'>,
  order: { documentId: string },
  body: object = {},
): Promise<PayAnswer> => {
  const response = await pay(customer, order, body);
  if (response.status !== 200) throw new Error(`POST /order/:id/pay: ${response.status} ${response.text}`);
  return response.body.data as PayAnswer;
};

/** Posts to the webhook of a shop, byte by byte. */
export const post = async (
  shop: Shop,
  { name }: Pick<TestProvider, 'name'>,
  { headers, body }: WebhookRequest,
): Promise<{ status: number; body: { data: unknown; error?: { code: string } } }> => {
  const url = `${app.url}/api/payments/webhook/${name}?company=${shop.company.code}`;
  const response = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) });
  return { status: response.status, body: (await response.json()) as { data: unknown } };
};

/** What a provider tells when a customer has paid. */
export const paidNews = (
  fake: TestProvider,
  providerId: string,
  options: WebhookOptions = {},
): WebhookRequest => fake.webhook(fake.tellsOfPaying, providerId, options);

/** Waits until everything that a shop was told of was acted on. */
export const acted = async ({ company }: Shop): Promise<string[]> => {
  for (;;) {
    const { rows } = await sql.query<{ outcome: string | null }>(
      'select outcome from payment_events where company_code = $1 order by id',
      [company.code],
    );
    if (rows.every(({ outcome }) => outcome !== null)) return rows.map(({ outcome }) => outcome!);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

export const readAs = async (
  { options }: Pick<Customer, 'options'>,
  { documentId }: { documentId: string },
) => {
  const response = await api.get(`/api/order/${documentId}`, options).expect(200);
  return response.body.data as OrderItem;
};

/** Has the time of an order that waits for its money run out. */
export const expire = async ({ documentId }: { documentId: string }): Promise<void> => {
  await sql.query(
    `update orders set expires_at = now() at time zone 'utc' - interval '1 second' where document_id = $1`,
    [documentId],
  );
  await (app.strapi.service('api::order.order') as { cancelExpired(): Promise<void> }).cancelExpired();
};

/** Has a shop ask about its payments, as if it had heard nothing of them for some hours. */
export const reconcile = async ({ company }: Shop): Promise<void> => {
  await sql.query(
    `update payments set checked_at = case when company_code = $1 then now() - interval '7 hours' else now() end
      where status in ('creating', 'open')`,
    [company.code],
  );
  await (app.strapi.service('api::payment.payment') as { reconcile(): Promise<void> }).reconcile();
};

/** Places an order that is to be paid at a provider. */
export const placedAt = (
  { name }: Pick<TestProvider, 'name'>,
  customer: Customer,
  cart: object[],
  overrides: object = {},
): Promise<OrderItem> => placed(customer, cart, { payment_method: name, ...overrides });

/** The rows of an order's books, as words: payments with their states, refunds likewise; amounts in minor units. */
export const booksOf = async ({
  documentId,
}: {
  documentId: string;
}): Promise<{ payments: string[]; refunds: string[] }> => {
  const { rows: payments } = await sql.query<{ words: string }>(
    `select provider || ' ' || status || ' ' || amount as words from payments where order_id = $1 order by created_at, id`,
    [documentId],
  );
  const { rows: refunds } = await sql.query<{ words: string }>(
    `select kind || ' ' || status || ' ' || amount as words from refunds where order_id = $1 order by created_at, id`,
    [documentId],
  );
  return { payments: payments.map(({ words }) => words), refunds: refunds.map(({ words }) => words) };
};

/** Waits until no refund of an order is on its way any more. */
export const refunded = async ({ documentId }: { documentId: string }): Promise<void> => {
  for (;;) {
    const { rows } = await sql.query(`select 1 from refunds where order_id = $1 and status = 'pending'`, [
      documentId,
    ]);
    if (rows.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
