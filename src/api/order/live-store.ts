import type { Knex } from 'knex';
import { queryPrepared } from '../../postgres/prepared';
import { liveKinds, type OrderHappened } from './followers';

/** What sockets hear of an order, with whom it is about. */
export type LiveOrderEvent = {
  orderId: string;
  company: string;
  seq: number;
  kind: (typeof liveKinds)[number];
  at: Date;
  data: Record<string, unknown>;
  customerId: string | null;
  /** who was to bring it then */
  driver: string | null;
};

const KINDS = `'{${liveKinds.join(',')}}'::text[]`;

const members = `e.order_id as "orderId", e.company_code as company, e.seq, e.kind, e.at, e.data::json as data`;

/** Who was to bring an order at an event `e`: whoever it was given to last. */
const driverThen = `
  (select given.data->>'driverId' from order_events given
    where given.order_id = e.order_id and given.kind = 'order_assigned' and given.seq <= e.seq
    order by given.seq desc limit 1)`;

/** The live events of several orders, each order's in their order. */
export const readHappened = (db: Knex, happened: OrderHappened[]): Promise<LiveOrderEvent[]> =>
  queryPrepared(
    db,
    `select ${members}, o.customer_id as "customerId", ${driverThen} as driver
       from unnest(?::text[], ?::int[], ?::int[]) told(order_id, "from", "to")
       join order_events e on e.order_id = told.order_id and e.seq between told."from" and told."to"
       join orders o on o.document_id = e.order_id
      where e.kind = any(${KINDS})
      order by e.order_id, e.seq`,
    [happened.map(({ orderId }) => orderId), happened.map(({ from }) => from), happened.map(({ to }) => to)],
  );

/** The live events of an order behind one that is known, in their order. */
export const readEventsAfter = (
  db: Knex,
  { companyCode, orderId }: { companyCode: string; orderId: string },
  after: number,
  most: number,
): Promise<Omit<LiveOrderEvent, 'customerId' | 'driver'>[]> =>
  queryPrepared(
    db,
    `select ${members} from order_events e
      where e.order_id = ? and e.company_code = ? and e.seq > ? and e.kind = any(${KINDS})
      order by e.seq limit ?`,
    [orderId, companyCode, after, most],
  );

/** The number of an order's last event; null where there is no such order in the company. */
export const findLastEvent = async (
  db: Knex,
  { companyCode, orderId }: { companyCode: string; orderId: string },
): Promise<number | null> => {
  const [order] = await queryPrepared<{ seq: number }>(
    db,
    'select last_event as seq from orders where document_id = ? and company_code = ? and hidden_at is null',
    [orderId, companyCode],
  );
  return order?.seq ?? null;
};
