import type { Knex } from 'knex';
import { HandlingFailure, lastWords } from './failure';
import type { ClaimedMessage, OutboxHandler } from './handler';
import { pauseAfter } from './pause';
import {
  buryMessage,
  claimDue,
  finishMessage,
  giveBackMessage,
  postponeMessage,
  releaseNext,
  renewClaims,
} from './store';

/** What a worker needs of the application. */
export type Surroundings = {
  db: Knex;
  log: { error: (words: unknown) => unknown; warn: (words: string) => unknown };
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

/** A database that does not take the outcome of an attempt is asked again, for about one lease. */
const NOTE_AGAIN_MS = 1_000;
const MOST_NOTES = 30;

const DIED_AT_WORK = 'the process that worked on it ended without a word';

type Held = {
  message: ClaimedMessage;
  ending: AbortController;
  /** by this process's clock */
  heldUntil: number;
  done: Promise<void>;
};

/** Starts working on a topic. */
export const workOnTopic = (handler: OutboxHandler, { db, log, leaseMs }: Surroundings): TopicWorker => {
  const held = new Map<string, Held>();
  let stopped = false;
  let looking: Promise<void> | null = null;
  let isNudged = false;

  /** What became of an attempt, as what has to be noted in the table. */
  const attempt = async (message: ClaimedMessage, signal: AbortSignal): Promise<() => Promise<void>> => {
    try {
      signal.throwIfAborted();
      // Each claim counts, also one that nobody lived to see the end of: a message that kills its process stops.
      if (message.attempt > handler.attempts) throw new HandlingFailure(DIED_AT_WORK, { retry: false });
      await handler.handle(message, signal);
      return () => finishMessage(db, message);
    } catch (error) {
      if (signal.aborted) return () => giveBackMessage(db, message);
      const words = lastWords(error);
      const isFinal = error instanceof HandlingFailure && !error.retry;
      if (!isFinal && message.attempt < handler.attempts) {
        return () => postponeMessage(db, message, pauseAfter(message.attempt, handler), words);
      }
      log.error(
        `outbox: ${handler.topic} ${message.id} failed for good at attempt ${message.attempt}: ${words}`,
      );
      return () => buryMessage(db, message, words);
    }
  };

  /** An outcome that is not noted would be brought about again. */
  const persist = async (note: () => Promise<void>): Promise<void> => {
    for (let left = MOST_NOTES; ; left -= 1) {
      try {
        await note();
        return;
      } catch (error) {
        if (left === 0 || stopped) throw error;
        await new Promise((resolve) => setTimeout(resolve, NOTE_AGAIN_MS));
      }
    }
  };

  const work = async (message: ClaimedMessage, signal: AbortSignal): Promise<void> => {
    try {
      await persist(await attempt(message, signal));
      await persist(() => releaseNext(db, message));
    } catch (error) {
      log.error(error);
    } finally {
      held.delete(message.id);
      nudge();
    }
  };

  /** What was claimed while this process was told to stop is let go at once. */
  const begin = (message: ClaimedMessage, heldUntil: number): void => {
    const ending = new AbortController();
    if (stopped) ending.abort();
    const done = work(message, ending.signal);
    held.set(message.id, { message, ending, heldUntil, done });
  };

  const takeUp = async (): Promise<void> => {
    const free = handler.concurrency - held.size;
    if (stopped || free <= 0) return;
    const heldUntil = Date.now() + leaseMs;
    const { messages, putAside } = await claimDue(db, handler.topic, free, leaseMs);
    for (const message of messages) begin(message, heldUntil);
    if (putAside > 0) isNudged = true;
  };

  const look = async (): Promise<void> => {
    try {
      while (isNudged) {
        isNudged = false;
        await takeUp();
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
    const before = [...held.values()];
    if (before.length === 0) return;
    const heldUntil = Date.now() + leaseMs;
    const still = await renewClaims(
      db,
      before.map(({ message }) => message),
      leaseMs,
    );
    for (const claim of before) {
      if (still.has(claim.message.id)) claim.heldUntil = heldUntil;
      else claim.ending.abort();
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
      await looking;
      for (const { ending } of held.values()) ending.abort();
      await Promise.all([...held.values()].map(({ done }) => done));
      clearInterval(renewing);
    },
  };
};
