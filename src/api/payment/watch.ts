import type { Core } from '@strapi/strapi';
import { serviceOf } from '../../http/service-of';
import { repeatedly } from '../../start/repeatedly';
import { forgetEvents } from './inbox-store';
import { resumeRefunds } from '../refund/handler';
import { createPaymentService } from './services/payment';

const LOOKING_MS = 30_000;
const FORGETTING_MS = 60 * 60 * 1_000;
/** Longer than any provider tells of the same thing again. */
const KEPT_DAYS = 90;

/**
 * Watches payments and refunds of which nothing is heard.
 * @returns what stops it
 */
export const watchPayments = (strapi: Core.Strapi): (() => Promise<void>) => {
  const service = serviceOf(strapi, 'api::payment.payment', createPaymentService);
  const stopAsking = repeatedly(strapi, LOOKING_MS, () => service.reconcile());
  const stopResuming = repeatedly(strapi, LOOKING_MS, () => resumeRefunds(strapi));
  const stopForgetting = repeatedly(strapi, FORGETTING_MS, () =>
    forgetEvents(strapi.db.connection, KEPT_DAYS),
  );
  return async () => {
    await stopAsking();
    await stopResuming();
    await stopForgetting();
  };
};
