/** How much is allowed: so much at once, and so much more with each second. */
export type Pace = { perSecond: number; burst: number };

/** Something that is allowed so often. */
export type Allowance = {
  /** Takes one, if there is one left. */
  take: () => boolean;
};

/** @param now milliseconds of a clock that only goes forward */
export const createAllowance = (
  { perSecond, burst }: Pace,
  now: () => number = () => performance.now(),
): Allowance => {
  let left = burst;
  let at = now();
  return {
    take: () => {
      const time = now();
      left = Math.min(burst, left + ((time - at) / 1_000) * perSecond);
      at = time;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
};
