import { api } from './application';
import type { ProductItem, Shop } from './catalogue';
import { untilDone } from './outbox';

/** Says what lies of a product at a location. */
export const recount = async (
  shop: Shop,
  { documentId: productId }: ProductItem,
  qty: number,
  locationId: string | 1 = 1,
): Promise<void> => {
  await api
    .post('/api/stock/adjust', { productId, locationId, qty, reason: 'count' }, shop.staff)
    .expect(200);
};

/** Says what of a product is too little at a location. */
export const setThreshold = async (
  shop: Shop,
  { documentId: productId }: ProductItem,
  threshold: number | null,
  locationId: string | 1 = 1,
): Promise<void> => {
  await api.put('/api/stock/thresholds', { productId, locationId, threshold }, shop.staff).expect(200);
};

/** Waits until everything that follows from stock has been done. */
export const stockSettled = async (): Promise<void> => {
  await untilDone('stock_changed', 30_000);
  await untilDone('stock_watched', 30_000);
  await untilDone('back_in_stock', 30_000);
  await untilDone('live', 30_000);
};
