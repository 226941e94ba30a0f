import type { Core } from '@strapi/strapi';
import { inTransaction } from '../../documents/save';
import { crossings } from '../../domain/stock/low-stock';
import { tellLive } from '../../plugins/connect/server/src/realtime/live-event';
import { announceLowStock } from '../../plugins/connect/server/src/realtime/stock-events';
import { lockLowStock, noteLow, noteRecovered, readWatched } from './low-stock-store';

/**
 * Looks at what there is of products of a company, and has staff told of what has become low, once until it is over.
 * Who looks at a company's stock looks alone, so that nobody decides by what was so before somebody else wrote.
 */
export const watchLevels = (strapi: Core.Strapi, company: string, productIds: string[]): Promise<void> =>
  inTransaction(strapi, async (trx) => {
    await lockLowStock(trx, company);
    const { fallen, recovered } = crossings(await readWatched(trx, company, productIds));
    if (recovered.length > 0) await noteRecovered(trx, company, recovered);
    const noted = fallen.length > 0 ? await noteLow(trx, company, fallen) : [];
    for (const { productId, locationId, since } of noted) {
      const place = fallen.find((one) => one.productId === productId && one.locationId === locationId);
      const available = (place?.available ?? 0) / 1_000;
      await tellLive(trx, announceLowStock({ company, productId, locationId, available, since }));
    }
  });
