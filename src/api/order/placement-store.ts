import type { Knex } from 'knex';
import { DomainError } from '../../domain/errors';
import type { Minor } from '../../domain/money';
import { announceIn } from '../../outbox/enqueue';
import { nudgeAfterCommit } from '../../outbox/nudge';
import { queryPrepared } from '../../postgres/prepared';
import type { Actor } from './event-store';
import { followersOf } from './followers';
import type { LineRow } from './line-rows';
import { bindingOf, type Columns } from './order-columns';

/** Who gets the goods, and where, as it is kept with the order. */
export type UserInfo = {
  name: string;
  email: string | null;
  contact: string | null;
  address: string | null;
  city: string | null;
  country: string | null;
  zipCode: string | null;
  deliveryLocation: {
    latitude: number;
    longitude: number;
    accuracy: number | null;
    googleMapsLink: string;
    googleMapsAddressLink: string | null;
  } | null;
};

/** How the lines of an order stand in JSON: the columns of `order_lines` with their types. */
const lineColumns: Record<string, string> = {
  line: 'int',
  component: 'int',
  product_id: 'text',
  unit_id: 'text',
  category_id: 'text',
  sku: 'text',
  title_en: 'text',
  title_ar: 'text',
  unit_name_en: 'text',
  unit_name_ar: 'text',
  image: 'text',
  unit_type: 'text',
  unit_value: 'numeric',
  pack_qty: 'numeric',
  quantity: 'bigint',
  ordered_quantity: 'bigint',
  unit_price: 'bigint',
  shelf: 'bigint',
  promotion_discount: 'bigint',
  discount: 'bigint',
  net: 'bigint',
  vat: 'bigint',
  vat_rate: 'numeric',
  adjustments: 'jsonb',
  unit_cost: 'numeric',
  combo_promotion_id: 'text',
  combo_quantity: 'int',
  combo_price: 'bigint',
};

const lineNames = Object.keys(lineColumns).join(', ');
const lineTypes = Object.entries(lineColumns)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');

/**
 * @param orderId and company: SQL expressions
 * @param from where they come from, with a comma behind it
 */
const insertLines = (orderId: string, company: string, from = ''): string => `
  insert into order_lines (order_id, company_code, ${lineNames})
  select ${orderId}, ${company}, ${lineNames} from ${from} json_to_recordset(?::json) l(${lineTypes})`;

/**
 * The customer's counters, invoice number, order, lines and first event. Counters and number are locked in this order,
 * and as late as can be, because others wait for them. The time is taken with the number, so that orders are as old as
 * their numbers say.
 */
const insertStatement = (columns: string[]): string => `
  with counted as (
    update customer_counters set total_orders = total_orders + 1, total_spent = total_spent + ?::bigint
     where customer_id = ?::text and closed_at is null returning 1),
  number as (
    insert into invoice_counters as c (company_code, last, orders)
    select ?::text, ?::bigint, 1 from (select count(*) from counted) before
    on conflict (company_code) do update set last = greatest(c.last + 1, excluded.last), orders = c.orders + 1
    returning last),
  placed as (
    insert into orders (invoice, order_status, delivery_status, payment_status, points_earned, refunded_total, last_event,
                        created_at, updated_at, published_at, ${columns.join(', ')})
    select number.last, 'pending', 'pending', 'pending', 0, 0, 1,
           at, at, at, ${columns.map(bindingOf).join(', ')}
      from number cross join lateral (select clock_timestamp() at time zone 'utc' as at) clock
    returning document_id, company_code, invoice, total / power(10::numeric, decimals) as total),
  told as (
    insert into order_events (order_id, company_code, seq, kind, actor_kind, actor_id, actor_name, data)
    select document_id, company_code, 1, 'order_created', ?::text, ?::text, ?::text,
           jsonb_build_object('invoice', invoice, 'total', trim_scale(total)) from placed),
  followed as (${announceIn({
    key: 'document_id',
    company: 'company_code',
    payload: `jsonb_build_object('orderId', document_id, 'from', 1, 'to', 1)`,
    from: 'placed',
  })}),
  coded as (insert into delivery_codes (order_id, company_code, code) select document_id, company_code, ?::text from placed),
  lined as (${insertLines('placed.document_id', 'placed.company_code', 'placed,')})
  select count(*)::int as counted from counted`;

/** An order to be stored with its lines; `invoiceStart` is the first invoice number of the company. */
export type NewOrder = {
  companyCode: string;
  customerId: string | null;
  total: Minor;
  invoiceStart: number;
  columns: Columns;
  lines: LineRow[];
  /** six digits that only its customer is shown */
  deliveryCode: string;
};

/**
 * Stores an order with its lines and its first event, and counts it for its customer; its invoice number is the
 * company's next.
 * @throws DomainError `unauthenticated` for an account that was erased meanwhile
 */
export const insertOrder = async (
  trx: Knex,
  { companyCode, customerId, total, invoiceStart, columns, lines, deliveryCode }: NewOrder,
  actor: Actor,
): Promise<void> => {
  const topics = followersOf(['order_created']);
  const [stored] = await queryPrepared<{ counted: number }>(trx, insertStatement(Object.keys(columns)), [
    total,
    customerId,
    companyCode,
    invoiceStart,
    ...Object.values(columns),
    actor.kind,
    actor.id,
    actor.name,
    topics,
    deliveryCode,
    JSON.stringify(lines),
  ]);
  nudgeAfterCommit(trx, topics);
  if (customerId !== null && stored?.counted !== 1) {
    throw new DomainError('unauthenticated', 'this account was erased');
  }
};

/** Puts other lines in the place of those of an order. */
export const replaceLines = async (
  trx: Knex,
  { companyCode, orderId }: { companyCode: string; orderId: string },
  lines: LineRow[],
): Promise<void> => {
  await queryPrepared(trx, 'delete from order_lines where order_id = ?', [orderId]);
  await queryPrepared(trx, insertLines('?::text', '?::text'), [orderId, companyCode, JSON.stringify(lines)]);
};
