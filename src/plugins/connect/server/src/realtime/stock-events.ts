import type { Announced } from './live-event';
import { productRoom, staffRoom } from './rooms';

/** What there is of a product now, in basic units, and the message that asked for it. */
export type PresentStock = { company: string; productId: string; stock: number; messageId: string };

/** What there is of a product, for whoever looks at it and for the staff of its company. */
export const announceStock = (
  { company, productId, stock, messageId }: PresentStock,
  at: Date,
): Announced => ({
  id: `stock.${productId}.${messageId}`,
  event: 'stock_updated',
  seq: null,
  at: at.toISOString(),
  company,
  data: { productId, stock },
  rooms: [staffRoom(company, 'products'), productRoom(productId)],
});

/** What has become too little of a product at a location, in basic units, and when. */
export type LowStock = {
  company: string;
  productId: string;
  locationId: string;
  available: number;
  since: Date;
};

/** A stock has become low: for the staff of its company. */
export const announceLowStock = ({
  company,
  productId,
  locationId,
  available,
  since,
}: LowStock): Announced => ({
  id: `low_stock.${productId}.${locationId}.${since.getTime()}`,
  event: 'low_stock_alert',
  seq: null,
  at: since.toISOString(),
  company,
  data: { productId, locationId, available },
  rooms: [staffRoom(company, 'products')],
});
