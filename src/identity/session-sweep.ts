import type { Core } from '@strapi/strapi';
import { deleteExpiredSessions } from './session-store';

const ONE_HOUR = 60 * 60 * 1_000;

/**
 * Forgets sessions that are over, from time to time: they say where people were.
 * @returns what stops it
 */
export const sweepSessions = (strapi: Core.Strapi): (() => Promise<void>) => {
  const sweep = (): void => {
    deleteExpiredSessions(strapi.db.connection).catch((error: unknown) => strapi.log.error(error));
  };
  const sweeping = setInterval(sweep, ONE_HOUR);
  sweeping.unref();
  sweep();
  return () => {
    clearInterval(sweeping);
    return Promise.resolve();
  };
};
