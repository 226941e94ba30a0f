/** Whether something is worth being asked, judged by how it went before. */
export type Circuit = {
  /** false while it rests; true for one caller when the rest is over, who finds out for all */
  isClosed: () => boolean;
  succeeded: () => void;
  failed: () => void;
};

/**
 * Lets something rest that has failed several times in a row, so that not everybody waits for it in vain.
 * @param now milliseconds of any clock
 */
export const createCircuit = (
  { failures, restMs }: { failures: number; restMs: number },
  now: () => number = Date.now,
): Circuit => {
  let failedInARow = 0;
  let restsUntil = 0;
  return {
    isClosed: () => {
      if (failedInARow < failures) return true;
      if (now() < restsUntil) return false;
      restsUntil = now() + restMs;
      return true;
    },
    succeeded: () => {
      failedInARow = 0;
    },
    failed: () => {
      failedInARow += 1;
      if (failedInARow >= failures) restsUntil = now() + restMs;
    },
  };
};
