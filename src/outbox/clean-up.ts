import type { Core } from '@strapi/strapi';
import { repeatedly } from '../start/repeatedly';
import { deleteOldLetters } from './dead-letters';

const ONE_HOUR = 60 * 60 * 1_000;

/** In steps, so that no lock is held for long. */
const STEP = 500;

/** Deletes dead letters that nobody has taken up in the days that they are kept. */
export const cleanUp = async (strapi: Core.Strapi): Promise<void> => {
  const days = strapi.config.get<number>('outbox.keepDeadDays');
  while ((await deleteOldLetters(strapi.db.connection, days, STEP)) === STEP);
};

/**
 * Does so from time to time.
 * @returns what stops it
 */
export const cleanUpOutbox = (strapi: Core.Strapi): (() => Promise<void>) =>
  repeatedly(strapi, ONE_HOUR, () => cleanUp(strapi));
