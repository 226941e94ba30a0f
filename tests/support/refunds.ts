import { api, sql } from './application';
import type { Shop } from './catalogue';
import type { Customer } from './customers';
import { acted, begun, placedAt, post, reconcile } from './paying';
import type { TestProvider, WebhookRequest } from './provider-server';
import { until } from './outbox';
import { moveTo, type OrderItem, placed } from './orders';

/** A refund as staff see it. */
export interface RefundItem {
  documentId: string;
  kind: string;
  status: string;
  amount: number;
  reason: string | null;
  credit_note: number | null;
  vat: number;
  vat_by_rate: { rate: number; net: number; vat: number }[];
  lines: { line: string; quantity: number; amount: number; vat: number }[];
  refunded_total: number;
  [field: string]: unknown;
}

/** Staff give money back. */
export const refund = (
  shop: Shop,
  { documentId }: { documentId: string },
  body: object,
  headers: Record<string, string> = {},
) => api.post(`/api/order/${documentId}/refund`, { reason: 'Sour', ...body }, { ...shop.staff, headers });

/** Gives money back, which has to go well. */
export const refunded = async (
  shop: Shop,
  order: { documentId: string },
  body: object,
): Promise<RefundItem> => {
  const response = await refund(shop, order, body);
  if (response.status !== 200) throw new Error(`POST refund: ${response.status} ${response.text}`);
  return response.body.data as RefundItem;
};

/** An order that was delivered and paid at the door. */
export const delivered = async (
  shop: Shop,
  customer: Parameters<typeof placed>[0],
  cart: object[],
  overrides: object = {},
): Promise<OrderItem> =>
  moveTo(shop, await placed(customer, cart, overrides), 'processing', 'shipped', 'delivered');

/** An order that was paid at a provider, which has told of it. */
export const paidOnline = async (
  shop: Shop,
  customer: Customer,
  provider: TestProvider,
  cart: object[],
): Promise<OrderItem> => {
  const order = await placedAt(provider, customer, cart);
  const { providerId } = await begun(customer, order);
  provider.pay(providerId);
  await reconcile(shop);
  await tell(shop, provider, provider.webhook('paid', providerId));
  await acted(shop);
  return order;
};

/** The provider tells the shop of something. */
export const tell = async (shop: Shop, provider: TestProvider, news: WebhookRequest): Promise<void> => {
  expect(await post(shop, provider, news)).toMatchObject({ status: 200 });
};

/** An order as staff read it. */
export const readOrder = async (shop: Shop, { documentId }: { documentId: string }): Promise<OrderItem> => {
  const response = await api.get(`/api/order/${documentId}`, shop.staff).expect(200);
  return response.body.data as OrderItem;
};

/** What the books of an order say, in minor units. */
export const booksOf = async ({ documentId }: { documentId: string }) => {
  const { rows } = await sql.query<Record<string, number>>(
    `select o.total::float8 as total, o.refunded_total::float8 as refunded,
            (select coalesce(sum(amount), 0) from payments where order_id = $1 and status = 'paid')::float8 as paid,
            (select coalesce(sum(amount), 0) from refunds where order_id = $1 and kind = 'credit' and status = 'succeeded')::float8 as credits,
            (select coalesce(sum(amount), 0) from refunds where order_id = $1 and kind = 'excess' and status = 'succeeded')::float8 as excess,
            (select coalesce(sum(amount), 0) from refunds where order_id = $1 and status = 'pending')::float8 as pending,
            (select coalesce(sum(amount), 0) from credit_notes where order_id = $1)::float8 as notes,
            (select coalesce(sum(vat), 0) from credit_notes where order_id = $1)::float8 as "notesVat"
       from orders o where o.document_id = $1`,
    [documentId],
  );
  return rows[0]!;
};

/** Everything that was paid is either still asked by the invoice, or went back, by a credit note or beyond it. */
export const expectBooksBalance = async (order: { documentId: string }): Promise<void> => {
  const { total, refunded: back, paid, credits, excess, pending, notes, notesVat } = await booksOf(order);
  expect({ left: paid! - credits! - excess! - pending!, credits, notes }).toEqual({
    left: total! - back! - pending!,
    credits: back,
    notes: back,
  });
  const { rows } = await sql.query(
    `select coalesce(sum((entry->>'vat')::bigint), 0)::float8 as vat,
            coalesce(sum((entry->>'vat')::bigint + (entry->>'net')::bigint), 0)::float8 as amount
       from credit_notes n, jsonb_array_elements(n.vat_by_rate) entry where n.order_id = $1`,
    [order.documentId],
  );
  expect(rows).toEqual([{ vat: notesVat, amount: notes }]);
};

/** The numbers of a company's credit notes, which have no gaps. */
export const creditNotesOf = async ({ company }: Shop): Promise<number[]> => {
  const { rows } = await sql.query<{ number: number }>(
    'select number::float8 as number from credit_notes where company_code = $1 order by number',
    [company.code],
  );
  return rows.map(({ number }) => number);
};

/** The calls by which providers are asked to give money back. */
export const REFUNDS = /^POST .*\/refunds?$/;

/** Staff send a refund again that has failed. */
export const sendAgain = (
  shop: Shop,
  { documentId }: { documentId: string },
  { documentId: refundId }: { documentId: string },
  headers: Record<string, string> = {},
) => api.post(`/api/order/${documentId}/refunds/${refundId}/retry`, {}, { ...shop.staff, headers });

/** The refunds of an order as staff read them, the oldest first. */
export const refundsOf = async (shop: Shop, order: { documentId: string }): Promise<RefundItem[]> =>
  (await readOrder(shop, order))['refunds'] as RefundItem[];

/** Waits until the refunds of an order stand so. */
export const untilRefunds = (
  shop: Shop,
  order: { documentId: string },
  status: string,
): Promise<RefundItem[]> =>
  until(
    () => refundsOf(shop, order),
    (refunds) => refunds.length > 0 && refunds.every((one) => one.status === status),
  );

/** What the timeline of an order says in entries of a kind. */
export const eventsOf = async (
  shop: Shop,
  order: { documentId: string },
  kind: string,
): Promise<Record<string, unknown>[]> => {
  const timeline = (await readOrder(shop, order))['timeline'] as {
    kind: string;
    data: Record<string, unknown>;
  }[];
  return timeline.filter((event) => event.kind === kind).map(({ data }) => data);
};

/** Has no refund that waits on the outbox tried again by itself. */
export const holdBack = async (): Promise<void> => {
  await sql.query(`update outbox set available_at = now() + interval '1 hour' where topic = 'refund'`);
};

/** Has refunds that wait on the outbox tried again now. */
export const tryAgain = async (): Promise<void> => {
  await sql.query(`update outbox set available_at = now() where topic = 'refund'`);
  await sql.query(`select pg_notify('outbox', 'refund')`);
};
