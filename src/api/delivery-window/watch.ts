import type { Core } from '@strapi/strapi';
import { serviceOf } from '../../http/service-of';
import { repeatedly } from '../../start/repeatedly';
import { createDeliveryWindowService } from './services/delivery-window';

const LOOKING_MS = 10 * 60 * 1_000;

/**
 * Sees to it that the coming days have their slots, now and from time to time.
 * @returns what stops it
 */
export const watchWindows = (strapi: Core.Strapi): (() => Promise<void>) => {
  const service = serviceOf(strapi, 'api::delivery-window.delivery-window', createDeliveryWindowService);
  const first = service.makeMissingSlots().catch((error: unknown) => strapi.log.error(error));
  const stop = repeatedly(strapi, LOOKING_MS, () => service.makeMissingSlots());
  return async () => {
    await first;
    await stop();
  };
};
