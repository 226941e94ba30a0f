import type { Area } from '../../../../../identity/caller';

/**
 * Staff of a company who may read an area: together they are the company's admin room. What belongs to no area all of
 * them hear.
 */
export const staffRoom = (company: string, area: Area | 'all'): string => `admin:${company}:${area}`;

export const customerRoom = (customerId: string): string => `customer:${customerId}`;

export const driverRoom = (driverId: string): string => `delivery:${driverId}`;

/** Whoever takes part in an order and asked to hear of it. */
export const orderRoom = (orderId: string): string => `order:${orderId}`;

/** Whoever looks at a product. */
export const productRoom = (productId: string): string => `product:${productId}`;
