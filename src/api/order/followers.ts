import type { EventKind } from './event-store';

/** What the outbox says to those who follow orders: the numbers of the events that were written together. */
export type OrderHappened = { orderId: string; from: number; to: number };

/** The topic by which sockets hear of orders. */
export const ORDER_LIVE = 'order_live';

/** The topic by which customers, and staff where they have to look, are told of orders. */
export const ORDER_NOTIFICATION = 'order_notification';

/** The events that go out by socket; all others stand only in the timeline. */
export const liveKinds = [
  'order_created',
  'order_status_changed',
  'order_assigned',
  'delivery_status',
  'delivery_completed',
] as const satisfies EventKind[];

/** The events that customers, or staff, may have to be told of. */
export const notedKinds = [
  'order_created',
  'order_status_changed',
  'delivery_status',
  'order_refunded',
  'refund_failed',
  'refund_stuck',
  'refund_unknown',
  'payment_received',
  'payment_failed',
  'payment_mismatched',
] as const satisfies EventKind[];

/** Who hears of which events. */
const followers: { topic: string; kinds: readonly EventKind[] }[] = [
  { topic: ORDER_LIVE, kinds: liveKinds },
  { topic: ORDER_NOTIFICATION, kinds: notedKinds },
];

/** The topics of those who hear of any of these. */
export const followersOf = (kinds: EventKind[]): string[] =>
  followers
    .filter((follower) => kinds.some((kind) => follower.kinds.includes(kind)))
    .map(({ topic }) => topic);
