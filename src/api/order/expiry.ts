import type { Core } from '@strapi/strapi';
import { serviceOf } from '../../http/service-of';
import { forgetKeys } from '../../idempotency/store';
import { repeatedly } from '../../start/repeatedly';
import { createOrderService } from './services/order';

const LOOKING_MS = 15_000;
const FORGETTING_MS = 60 * 60 * 1_000;

/**
 * Watches the clock for orders: those that nobody pays, and keys that no longer count.
 * @returns what stops it
 */
export const watchOrders = (strapi: Core.Strapi): (() => Promise<void>) => {
  const service = serviceOf(strapi, 'api::order.order', createOrderService);
  const stopExpiry = repeatedly(strapi, LOOKING_MS, () => service.cancelExpired());
  const stopForgetting = repeatedly(strapi, FORGETTING_MS, () => forgetKeys(strapi.db.connection));
  return async () => {
    await stopExpiry();
    await stopForgetting();
  };
};
