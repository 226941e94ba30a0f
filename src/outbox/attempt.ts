import { HandlingFailure, lastWords } from './failure';
import type { ClaimedMessage, OutboxBatchHandler, OutboxHandler } from './handler';
import { pauseAfter } from './pause';
import type { Outcome } from './store';

const DIED_AT_WORK = 'the process that worked on it ended without a word';

/** What became of a message that could not be handled. */
const failed = (
  message: ClaimedMessage,
  error: unknown,
  handler: Pick<OutboxHandler, 'attempts' | 'firstPauseMs' | 'longestPauseMs'>,
): Outcome => {
  const lastError = lastWords(error);
  const isFinal = error instanceof HandlingFailure && !error.retry;
  return isFinal || message.attempt >= handler.attempts
    ? { ...message, ending: 'buried', lastError }
    : { ...message, ending: 'postponed', lastError, pauseMs: pauseAfter(message.attempt, handler) };
};

const isOvertried = ({ attempt }: ClaimedMessage, { attempts }: Pick<OutboxHandler, 'attempts'>): boolean =>
  // Each claim counts, also one that nobody lived to see the end of: a message that kills its process stops.
  attempt > attempts;

/** Handles one message. */
export const attemptOne = async (
  handler: OutboxHandler,
  message: ClaimedMessage,
  signal: AbortSignal,
): Promise<Outcome> => {
  try {
    signal.throwIfAborted();
    if (isOvertried(message, handler)) throw new HandlingFailure(DIED_AT_WORK, { retry: false });
    await handler.handle(message, signal);
    return { ...message, ending: 'done' };
  } catch (error) {
    return signal.aborted ? { ...message, ending: 'given_back' } : failed(message, error, handler);
  }
};

/** Handles each of a batch alone, in order; what follows one that failed in its key waits for it. */
const attemptEach = async (
  handler: OutboxBatchHandler,
  messages: ClaimedMessage[],
  signal: AbortSignal,
  report: (outcomes: Outcome[]) => void,
): Promise<void> => {
  const one: OutboxHandler = {
    ...handler,
    concurrency: 1,
    handle: (message, aborted) => handler.handleAll([message], aborted),
  };
  const heldUp = new Set<string>();
  for (const message of messages) {
    const { key } = message;
    const outcome: Outcome =
      key !== null && heldUp.has(key)
        ? { ...message, ending: 'given_back' }
        : await attemptOne(one, message, signal);
    if (key !== null && (outcome.ending === 'postponed' || outcome.ending === 'given_back')) heldUp.add(key);
    report([outcome]);
  }
};

/**
 * Handles a batch: all at once, and each alone where that fails.
 * @param report is told what became of each, as soon as that is known
 */
export const attemptAll = async (
  handler: OutboxBatchHandler,
  messages: ClaimedMessage[],
  signal: AbortSignal,
  report: (outcomes: Outcome[]) => void,
): Promise<void> => {
  if (messages.length > 1 && !signal.aborted && !messages.some((message) => isOvertried(message, handler))) {
    try {
      await handler.handleAll(messages, signal);
      report(messages.map((message) => ({ ...message, ending: 'done' })));
      return;
    } catch {
      // Which of them it was shows when each is handled alone, and so does why.
    }
  }
  await attemptEach(handler, messages, signal, report);
};
