import type { Core } from '@strapi/strapi';
import { inTransaction } from '../../documents/save';
import { notifyCustomers } from '../notification/notify';
import { findAwaited, takeAwaiting } from './store';

/** How many are told in one transaction. */
const STEP = 500;

/**
 * Tells whoever waited for products that they are there again. Who is told, waits no longer: both in one transaction,
 * some hundreds at a time, so that a popular product holds up nobody.
 */
export const tellAwaiting = async (
  strapi: Core.Strapi,
  company: string,
  productIds: string[],
): Promise<void> => {
  const awaited = await findAwaited(strapi.db.connection, company, productIds);
  if (awaited.length === 0) return;
  const page = strapi.config.get<string>('notifications.productPage');
  const tellSome = (): Promise<number> =>
    inTransaction(strapi, async (trx) => {
      const waiting = await takeAwaiting(trx, company, awaited, STEP);
      await notifyCustomers(
        trx,
        waiting.map(({ customerId, productId, slug, title, askedAt }) => ({
          customer: customerId,
          company,
          kind: 'back_in_stock',
          // Who asks again later is told again.
          source: `back_in_stock.${productId}.${askedAt.getTime()}`,
          data: { productId, title, slug },
          values: { product: title },
          link: page.replace(':slug', encodeURIComponent(slug)),
        })),
      );
      return waiting.length;
    });
  while ((await tellSome()) === STEP);
};
