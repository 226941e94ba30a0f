import type { Core } from '@strapi/strapi';
import { inTransaction } from '../../documents/save';
import { crossings } from '../../domain/stock/low-stock';
import { tellLive } from '../../plugins/connect/server/src/realtime/live-event';
import { announceLowStock, announceManyLow } from '../../plugins/connect/server/src/realtime/stock-events';
import { companyOf } from '../../tenancy/registry';
import { lockLowStock, noteLow, noteRecovered, readWatched } from './low-stock-store';

/** When more than these become low at once, their number is told. */
const MOST_NAMED = 100;

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
    const [first] = noted;
    if (first && noted.length > MOST_NAMED) {
      await tellLive(trx, announceManyLow(companyOf(company), noted.length, first.since));
      return;
    }
    for (const { productId, locationId, since } of noted) {
      const place = fallen.find((one) => one.productId === productId && one.locationId === locationId);
      const available = (place?.available ?? 0) / 1_000;
      await tellLive(trx, announceLowStock({ company, productId, locationId, available, since }));
    }
  });
