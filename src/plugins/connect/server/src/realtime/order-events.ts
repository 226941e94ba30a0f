import type { LiveOrderEvent } from '../../../../../api/order/live-store';
import type { Announced, LiveEvent } from './live-event';
import { customerRoom, driverRoom, orderRoom, staffRoom } from './rooms';

/** What of an event everybody in its rooms may know. */
const membersOf: Record<LiveOrderEvent['kind'], string[]> = {
  order_created: ['invoice', 'total'],
  order_status_changed: ['from', 'to'],
  order_assigned: ['driverId'],
  delivery_status: ['from', 'to'],
  delivery_completed: ['at'],
};

/** An event of an order as clients hear it, by socket and by `GET /order/:id/events`. */
export const presentOrderEvent = ({
  orderId,
  company,
  seq,
  kind,
  at,
  data,
}: Omit<LiveOrderEvent, 'customerId' | 'driver'>): LiveEvent => ({
  id: `${orderId}.${seq}`,
  event: kind,
  seq,
  at: at.toISOString(),
  company,
  data: { orderId, ...Object.fromEntries(membersOf[kind].map((name) => [name, data[name] ?? null])) },
});

/** Who was to bring it until now hears as well that somebody else does. */
const driversOf = ({ kind, driver, data }: LiveOrderEvent): string[] => {
  const before = kind === 'order_assigned' ? data['from'] : null;
  return [driver, before].filter((id): id is string => typeof id === 'string');
};

/** An event of an order, and who hears it. */
export const announceOrderEvent = (event: LiveOrderEvent): Announced => ({
  ...presentOrderEvent(event),
  rooms: [
    staffRoom(event.company, 'orders'),
    ...(event.customerId === null ? [] : [customerRoom(event.customerId)]),
    ...(event.kind === 'order_created'
      ? []
      : [...driversOf(event).map(driverRoom), orderRoom(event.orderId)]),
  ],
});
