import type { Core } from '@strapi/strapi';
import { repeatedly } from '../../start/repeatedly';
import { trimNotifications } from './store';
import { trimSubscriptions } from './subscription-store';

const TRIMMING_MS = 60 * 60_000;

/**
 * Forgets, from time to time, what customers were told long ago, and browsers whose time is over.
 * @returns what stops it
 */
export const watchNotifications = (strapi: Core.Strapi): (() => Promise<void>) =>
  repeatedly(strapi, TRIMMING_MS, async () => {
    await trimNotifications(strapi.db.connection, strapi.config.get<number>('notifications.days'));
    await trimSubscriptions(strapi.db.connection);
  });
