import type { Core } from '@strapi/strapi';
import { LRUCache } from 'lru-cache';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import { redisOf } from '../redis/connection';

/** How much has been counted under a key, and when that is forgotten. */
export type Count = { counted: number; resetMs: number };

/** Counts by key; a key is forgotten some time after its first count. */
export type Counter = {
  /** adds to a key and says what it holds now; parallel callers each see a sum of their own */
  add: (key: string, points: number) => Promise<Count>;
  /** sets a key, to be forgotten after that many seconds */
  set: (key: string, points: number, seconds: number) => Promise<void>;
  forget: (key: string) => Promise<void>;
};

/** The memory limiter forgets by time only; whoever has many addresses shall not fill the memory until then. */
const MOST_KEYS = 100_000;

const createLocal = (options: { duration: number; points: number; keyPrefix: string }) => {
  const limiter = new RateLimiterMemory(options);
  const keys = new LRUCache<string, true>({
    max: MOST_KEYS,
    dispose: (_value, key, reason) => {
      if (reason === 'evict') void limiter.delete(key);
    },
  });
  const remember = (key: string): void => {
    if (!keys.get(key)) keys.set(key, true);
  };
  return { limiter, remember };
};

/**
 * A counter that all processes share where there is Redis, and else one of this process. While Redis does not
 * answer, this process counts for itself; nobody waits or is refused because of it.
 * @param name apart from other counters
 * @param seconds after which a key is forgotten
 */
export const createCounter = (strapi: Core.Strapi, name: string, seconds: number): Counter => {
  const options = { duration: seconds, points: 1 };
  const local = createLocal({ ...options, keyPrefix: name });
  const redis = redisOf(strapi);
  const shared =
    redis &&
    new RateLimiterRedis({ ...options, storeClient: redis.client, keyPrefix: `saptmarkets:limit:${name}` });

  const count = async <Result>(
    key: string,
    work: (limiter: RateLimiterAbstract) => Promise<Result>,
  ): Promise<Result> => {
    const answer = shared && (await redis.ask(() => work(shared)));
    if (answer !== null) return answer;
    local.remember(key);
    return work(local.limiter);
  };

  return {
    add: async (key, points) => {
      // A "penalty" only counts; what is too much, the caller says.
      const { consumedPoints, msBeforeNext } = await count(key, (limiter) => limiter.penalty(key, points));
      return { counted: consumedPoints, resetMs: Math.max(msBeforeNext, 0) };
    },
    set: async (key, points, forSeconds) => {
      await count(key, (limiter) => limiter.set(key, points, forSeconds));
    },
    forget: async (key) => {
      await count(key, (limiter) => limiter.delete(key));
    },
  };
};
