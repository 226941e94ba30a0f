import type { OrderStatus } from '../domain/order/transitions';
import { normalise } from '../domain/search/normalise';
import { MOST_COUNTED, MOST_SHOWN } from './desk';
import type { DeskFilter, DeskSort } from './desk-query';

/** A piece of a statement, and what is bound to it. */
export type Piece = { sql: string; bindings: unknown[] };

const UTC_NOW = `(now() at time zone 'utc')`;

/** An order `o` as a card; the language of its area is bound first. */
export const cardJson = `json_build_object(
  'documentId', o.document_id, 'invoice', o.invoice, 'seq', o.last_event,
  'order_status', o.order_status, 'delivery_status', o.delivery_status,
  'customer', o.user_info->>'name', 'phone', o.user_info->>'contact',
  'area', coalesce(
    (select coalesce(max(z.name) filter (where z.locale = ?::text), max(z.name)) from delivery_zones z
      where z.document_id = o.delivery_zone and z.company_code = o.company_code), o.user_info->>'city'),
  'total', (o.total / power(10, o.decimals))::float8, 'currency', o.currency, 'decimals', o.decimals,
  'payment_method', o.payment_method, 'payment_status', o.payment_status,
  'items', (select count(distinct l.line)::int from order_lines l where l.order_id = o.document_id),
  'slot', (select json_build_object('start', iso_instant(s.start), 'end', iso_instant(s."end"))
             from delivery_slots s where s.document_id = o.delivery_slot and s.company_code = o.company_code),
  'promised', iso_instant(o.promised_delivery), 'estimated', iso_instant(o.estimated_delivery),
  'driver', case when o.delivery_personnel is not null then json_build_object(
     'documentId', o.delivery_personnel,
     'name', (select u.name from up_users u where u.document_id = o.delivery_personnel)) end,
  'createdAt', iso_instant(o.created_at),
  'endedAt', iso_instant(coalesce(o.actual_delivery, o.cancelled_at)))`;

const isOpen = `o.order_status in ('pending', 'processing', 'shipped')`;

/**
 * An invoice by its first digits, and whatever else staff find an order by when somebody calls, in whatever letters and
 * digits it is written.
 */
const matching = (q: string): Piece => {
  const words = normalise(q);
  // Signs alone find nothing; an empty text would be found everywhere.
  if (words === '') return { sql: 'false', bindings: [] };
  const named: Piece = { sql: 'strpos(search_normal(o.recipient), ?::text) > 0', bindings: [words] };
  const digits = words.replaceAll(' ', '');
  if (!/^\d+$/.test(digits)) return named;
  return {
    sql: `(starts_with(o.invoice::text, ?::text) or ${named.sql}
           or strpos(replace(search_normal(o.user_info->>'contact'), ' ', ''), ?::text) > 0)`,
    bindings: [digits, ...named.bindings, digits],
  };
};

const dueIs: Record<NonNullable<DeskFilter['due']>, string> = {
  late: `${isOpen} and o.promised_delivery < ${UTC_NOW}`,
  soon: `${isOpen} and o.promised_delivery between ${UTC_NOW} and ${UTC_NOW} + interval '1 hour'`,
  slot: 'o.delivery_slot is not null',
};

/** The orders that a filter leaves. */
const filtered = ({ q, payment, paid, driver, due }: DeskFilter): Piece[] => [
  ...(q === '' ? [] : [matching(q)]),
  ...(payment === undefined ? [] : [{ sql: 'o.payment_method = ?::text', bindings: [payment] }]),
  ...(paid === undefined ? [] : [{ sql: 'o.payment_status = ?::text', bindings: [paid] }]),
  ...(driver === undefined
    ? []
    : driver === 'none'
      ? [{ sql: 'o.delivery_personnel is null', bindings: [] }]
      : [{ sql: 'o.delivery_personnel = ?::text', bindings: [driver] }]),
  ...(due === undefined ? [] : [{ sql: dueIs[due], bindings: [] }]),
];

const allOf = (pieces: Piece[]): Piece => ({
  sql: pieces.map(({ sql }) => sql).join(' and '),
  bindings: pieces.flatMap(({ bindings }) => bindings),
});

/** Whose orders, and since when those that have ended are shown. */
export type DeskOf = { companyCode: string; today: Date; filter: DeskFilter };

const NEWEST = 'o.created_at desc, o.id desc';

const urgent: Record<OrderStatus, string> = {
  pending: 'o.promised_delivery, o.id',
  processing: 'o.promised_delivery, o.id',
  shipped: 'o.promised_delivery, o.id',
  delivered: 'o.actual_delivery desc, o.id desc',
  cancelled: 'o.cancelled_at desc, o.id desc',
};

const SINCE = `>= ?::timestamptz at time zone 'utc'`;

const standsIn = (status: OrderStatus, today: Date): Piece => {
  switch (status) {
    case 'delivered':
      return { sql: `o.order_status = 'delivered' and o.actual_delivery ${SINCE}`, bindings: [today] };
    case 'cancelled':
      return { sql: `o.order_status = 'cancelled' and o.cancelled_at ${SINCE}`, bindings: [today] };
    default:
      return { sql: `o.order_status = '${status}'`, bindings: [] };
  }
};

const ofCompany = ({ companyCode, filter }: DeskOf): Piece[] => [
  { sql: 'o.company_code = ?::text and o.hidden_at is null', bindings: [companyCode] },
  ...filtered(filter),
];

/** A row of a column: how many orders stand in it, as far as they are counted. */
export const countOf = (status: OrderStatus, of: DeskOf): Piece => {
  const { sql, bindings } = allOf([standsIn(status, of.today), ...ofCompany(of)]);
  return {
    sql: `select '${status}' as status, (select count(*)::int from (
             select 1 from orders o where ${sql} limit ${MOST_COUNTED + 1}) counted) as count`,
    bindings,
  };
};

/** A row of a column: its count, and its first cards. */
export const columnOf = (status: OrderStatus, of: DeskOf, sort: DeskSort, language: string): Piece => {
  const order = sort === 'newest' ? NEWEST : urgent[status];
  const count = countOf(status, of);
  const { sql, bindings } = allOf([standsIn(status, of.today), ...ofCompany(of)]);
  return {
    sql: `${count.sql}, (select coalesce(json_agg(${cardJson} order by ${order}), '[]') from (
            select o.* from orders o where ${sql} order by ${order} limit ${MOST_SHOWN}) o) as orders`,
    bindings: [...count.bindings, language, ...bindings],
  };
};

/** Those of some orders that stand on the board; the language and their ids are bound. */
export const cardsOf = (
  statuses: readonly OrderStatus[],
  of: DeskOf,
  ids: string[],
  language: string,
): Piece => {
  const columns = statuses.map((status) => standsIn(status, of.today));
  const { sql, bindings } = allOf(ofCompany(of));
  return {
    sql: `select ${cardJson} as card from orders o
           where o.document_id = any(?::text[]) and ${sql}
             and (${columns.map((column) => `(${column.sql})`).join(' or ')})`,
    bindings: [language, ids, ...bindings, ...columns.flatMap((column) => column.bindings)],
  };
};
