import type { Core } from '@strapi/strapi';
import {
  type OrderLocation,
  readOrderLocations,
} from '../../../../../api/delivery-assignment/location-store';
import { repeatedly } from '../../../../../start/repeatedly';
import { broadcastPassing } from './broadcast';
import type { Announced } from './live-event';
import { orderRoom, staffRoom } from './rooms';

/** The drivers who have moved since it was last told where they are. */
const moved = new WeakMap<Core.Strapi, Set<string>>();

/** Says that a driver is elsewhere: told with the next look, however often it is said until then. */
export const noteDriverMoved = (strapi: Core.Strapi, driverId: string): void => {
  moved.get(strapi)?.add(driverId);
};

const announceLocation = ({
  orderId,
  company,
  latitude,
  longitude,
  at,
  eta,
  isOut,
}: OrderLocation): Announced => ({
  id: `${orderId}.at.${at.getTime()}`,
  event: 'delivery_location',
  seq: null,
  at: at.toISOString(),
  company,
  data: { orderId, latitude, longitude, at: at.toISOString(), eta: eta?.toISOString() ?? null },
  rooms: [staffRoom(company, 'orders'), ...(isOut ? [orderRoom(orderId)] : [])],
});

/**
 * Tells where orders are while drivers move: the newest only, at most once in a while. Whoever misses one gets the next.
 * @returns what stops it
 */
export const tellLocations = (strapi: Core.Strapi, everyMs: number): (() => Promise<void>) => {
  const drivers = new Set<string>();
  moved.set(strapi, drivers);
  const stop = repeatedly(strapi, everyMs, async () => {
    if (drivers.size === 0) return;
    const ids = [...drivers];
    drivers.clear();
    const locations = await readOrderLocations(strapi.db.connection, ids);
    broadcastPassing(strapi, locations.map(announceLocation));
  });
  return async () => {
    moved.delete(strapi);
    await stop();
  };
};
