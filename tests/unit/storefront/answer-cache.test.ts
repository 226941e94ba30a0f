import { createAnswerCache } from '../../../src/storefront/answer-cache';
import { finish, type FinishedBody } from '../../../src/storefront/finished-body';

const KILOBYTE = 1024;

/** Counts how often an answer is made. */
const counted = (text: string) => {
  const maker = {
    made: 0,
    make: (): Promise<FinishedBody> => {
      maker.made += 1;
      return Promise.resolve(finish(text));
    },
  };
  return maker;
};

const textOf = ({ bytes }: FinishedBody): string => bytes.toString();

describe('finished answers', () => {
  test('are kept while their version stands', async () => {
    const cache = createAnswerCache(64 * KILOBYTE);
    const old = counted('old');
    const fresh = counted('new');
    expect(textOf(await cache.answer('/a', '1', old.make))).toBe('old');
    expect(textOf(await cache.answer('/a', '1', old.make))).toBe('old');
    expect(textOf(await cache.answer('/a', '2', fresh.make))).toBe('new');
    expect(textOf(await cache.answer('/a', '2', old.make))).toBe('new');
    expect([old.made, fresh.made]).toEqual([1, 1]);
  });

  test('are shared by equal questions that come meanwhile, and by no others', async () => {
    const cache = createAnswerCache(64 * KILOBYTE);
    const a = counted('a');
    const b = counted('b');
    const answers = await Promise.all([
      cache.answer('/a', '1', a.make),
      cache.answer('/a', '1', a.make),
      cache.answer('/b', '1', b.make),
      cache.answer('/a', '2', a.make),
    ]);
    expect(answers.map(textOf)).toEqual(['a', 'a', 'b', 'a']);
    expect([a.made, b.made]).toEqual([2, 1]);
  });

  test('that fail are kept by nobody, and told to everybody who waited', async () => {
    const cache = createAnswerCache(64 * KILOBYTE);
    const failing = (): Promise<FinishedBody> => Promise.reject(new Error('no database'));
    const waiting = [cache.answer('/a', '1', failing), cache.answer('/a', '1', failing)];
    const outcomes = await Promise.allSettled(waiting);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(textOf(await cache.answer('/a', '1', counted('a').make))).toBe('a');
  });

  test('take no more memory than they may', async () => {
    const cache = createAnswerCache(64 * KILOBYTE);
    for (let number = 0; number < 1_000; number += 1) {
      await cache.answer(`/${number}`, '1', counted('x'.repeat(4 * KILOBYTE)).make);
    }
    expect(cache.size()).toBeLessThanOrEqual(64 * KILOBYTE);
    expect(cache.size()).toBeGreaterThan(32 * KILOBYTE);
    const huge = counted('x'.repeat(128 * KILOBYTE));
    await cache.answer('/huge', '1', huge.make);
    await cache.answer('/huge', '1', huge.make);
    expect(huge.made).toBe(2);
  });
});
