import { LRUCache } from 'lru-cache';
import type { FinishedBody } from './finished-body';

type Kept = { version: number; until: number; body: FinishedBody };

/** How an answer is to be kept. */
export type Keeping = {
  /** under which the answer holds; read before `make` runs, so that what is kept can only be newer */
  version: number;
  /** milliseconds after which it is made anew all the same */
  maxAge: number;
};

/** What an entry takes besides its bytes: key, tag, the lists that hold it. */
const OVERHEAD = 512;

/**
 * Finished answers in memory, the least recently asked for making room. Equal questions that come while the
 * first is being answered wait for that answer.
 * @param maxBytes how much may be kept, more than 0
 */
export const createAnswerCache = (maxBytes: number) => {
  const kept = new LRUCache<string, Kept>({ maxSize: maxBytes });
  const making = new Map<string, Promise<FinishedBody>>();

  const find = (key: string, version: number): FinishedBody | null => {
    const present = kept.get(key);
    return present?.version === version && present.until > performance.now() ? present.body : null;
  };

  const makeOnce = (
    key: string,
    { version, maxAge }: Keeping,
    make: () => Promise<FinishedBody>,
  ): Promise<FinishedBody> => {
    const question = `${version} ${key}`;
    const present = making.get(question);
    if (present) return present;
    const made = make()
      .then((body) => {
        const size = body.bytes.length + key.length + OVERHEAD;
        kept.set(key, { version, until: performance.now() + maxAge, body }, { size });
        return body;
      })
      .finally(() => making.delete(question));
    making.set(question, made);
    return made;
  };

  return {
    /** The answer to a question: the kept one while it holds, else a new one. */
    answer: async (key: string, keeping: Keeping, make: () => Promise<FinishedBody>): Promise<FinishedBody> =>
      find(key, keeping.version) ?? makeOnce(key, keeping, make),

    /** How many bytes are kept, by the same measure as the limit. */
    size: (): number => kept.calculatedSize,
  };
};

export type AnswerCache = ReturnType<typeof createAnswerCache>;
