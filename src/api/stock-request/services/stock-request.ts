import type { Core } from '@strapi/strapi';
import { inTransaction } from '../../../documents/save';
import { notFound } from '../../../domain/errors';
import type { CustomerCaller } from '../../../identity/caller';
import { announce } from '../../../outbox/enqueue';
import { STOCK_TERMS_CHANGED, type StockChanged } from '../../stock/changed';
import { deleteRequest, findProductStatus, insertRequest } from '../store';

/** Customers who want to be told when a product is there again. */
export const createStockRequestService = ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Notes that a customer waits for a product; who has asked before, asks once.
   * @throws DomainError `not_found` for a product that is not on sale in their company
   */
  ask: ({ company, documentId: customerId }: CustomerCaller, productId: string): Promise<void> =>
    inTransaction(strapi, async (trx) => {
      if ((await findProductStatus(trx, company, productId)) !== 'active') throw notFound('product');
      await insertRequest(trx, { company, customerId, productId });
      // It may have come back between what was seen here and the commit.
      await announce(trx, {
        topics: [STOCK_TERMS_CHANGED],
        key: company,
        company,
        payload: { products: [productId] } satisfies StockChanged,
      });
    }),

  /** @throws DomainError `not_found` for a product that is not of their company */
  withdraw: ({ company, documentId: customerId }: CustomerCaller, productId: string): Promise<void> =>
    inTransaction(strapi, async (trx) => {
      if ((await findProductStatus(trx, company, productId)) === null) throw notFound('product');
      await deleteRequest(trx, { company, customerId, productId });
    }),
});

export default createStockRequestService;
