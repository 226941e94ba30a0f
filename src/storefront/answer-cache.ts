import { LRUCache } from 'lru-cache';
import type { FinishedBody } from './finished-body';

type Kept = { version: string; body: FinishedBody };

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

  const find = (key: string, version: string): FinishedBody | null => {
    const present = kept.get(key);
    return present?.version === version ? present.body : null;
  };

  const makeOnce = (
    key: string,
    version: string,
    make: () => Promise<FinishedBody>,
  ): Promise<FinishedBody> => {
    const question = `${version} ${key}`;
    const present = making.get(question);
    if (present) return present;
    const made = make()
      .then((body) => {
        const size = body.bytes.length + key.length + OVERHEAD;
        kept.set(key, { version, body }, { size });
        return body;
      })
      .finally(() => making.delete(question));
    making.set(question, made);
    return made;
  };

  return {
    /**
     * The answer to a question: the kept one while it holds, else a new one.
     * @param version under which the answer holds; read before `make` runs, so that what is kept can only be newer
     */
    answer: async (key: string, version: string, make: () => Promise<FinishedBody>): Promise<FinishedBody> =>
      find(key, version) ?? makeOnce(key, version, make),

    /** How many bytes are kept, by the same measure as the limit. */
    size: (): number => kept.calculatedSize,
  };
};

export type AnswerCache = ReturnType<typeof createAnswerCache>;
