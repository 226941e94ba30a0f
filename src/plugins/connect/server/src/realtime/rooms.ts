import type { Area } from '../../../../../identity/caller';

/**
 * Staff of a company who may read an area: together they are the company's admin room. What belongs to no area all of
 * them hear.
 */
export const staffRoom = (company: string, area: Area | 'all'): string => `admin:${company}:${area}`;

export const customerRoom = (customerId: string): string => `customer:${customerId}`;

export const driverRoom = (driverId: string): string => `delivery:${driverId}`;

const ORDER = 'order:';
const PRODUCT = 'product:';

/** Whoever takes part in an order and asked to hear of it. */
export const orderRoom = (orderId: string): string => ORDER + orderId;

/** Whoever looks at a product. */
export const productRoom = (productId: string): string => PRODUCT + productId;

const idsIn = (rooms: Iterable<string>, prefix: string): string[] =>
  [...rooms].filter((room) => room.startsWith(prefix)).map((room) => room.slice(prefix.length));

/** The orders whose rooms these are. */
export const ordersIn = (rooms: Iterable<string>): string[] => idsIn(rooms, ORDER);

/** The products whose rooms these are. */
export const productsIn = (rooms: Iterable<string>): string[] => idsIn(rooms, PRODUCT);

/** The rooms that somebody is in for who they are. */
export const ownRoomsIn = (rooms: Iterable<string>): string[] =>
  [...rooms].filter((room) => /^(admin|customer|delivery):/.test(room));
