import type { Knex } from 'knex';
import { announce } from '../../outbox/enqueue';
import { queryPrepared } from '../../postgres/prepared';
import { followersOf, type OrderHappened } from './followers';

/** Who did something to an order. */
export type Actor = {
  kind: 'customer' | 'guest' | 'staff' | 'driver' | 'system';
  id: string | null;
  name: string | null;
};

/** The shop itself: what happens by the clock. */
export const system: Actor = { kind: 'system', id: null, name: null };

export type EventKind =
  | 'order_created'
  | 'order_status_changed'
  | 'delivery_status'
  | 'delivery_completed'
  | 'order_assigned'
  | 'order_changed'
  | 'order_picked'
  | 'order_returned'
  | 'order_refunded'
  | 'refund_failed'
  | 'refund_stuck'
  | 'refund_unknown'
  | 'order_note'
  | 'payment_received'
  | 'payment_failed'
  | 'payment_mismatched';

/** Something that happened to an order. */
export type OrderEvent = { kind: EventKind; data: Record<string, unknown> };

/**
 * Writes the timeline of an order on, and has those told who follow it. Whoever calls holds the order locked.
 * @param last the number of its last event until now
 * @returns the number of its last event from now on
 */
export const appendEvents = async (
  trx: Knex,
  order: { documentId: string; companyCode: string; lastEvent: number },
  actor: Actor,
  events: OrderEvent[],
): Promise<number> => {
  if (events.length === 0) return order.lastEvent;
  await queryPrepared(
    trx,
    `insert into order_events (order_id, company_code, seq, kind, actor_kind, actor_id, actor_name, data)
     select ?, ?, ?::int + place, kind, ?, ?, ?, data
       from unnest(?::text[], ?::jsonb[]) with ordinality e(kind, data, place)`,
    [
      order.documentId,
      order.companyCode,
      order.lastEvent,
      actor.kind,
      actor.id,
      actor.name,
      events.map(({ kind }) => kind),
      events.map(({ data }) => JSON.stringify(data)),
    ],
  );
  const to = order.lastEvent + events.length;
  const topics = followersOf(events.map(({ kind }) => kind));
  if (topics.length > 0) {
    await announce(trx, {
      topics,
      key: order.documentId,
      company: order.companyCode,
      payload: { orderId: order.documentId, from: order.lastEvent + 1, to } satisfies OrderHappened,
    });
  }
  return to;
};

/** Whether the timeline of an order tells of something already. @param of part of what it would say */
export const hasToldOf = async (
  trx: Knex,
  orderId: string,
  kind: EventKind,
  of: Record<string, unknown>,
): Promise<boolean> => {
  const rows = await queryPrepared<unknown>(
    trx,
    'select 1 from order_events where order_id = ? and kind = ? and data @> ?::jsonb limit 1',
    [orderId, kind, JSON.stringify(of)],
  );
  return rows.length > 0;
};
