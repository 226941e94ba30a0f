import type { Core } from '@strapi/strapi';
import { inTransaction } from '../../../documents/save';
import { DomainError, notFound } from '../../../domain/errors';
import type { CustomerCaller } from '../../../identity/caller';
import { lockOrder } from '../../order/life-store';
import { findDeliverer, insertRating } from '../store';
import type { RatingBody } from '../validation';

/** A rating as clients see it. */
export type Rating = { order: string; rating: number; feedback: string | null; at: Date };

/** What customers say of their deliveries. */
export const createRatingService = ({ strapi }: { strapi: Core.Strapi }) => ({
  /** @throws DomainError `not_found` for an order that is not the customer's, `not_delivered`, `already_rated` */
  rate: (
    { company: companyCode, documentId: customerId }: CustomerCaller,
    orderId: string,
    { rating, feedback: written }: RatingBody,
  ): Promise<Rating> =>
    inTransaction(strapi, async (trx) => {
      const order = await lockOrder(trx, companyCode, orderId);
      if (order.customerId !== customerId) throw notFound('order');
      if (order.delivery_status !== 'delivered') {
        throw new DomainError('not_delivered', 'this order has not been delivered', {
          delivery_status: order.delivery_status,
        });
      }
      const driver = await findDeliverer(trx, companyCode, orderId);
      const feedback = written ? written : null;
      const at = await insertRating(trx, { orderId, companyCode, customerId, driver, rating, feedback });
      if (!at) throw new DomainError('already_rated', 'this order was rated before');
      return { order: orderId, rating, feedback, at };
    }),
});

export default createRatingService;
