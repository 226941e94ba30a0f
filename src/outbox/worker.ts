import type { Core } from '@strapi/strapi';
import { listen } from '../postgres/listener';
import { OUTBOX_CHANNEL } from './enqueue';
import type { OutboxHandler } from './handler';
import { workOnTopic } from './topic-worker';

/** How long the end of the application waits for what is at work; after that the lease of it runs out. */
const STOP_WITHIN_MS = 15_000;

/** The part of config/outbox.ts that says when. */
export type OutboxTimes = { leaseMs: number; pollMs: number };

/**
 * Has messages handled in this process, beside whatever other processes do the same. PostgreSQL tells of new
 * ones; what was not heard of, and attempts that come due, are found by looking from time to time.
 * @returns what stops it, once nothing is at work any more
 */
export const startOutbox = (
  strapi: Core.Strapi,
  handlers: OutboxHandler[],
  times: OutboxTimes = strapi.config.get<OutboxTimes>('outbox'),
): (() => Promise<void>) => {
  const surroundings = { db: strapi.db.connection, log: strapi.log, leaseMs: times.leaseMs };
  const workers = new Map(handlers.map((handler) => [handler.topic, workOnTopic(handler, surroundings)]));
  const nudgeAll = (): void => {
    for (const worker of workers.values()) worker.nudge();
  };
  const listener = listen(strapi, { [OUTBOX_CHANNEL]: (topic) => workers.get(topic)?.nudge() }, nudgeAll);
  const polling = setInterval(nudgeAll, times.pollMs);
  polling.unref();
  return async () => {
    clearInterval(polling);
    await listener.stop();
    let limit: NodeJS.Timeout | undefined;
    await Promise.race([
      Promise.all([...workers.values()].map((worker) => worker.stop())),
      new Promise<void>((resolve) => {
        limit = setTimeout(resolve, STOP_WITHIN_MS);
      }),
    ]);
    clearTimeout(limit);
  };
};
