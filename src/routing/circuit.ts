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
 * whether it works again.
 */
export const createCircuit = (pauseMs: number, watcher: Watcher): Circuit => {
  let isDown = false;
  let isTrying = false;
  let restsUntil = 0;

  return async (work) => {
    if (isDown && (isTrying || Date.now() < restsUntil)) return null;
    isTrying = true;
    try {
      const answer = await work();
      if (isDown) watcher.recovered();
      isDown = false;
      return answer;
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      if (!isDown) watcher.failed(error.message);
      isDown = true;
      restsUntil = Date.now() + pauseMs;
      return null;
    } finally {
      isTrying = false;
    }
  };
};
