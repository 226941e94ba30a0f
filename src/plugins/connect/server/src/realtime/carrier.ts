import type { Core } from '@strapi/strapi';
import type { ServerOptions } from 'socket.io';
import { carryByPostgres } from './postgres-carrier';
import { carryByRedis } from './redis-carrier';
import { realtimeSettings } from './settings';

/** What carries events from one process to the others. */
export type Carrier = {
  /** unset: there are no others */
  adapter?: ServerOptions['adapter'];
  /** whether it keeps what was sent, for those whose connection is broken */
  keeps: boolean;
  /** how often the others could not be told something */
  failures: () => number;
  close: () => Promise<void>;
};

const alone: Carrier = { keeps: true, failures: () => 0, close: () => Promise.resolve() };

/**
 * Redis where there is one (D42), PostgreSQL where there are several processes, and else nothing.
 * @param onMissed called when what the others told for a while was not heard
 */
export const carrierOf = (strapi: Core.Strapi, onMissed: () => void): Carrier => {
  const redisUrl = strapi.config.get<string>('rate-limit.redisUrl');
  if (redisUrl) return carryByRedis(strapi, redisUrl);
  return realtimeSettings(strapi).processes > 1 ? carryByPostgres(strapi, onMissed) : alone;
};
