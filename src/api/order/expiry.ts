import type { Core } from '@strapi/strapi';
import { serviceOf } from '../../http/service-of';
import { forgetKeys } from '../../idempotency/store';
import { createOrderService } from './services/order';

const LOOKING_MS = 15_000;
const FORGETTING_MS = 60 * 60 * 1_000;

/** Calls something from time to time, never twice at once, until it is stopped. */
const repeatedly = (strapi: Core.Strapi, everyMs: number, work: () => Promise<unknown>) => {
  let running: Promise<unknown> = Promise.resolve();
  let isRunning = false;
  const timer = setInterval(() => {
    if (isRunning) return;
    isRunning = true;
    running = work()
      .catch((error: unknown) => strapi.log.error(error))
      .finally(() => (isRunning = false));
  }, everyMs);
  timer.unref();
  return async (): Promise<void> => {
    clearInterval(timer);
    await running;
  };
};

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
