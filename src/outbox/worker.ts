import type { Core } from '@strapi/strapi';
import { listen } from '../postgres/listener';
import { OUTBOX_CHANNEL } from './enqueue';
import { createGate } from './gate';
import type { OutboxBatchHandler, OutboxHandler } from './handler';
import { onNudge } from './nudge';
import { workOnTopic } from './topic-worker';

/** How long the end of the application waits for what is at work; after that the lease of it runs out. */
const STOP_WITHIN_MS = 15_000;

/** How many claims and notes of a process are under way at once: most of its connections are for requests. */
const MOST_STATEMENTS = 3;

/** The part of config/outbox.ts that says when. */
export type OutboxTimes = { leaseMs: number; pollMs: number };

/**
 * Has messages handled in this process, beside whatever other processes do the same. PostgreSQL tells of new
 * ones; what was not heard of, and attempts that come due, are found by looking from time to time.
 * @returns what stops it, once nothing is at work any more
 */
export const startOutbox = (
  strapi: Core.Strapi,
  handlers: (OutboxHandler | OutboxBatchHandler)[],
  times: OutboxTimes = strapi.config.get<OutboxTimes>('outbox'),
): (() => Promise<void>) => {
  const surroundings = {
    db: strapi.db.connection,
    gate: createGate(MOST_STATEMENTS),
    log: strapi.log,
    leaseMs: times.leaseMs,
  };
  const workers = new Map(handlers.map((handler) => [handler.topic, workOnTopic(handler, surroundings)]));
  const nudgeAll = (): void => {
    for (const worker of workers.values()) worker.nudge();
  };
  const listener = listen(strapi, { [OUTBOX_CHANNEL]: (topic) => workers.get(topic)?.nudge() }, nudgeAll);
  const stopNudges = [...workers].map(([topic, worker]) => onNudge(topic, worker.nudge));
  const polling = setInterval(nudgeAll, times.pollMs);
  polling.unref();
  return async () => {
    clearInterval(polling);
    for (const stopNudge of stopNudges) stopNudge();
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
