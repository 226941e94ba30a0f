import type { Knex } from 'knex';
import type { Minor } from '../../domain/money';
import type { Happened } from '../../domain/notification/order-news';
import { queryPrepared } from '../../postgres/prepared';
import { notedKinds, type OrderHappened } from '../order/followers';

/** An event of an order, with what is said of the order. */
export type NotedEvent = Happened & {
  orderId: string;
  company: string;
  at: Date;
  /** null for a guest's */
  customerId: string | null;
  invoice: number;
  total: Minor;
  currency: string;
  decimals: number;
};

const KINDS = `'{${notedKinds.join(',')}}'::text[]`;

/** The events of several orders that somebody may have to be told of, each order's in their order. */
export const readNoted = (db: Knex, happened: OrderHappened[]): Promise<NotedEvent[]> =>
  queryPrepared(
    db,
    `select e.order_id as "orderId", e.company_code as company, e.seq, e.kind, e.at, e.data::json as data,
            e.actor_kind = 'customer' as "isByCustomer", o.customer_id as "customerId", o.invoice,
            o.payment_method <> 'cod' as "isPrepaid", o.payment_status = 'paid' as "isPaid",
            o.total::float8 as total, o.currency, o.decimals
       from unnest(?::text[], ?::int[], ?::int[]) told(order_id, "from", "to")
       join order_events e on e.order_id = told.order_id and e.seq between told."from" and told."to"
       join orders o on o.document_id = e.order_id
      where e.kind = any(${KINDS})
      order by e.order_id, e.seq`,
    [happened.map(({ orderId }) => orderId), happened.map(({ from }) => from), happened.map(({ to }) => to)],
  );
