/** Lets some work through, and has the rest wait for its turn. */
export type Gate = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** @param most how much goes on at once */
export const createGate = (most: number): Gate => {
  let free = most;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
};
