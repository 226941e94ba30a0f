import type { Core } from '@strapi/strapi';
import { inTransaction } from '../../../documents/save';
import { DomainError, notFound } from '../../../domain/errors';
import type { CustomerCaller } from '../../../identity/caller';
import { announce } from '../../../outbox/enqueue';
import { STOCK_WATCHED, type StockChanged } from '../../stock/changed';
import { readPresentStock } from '../../stock/present-store';
import { deleteRequest, findProductStatus, holdProductOnSale, insertRequest } from '../store';

/** Customers who want to be told when a product is there again. */
export const createStockRequestService = ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Notes that a customer waits for a product; who has asked before, asks once.
   * @returns whether there is some of it now: they are told when it is there again after it was gone
   * @throws DomainError `not_found` for a product that is not on sale in their company, `unauthenticated` for an
   * account that was erased meanwhile
   */
  ask: (
    { company, documentId: customerId }: CustomerCaller,
    productId: string,
  ): Promise<{ available: boolean }> =>
    inTransaction(strapi, async (trx) => {
      if (!(await holdProductOnSale(trx, company, productId))) throw notFound('product');
      if (!(await insertRequest(trx, { company, customerId, productId })))
        throw new DomainError('unauthenticated', 'sign in first');
      // It may have come back between what was seen here and the commit.
      await announce(trx, {
        topics: [STOCK_WATCHED],
        key: company,
        company,
        payload: { products: [productId] } satisfies StockChanged,
      });
      const stock = await readPresentStock(trx, company, [productId]);
      return { available: (stock.get(productId) ?? 0) > 0 };
    }),

  /** @throws DomainError `not_found` for a product that is not of their company */
  withdraw: ({ company, documentId: customerId }: CustomerCaller, productId: string): Promise<void> =>
    inTransaction(strapi, async (trx) => {
      if ((await findProductStatus(trx, company, productId)) === null) throw notFound('product');
      await deleteRequest(trx, { company, customerId, productId });
    }),
});

export default createStockRequestService;
