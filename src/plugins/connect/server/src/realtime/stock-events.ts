import type { Company } from '../../../../../tenancy/company';
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

/** So much has become low at once that naming each would say less than its number, as when the shop's threshold rises. */
export const announceManyLow = (
  { code, defaultLocale }: Pick<Company, 'code' | 'defaultLocale'>,
  count: number,
  since: Date,
): Announced => {
  const localized = {
    en: { title: 'Low stock', message: `${count} more stocks are low now.` },
    ar: { title: 'مخزون منخفض', message: `انخفض المخزون في ${count} موضعاً آخر.` },
  };
  return {
    id: `low_stock.${code}.${since.getTime()}`,
    event: 'admin_notification',
    seq: null,
    at: since.toISOString(),
    company: code,
    data: { kind: 'low_stock', ...localized[defaultLocale], order: null, localized },
    rooms: [staffRoom(code, 'products')],
  };
};
