import { HandlingFailure, lastWords } from './failure';
import type { OutboxBatchHandler, OutboxHandler } from './handler';
import { pauseAfter } from './pause';
import type { HeldMessage, Outcome } from './store';

const DIED_AT_WORK = 'the process that worked on it ended without a word';

/** So many that fail one after the other lack something that all of them need. */
const OUTAGE = 3;

type Persistence = Pick<OutboxHandler, 'attempts' | 'firstPauseMs' | 'longestPauseMs'>;

/** What became of a message that could not be handled. */
const failed = (message: HeldMessage, error: unknown, handler: Persistence): Outcome => {
  const lastError = lastWords(error);
  const isFinal = error instanceof HandlingFailure && !error.retry;
  return isFinal || message.attempt >= handler.attempts
    ? { ...message, ending: 'buried', lastError }
    : { ...message, ending: 'postponed', lastError, pauseMs: pauseAfter(message.attempt, handler) };
};

const isOvertried = ({ attempt }: HeldMessage, { attempts }: Pick<OutboxHandler, 'attempts'>): boolean =>
  // Each claim counts, also one that nobody lived to see the end of: a message that kills its process stops.
  attempt > attempts;

/** Handles one message. */
export const attemptOne = async (
  handler: OutboxHandler,
  message: HeldMessage,
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

/**
 * What becomes of a message that was tried with others only: its turn alone did not come. Its last attempt is not
 * spent so, since it may be good and follow bad ones.
 */
const leftOut = (message: HeldMessage, error: string | undefined, handler: Persistence): Outcome =>
  message.attempt < handler.attempts
    ? failed(message, error, handler)
    : { ...message, ending: 'given_back', pauseMs: pauseAfter(handler.attempts, handler) };

/** Whether an attempt failed for a reason that may pass. */
const isPassing = ({ ending, attempt }: Outcome, { attempts }: Persistence): boolean =>
  ending === 'postponed' || (ending === 'buried' && attempt === attempts);

/**
 * Handles each of a batch alone, in order, until several have failed one after the other; what follows one that failed
 * in its key waits for it.
 */
const attemptEach = async (
  handler: OutboxBatchHandler,
  messages: HeldMessage[],
  signal: AbortSignal,
  report: (outcomes: Outcome[]) => void,
): Promise<void> => {
  const one: OutboxHandler = {
    ...handler,
    concurrency: 1,
    handle: (message, aborted) => handler.handleAll([message], aborted),
  };
  const heldUp = new Set<string>();
  let failures = 0;
  for (const [place, message] of messages.entries()) {
    const { key } = message;
    const outcome: Outcome =
      key !== null && heldUp.has(key)
        ? { ...message, ending: 'given_back' }
        : await attemptOne(one, message, signal);
    if (key !== null && (outcome.ending === 'postponed' || outcome.ending === 'given_back')) heldUp.add(key);
    report([outcome]);
    if (outcome.ending !== 'given_back') failures = isPassing(outcome, handler) ? failures + 1 : 0;
    if (failures < OUTAGE) continue;
    report(messages.slice(place + 1).map((rest) => leftOut(rest, outcome.lastError, handler)));
    return;
  }
};

/**
 * Handles a batch: all at once, and each alone where that fails, until it shows that all would.
 * @param report is told what became of each, as soon as that is known
 */
export const attemptAll = async (
  handler: OutboxBatchHandler,
  messages: HeldMessage[],
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
