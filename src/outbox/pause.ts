import type { OutboxHandler } from './handler';

/**
 * How long to wait after a failed attempt: doubled each time up to the longest, and shortened by up to a half by
 * chance, so that what failed together does not come back together.
 * @param attempt 1 for the first
 * @param chance from 0 up to 1
 * @returns milliseconds
 */
export const pauseAfter = (
  attempt: number,
  { firstPauseMs, longestPauseMs }: Pick<OutboxHandler, 'firstPauseMs' | 'longestPauseMs'>,
  chance: number = Math.random(),
): number => {
  const full = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1));
  return Math.round(full * (1 - chance / 2));
};
