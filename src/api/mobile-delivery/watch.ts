import type { Core } from '@strapi/strapi';
import { serviceOf } from '../../http/service-of';
import { repeatedly } from '../../start/repeatedly';
import { createEventsService } from './services/events';

const LOOKING_MS = 60_000;

/**
 * Watches over what phones of drivers told.
 * @returns what stops it
 */
export const watchDriverEvents = (strapi: Core.Strapi): (() => Promise<void>) => {
  const service = serviceOf(strapi, 'api::mobile-delivery.events', createEventsService);
  return repeatedly(strapi, LOOKING_MS, () => service.sweep());
};
