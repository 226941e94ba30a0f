import type { Core } from '@strapi/strapi';
import { serviceOf } from '../../http/service-of';
import { repeatedly } from '../../start/repeatedly';
import { createAssignmentService } from './services/delivery-assignment';

/** What `config/delivery.ts` says. */
export type DeliveryTimes = { lookingMs: number; estimatingMs: number };

/**
 * Watches the clock for orders that wait for a driver or for what a driver says to them, and for drivers on their way.
 * @returns what stops it
 */
export const watchDeliveries = (strapi: Core.Strapi): (() => Promise<void>) => {
  const { lookingMs, estimatingMs } = strapi.config.get<DeliveryTimes>('delivery');
  const service = serviceOf(strapi, 'api::delivery-assignment.delivery-assignment', createAssignmentService);
  const stopLooking = repeatedly(strapi, lookingMs, async () => {
    await service.passOverSilent();
    await service.lookAgain();
  });
  const stopEstimating = repeatedly(strapi, estimatingMs, () => service.estimateTrips());
  return async () => {
    await stopLooking();
    await stopEstimating();
  };
};
