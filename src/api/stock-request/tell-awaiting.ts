import type { Core } from '@strapi/strapi';
import { inTransaction } from '../../documents/save';
import { enqueueQuietly, type OutboxMessage } from '../../outbox/enqueue';
import type { OutboxHandler } from '../../outbox/handler';
import { notifyCustomers } from '../notification/notify';
import { findAwaited, holdAwaiting, holdReturned, takeAwaiting } from './store';

/** The topic by which the outbox has some of those told who waited for a product. */
export const BACK_IN_STOCK = 'back_in_stock';

type BackInStock = { productId: string };

/** How many are told by one message: the next one tells others, after whatever else has to be told. */
const STEP = 500;

const summons = (company: string, productId: string): OutboxMessage => ({
  topic: BACK_IN_STOCK,
  key: productId,
  company,
  payload: { productId } satisfies BackInStock,
});

/** Has whoever waited for products told that they are there again, where they are. */
export const summonAwaiting = (strapi: Core.Strapi, company: string, productIds: string[]): Promise<void> =>
  inTransaction(strapi, async (trx) => {
    const awaited = await findAwaited(trx, company, productIds);
    await enqueueQuietly(
      trx,
      awaited.map((productId) => summons(company, productId)),
    );
  });

/** Tells some who waited for a product. Who is told, waits no longer: both in one transaction. */
const tellSome = (strapi: Core.Strapi, company: string, productId: string): Promise<void> =>
  inTransaction(strapi, async (trx) => {
    const product = await holdReturned(trx, company, productId);
    if (!product) return;
    const customerIds = await holdAwaiting(trx, company, productId, STEP);
    const awaiting = await takeAwaiting(trx, company, productId, customerIds);
    await notifyCustomers(
      trx,
      awaiting.map(({ customerId, askedAt }) => ({
        customer: customerId,
        company,
        kind: 'back_in_stock',
        // Who asks again later is told again.
        source: `back_in_stock.${productId}.${askedAt.getTime()}`,
        data: { productId, ...product },
        values: { product: product.title },
      })),
    );
    if (customerIds.length === STEP) await enqueueQuietly(trx, [summons(company, productId)]);
  });

/** Who tells those who waited, some at a time, so that a popular product holds up nobody. */
export const backInStockHandler = (strapi: Core.Strapi): OutboxHandler => ({
  topic: BACK_IN_STOCK,
  concurrency: 2,
  attempts: 12,
  firstPauseMs: 100,
  longestPauseMs: 60_000,
  handle: ({ company, payload }) => tellSome(strapi, company ?? '', (payload as BackInStock).productId),
});
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
