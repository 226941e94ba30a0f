import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';
import { attemptAll, attemptOne } from './attempt';
import type { Gate } from './gate';
import type { OutboxBatchHandler, OutboxHandler } from './handler';
import { openNotebook } from './notebook';
import {
  claimDue,
  type HeldMessage,
  type Outcome,
  releaseKeys,
  renewClaims,
  settleClaims,
  tellOfTopic,
} from './store';

/** What a worker needs of the application. */
export type Surroundings = {
  db: Knex;
  /** by which claims and notes go, so that they leave connections to others */
  gate: Gate;
  log: { error: (words: unknown) => unknown };
  leaseMs: number;
};

/** Works on the messages of one topic. */
export type TopicWorker = {
  /** there may be something to do */
  nudge: () => void;
  /** takes up nothing further; resolves when what it holds is finished or given back */
  stop: () => Promise<void>;
};

/** Claims are renewed so often that one missed renewal loses none. */
const RENEWALS_A_LEASE = 3;

/** How many messages that have to wait for their key a look goes through, and one after a look that was all of such. */
const PATIENCE = 50;
const LONG_PATIENCE = 1_000;

type Held = {
  message: HeldMessage;
  /** of all that is handled together with it */
  ending: AbortController;
  /** by this process's clock */
  heldUntil: number;
  /** what became of it is being noted */
  isOver: boolean;
};

/** Starts working on a topic. */
export const workOnTopic = (
  handler: OutboxHandler | OutboxBatchHandler,
  { db, gate, log, leaseMs }: Surroundings,
): TopicWorker => {
  const isBatch = 'handleAll' in handler;
  const { topic } = handler;
  const mostOfKey = isBatch ? handler.most : 1;
  const held = new Map<string, Held>();
  const atWork = new Set<Promise<void>>();
  const gatherMs = isBatch ? (handler.gatherMs ?? 0) : 0;
  let stopped = false;
  let looking: Promise<void> | null = null;
  let isNudged = false;
  let leavesWork = false;

  const release = (keys: (string | null)[]): Promise<void> =>
    releaseKeys(db, topic, [...new Set(keys.filter((key) => key !== null))].sort(), mostOfKey);

  const notebook = openNotebook((outcomes) =>
    gate(async () => {
      await settleClaims(db, outcomes);
      await release(outcomes.map(({ key }) => key));
    }),
  );

  const note = async (outcomes: Outcome[]): Promise<void> => {
    for (const { id, attempt, ending, lastError = '' } of outcomes) {
      const claim = held.get(id);
      if (claim) claim.isOver = true;
      if (ending === 'given_back' && stopped) leavesWork = true;
      if (ending !== 'buried') continue;
      log.error(`outbox: ${topic} ${id} failed for good at attempt ${attempt}: ${lastError}`);
    }
    try {
      await notebook.note(outcomes);
    } catch (error) {
      log.error(error);
    }
    for (const { id } of outcomes) held.delete(id);
    nudge();
  };

  const work = async (messages: HeldMessage[], signal: AbortSignal): Promise<void> => {
    if (!isBatch) {
      for (const message of messages) await note([await attemptOne(handler, message, signal)]);
      return;
    }
    const notes: Promise<void>[] = [];
    await attemptAll(handler, messages, signal, (outcomes) => notes.push(note(outcomes)));
    await Promise.all(notes);
  };

  /** What was claimed while this process was told to stop is let go at once. */
  const begin = (messages: HeldMessage[], heldUntil: number): void => {
    const ending = new AbortController();
    if (stopped) ending.abort();
    for (const message of messages) held.set(message.id, { message, ending, heldUntil, isOver: false });
    const done = work(messages, ending.signal);
    atWork.add(done);
    void done.finally(() => atWork.delete(done));
  };

  const free = (): number => {
    if (!isBatch) return handler.concurrency - held.size;
    return held.size === 0 ? handler.most : 0;
  };

  /** @returns whether there may be more behind what had to be put aside */
  const takeUp = async (patience: number): Promise<boolean> => {
    let heldUntil = 0;
    const { messages, keysPutAside } = await gate(async () => {
      // Only now, since more may have ended while others were let through.
      const most = free();
      if (stopped || most <= 0) return { messages: [], keysPutAside: [] };
      heldUntil = Date.now() + leaseMs;
      return claimDue(db, {
        topic,
        most,
        mostOfKey,
        mostOrphans: isBatch ? 1 : most,
        leaseMs,
        patience,
      });
    });
    if (isBatch && messages.length > 0) begin(messages, heldUntil);
    if (!isBatch) for (const message of messages) begin([message], heldUntil);
    if (keysPutAside.length === 0) return false;
    await gate(() => release(keysPutAside));
    return true;
  };

  const look = async (): Promise<void> => {
    let patience = PATIENCE;
    try {
      while (isNudged) {
        // What was noted together frees its places together.
        await (gatherMs > 0 && !stopped ? pause(gatherMs) : new Promise((resolve) => setImmediate(resolve)));
        isNudged = false;
        if (!(await takeUp(patience))) continue;
        isNudged = true;
        patience = LONG_PATIENCE;
      }
    } catch (error) {
      log.error(error);
    }
    looking = null;
  };

  const nudge = (): void => {
    isNudged = true;
    looking ??= look();
  };

  const renew = async (): Promise<void> => {
    const before = [...held.values()].filter(({ isOver }) => !isOver);
    if (before.length === 0) return;
    const heldUntil = Date.now() + leaseMs;
    const still = await renewClaims(
      db,
      before.map(({ message }) => message),
      leaseMs,
    );
    for (const claim of before) {
      if (still.has(claim.message.id)) claim.heldUntil = heldUntil;
      else if (!claim.isOver) claim.ending.abort();
    }
  };

  const renewing = setInterval(() => {
    renew().catch((error: unknown) => {
      log.error(error);
      for (const { heldUntil, ending } of held.values()) if (heldUntil <= Date.now()) ending.abort();
    });
  }, leaseMs / RENEWALS_A_LEASE);
  renewing.unref();

  return {
    nudge,
    stop: async () => {
      stopped = true;
      notebook.close();
      await looking;
      for (const { ending } of held.values()) ending.abort();
      await Promise.all(atWork);
      clearInterval(renewing);
      if (leavesWork) await tellOfTopic(db, topic).catch((error: unknown) => log.error(error));
    },
  };
};
