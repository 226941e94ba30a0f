import pLimit from 'p-limit';

/**
 * How many pictures are decoded and resized at once in this process. One of 50 million pixels fills 200 MB, so
 * further uploads wait their turn with their bytes on disk.
 */
const AT_ONCE = 2;

const limit = pLimit(AT_ONCE);

/** Runs work on a picture when its turn has come. */
export const whenItsTurn = <Result>(work: () => Promise<Result>): Promise<Result> => limit(work);
