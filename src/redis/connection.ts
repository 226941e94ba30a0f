import type { Core } from '@strapi/strapi';
import { Redis } from 'ioredis';

/** Nobody is kept waiting for Redis any longer. */
const PATIENCE = 500;
const CONNECT_LIMIT = 2_000;
const LONGEST_PAUSE = 2_000;

/** The process's connection to Redis, which may be down at any time. */
export type SharedRedis = {
  client: Redis;
  /**
   * Runs commands; null where there is no answer in time. A connection that does not answer is given up and opened
   * again.
   */
  ask: <Answer>(work: () => Promise<Answer>) => Promise<Answer | null>;
  /** resolves when the first attempt to connect has succeeded or failed */
  settled: Promise<void>;
};

/** Gives up after a while; but where this process itself was held up, looks first whether the answer has come. */
const inTime = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => setImmediate(() => reject(new Error('it took too long'))), PATIENCE);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
};

const connections = new WeakMap<Core.Strapi, SharedRedis>();

const connect = (strapi: Core.Strapi, url: string): SharedRedis => {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_LIMIT,
    commandTimeout: CONNECT_LIMIT,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(attempt * 100, LONGEST_PAUSE),
  });
  let answers = true;
  const lost = (reason: string): void => {
    if (!answers) return;
    answers = false;
    strapi.log.error(`Redis does not answer (${reason}): until it does, each process counts for itself`);
  };
  client.on('error', (error: Error) => lost(error.message || error.name));
  client.on('close', () => lost('the connection was closed'));
  client.on('ready', () => {
    if (!answers) strapi.log.warn('Redis answers again: processes count together');
    answers = true;
  });
  const isReady = (): boolean => client.status === 'ready';
  return {
    client,
    ask: async (work) => {
      if (!isReady()) return null;
      try {
        return await inTime(work());
      } catch (error) {
        lost((error as Error).message);
        // A frozen server keeps the connection open; a new one is ready only when the server speaks.
        if (isReady()) client.disconnect(true);
        return null;
      }
    },
    settled: client.connect().catch(() => undefined),
  };
};

/** The connection to the Redis of `REDIS_URL`, opened at the first call; null where there is none. */
export const redisOf = (strapi: Core.Strapi): SharedRedis | null => {
  const url = strapi.config.get<string>('rate-limit.redisUrl');
  if (!url) return null;
  const existing = connections.get(strapi);
  if (existing) return existing;
  const opened = connect(strapi, url);
  connections.set(strapi, opened);
  return opened;
};

/** Closes the connection for good. */
export const closeRedis = (strapi: Core.Strapi): void => {
  const connection = connections.get(strapi);
  if (!connection) return;
  connection.client.removeAllListeners();
  connection.client.on('error', () => undefined);
  connection.client.disconnect();
  connections.delete(strapi);
};
