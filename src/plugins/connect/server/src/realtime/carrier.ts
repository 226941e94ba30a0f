import type { Core } from '@strapi/strapi';
import type { ServerOptions } from 'socket.io';
import type { Adapter } from 'socket.io-adapter';
import type { Hearing, Others } from './others';
import { carryByPostgres } from './postgres-carrier';
import { carryByRedis } from './redis-carrier';
import { memorySessions, type Sessions } from './sessions';
import { realtimeSettings } from './settings';

/** What carries events from one process to the others. */
export type Carrier = Pick<Others, 'tellPassing'> & {
  /** unset: there are no others */
  adapter?: ServerOptions['adapter'];
  /** what it keeps for those whose connection is broken; null where it keeps nothing */
  sessions: ((adapter: Adapter) => Sessions) | null;
  close: () => Promise<void>;
};

const alone = (recoveryMs: number): Carrier => ({
  sessions: memorySessions(recoveryMs),
  tellPassing: () => undefined,
  close: () => Promise.resolve(),
});

/** Redis where there is one (D42), PostgreSQL where there are several processes, and else nothing. */
export const carrierOf = (strapi: Core.Strapi, hearing: Hearing): Carrier => {
  const redisUrl = strapi.config.get<string>('rate-limit.redisUrl');
  const { processes, recoveryMs } = realtimeSettings(strapi);
  if (redisUrl) return carryByRedis(strapi, redisUrl, hearing);
  return processes > 1 ? carryByPostgres(strapi, hearing) : alone(recoveryMs);
};
