import type { Core } from '@strapi/strapi';
import { serviceOf } from '../../http/service-of';
import { repeatedly } from '../../start/repeatedly';
import { createDigestService } from './services/digest';

const LOOKING_MS = 60_000;

/**
 * Watches the clock for the daily mails about low stock.
 * @returns what stops it
 */
export const watchStock = (strapi: Core.Strapi): (() => Promise<void>) => {
  const service = serviceOf(strapi, 'api::stock.digest', createDigestService);
  return repeatedly(strapi, LOOKING_MS, () => service.sendDue(new Date()));
};
