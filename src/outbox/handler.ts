/** A message as its handler sees it. */
export type ClaimedMessage = {
  /** the same at each attempt, so that what it brings about can be told apart from a repetition */
  id: string;
  topic: string;
  key: string | null;
  company: string | null;
  payload: unknown;
  /** 1 for the first */
  attempt: number;
  createdAt: Date;
};

/** Who does what the messages of a topic ask for, how many at once, and how persistently. */
export type OutboxHandler = {
  topic: string;
  /** how many messages a process works on at once */
  concurrency: number;
  /** after so many a message is a dead letter */
  attempts: number;
  /** the pause after the first failed attempt; each further one is twice as long */
  firstPauseMs: number;
  longestPauseMs: number;
  /**
   * Must bear repetition: a process may die between what it does here and the note that it is done.
   * @param signal aborted when the process stops or has lost its claim; whoever throws then is not counted as failed
   * @throws HandlingFailure to say that another attempt is useless; anything else is tried again
   */
  handle: (message: ClaimedMessage, signal: AbortSignal) => Promise<void>;
};

/**
 * Who does what messages of a topic ask for together, because that is cheaper: with one statement for all of them.
 * Messages of one key come in their order, and those of one key never lie in two batches at once.
 */
export type OutboxBatchHandler = Omit<OutboxHandler, 'concurrency' | 'handle'> & {
  /** how many messages a process takes up together */
  most: number;
  /** for how long they are gathered before that, where nobody waits for the first of them */
  gatherMs?: number;
  /**
   * Must bear repetition. Where it throws, each message is handled alone, so that one bad message fails for itself;
   * once three in a row have failed so, the rest is tried again later.
   * @throws HandlingFailure as {@link OutboxHandler.handle}
   */
  handleAll: (messages: ClaimedMessage[], signal: AbortSignal) => Promise<void>;
};
