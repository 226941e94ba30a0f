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
