/** A server of somebody else's does not do its work; the message says how, without addresses or keys. */
export class Unavailable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Unavailable';
  }
}

/** Who is told when it fails, and when it works again; each once. */
export type Watcher = { failed: (reason: string) => void; recovered: () => void };

/** Does some work, or answers null where it was not tried or has failed with `Unavailable`. */
export type Circuit = <Answer>(work: () => Promise<Answer>) => Promise<Answer | null>;

/**
 * Leaves alone for a while what has failed, so that not everybody waits for it in vain; then one attempt at a time shows
 * whether it works again. Every end of the work but `Unavailable` shows that: other errors are passed on.
 */
export const createCircuit = (pauseMs: number, watcher: Watcher): Circuit => {
  let isDown = false;
  let isTrying = false;
  let restsUntil = 0;
  let failures = 0;

  const fail = (reason: string): void => {
    failures += 1;
    restsUntil = Date.now() + pauseMs;
    if (!isDown) watcher.failed(reason);
    isDown = true;
  };

  const recover = (): void => {
    if (isDown) watcher.recovered();
    isDown = false;
  };

  return async (work) => {
    if (isDown && (isTrying || Date.now() < restsUntil)) return null;
    const isTrial = isDown;
    if (isTrial) isTrying = true;
    // What was under way when it failed tells nothing of how it is since.
    const failuresBefore = failures;
    const isNews = (): boolean => failures === failuresBefore;
    try {
      const answer = await work();
      if (isNews()) recover();
      return answer;
    } catch (error) {
      if (error instanceof Unavailable) {
        if (isNews()) fail(error.message);
        return null;
      }
      if (isNews()) recover();
      throw error;
    } finally {
      if (isTrial) isTrying = false;
    }
  };
};
