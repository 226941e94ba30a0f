import type { Knex } from 'knex';
import { announce } from '../../../../../outbox/enqueue';

/** Everything that clients can hear by socket. */
export type LiveEventName =
  | 'order_created'
  | 'order_status_changed'
  | 'order_assigned'
  | 'delivery_status'
  | 'delivery_completed'
  | 'delivery_location'
  | 'stock_updated'
  | 'low_stock_alert'
  | 'admin_notification'
  | 'customer_notification';

/** What a client hears; `id` is the same however often it is sent, `seq` ascends within an order and is null elsewhere. */
export type LiveEvent = {
  id: string;
  event: LiveEventName;
  seq: number | null;
  /** ISO 8601, UTC */
  at: string;
  company: string;
  data: Record<string, unknown>;
};

/** An event, and the rooms in which it is heard; whoever is in several hears it once. */
export type Announced = LiveEvent & {
  rooms: string[];
  /** whose words these are, by which they are erased with them; no client hears of it */
  account?: string;
};

/** The topic of what goes out by socket as it stands in the message. */
export const LIVE = 'live';

/** Has an event sent once the transaction is committed. */
export const tellLive = (trx: Knex, event: Announced): Promise<void> =>
  announce(trx, { topics: [LIVE], company: event.company, payload: event });
