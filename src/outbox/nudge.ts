import type { Knex } from 'knex';

/** Who in this process works on each topic. */
const workers = new Map<string, Set<() => void>>();

/**
 * Has somebody told when there is work of a topic in this process.
 * @returns what takes it back
 */
export const onNudge = (topic: string, nudge: () => void): (() => void) => {
  const told = workers.get(topic) ?? new Set();
  workers.set(topic, told.add(nudge));
  return () => void told.delete(nudge);
};

/** Says in this process that there may be work. */
export const nudgeTopics = (topics: string[]): void => {
  for (const topic of topics) for (const nudge of workers.get(topic) ?? []) nudge();
};

/** Says so once a transaction is committed; one that is rolled back has left nothing to do. */
export const nudgeAfterCommit = (trx: Knex, topics: string[]): void => {
  const committed =
    'executionPromise' in trx ? (trx as Knex.Transaction).executionPromise : Promise.resolve();
  void committed.then(
    () => nudgeTopics(topics),
    () => undefined,
  );
};
