import { lastWords } from '../../../src/outbox/failure';
import { pauseAfter } from '../../../src/outbox/pause';

const limits = { firstPauseMs: 1_000, longestPauseMs: 6_000 };

test.each([
  [1, 0, 1_000],
  [2, 0, 2_000],
  [3, 0, 4_000],
  [4, 0, 6_000],
  [50, 0, 6_000],
  [1, 1, 500],
  [3, 0.5, 3_000],
])('after attempt %i with chance %d comes a pause of %i', (attempt, chance, pause) => {
  expect(pauseAfter(attempt, limits, chance)).toBe(pause);
});

test('chance keeps a pause between a half and the whole', () => {
  const pauses = Array.from({ length: 200 }, () => pauseAfter(1, limits));
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(500);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(1_000);
  expect(new Set(pauses).size).toBeGreaterThan(20);
});

describe('the last words of an error', () => {
  test.each([
    [new Error('first\nsecond\n\n'), 'second'],
    [new Error(''), 'Error'],
    ['thrown text', 'thrown text'],
    [new Error('a\u0007b'), 'a b'],
    [new Error('postgres://shop:hunter2@db/x is gone'), 'postgres://***@db/x is gone'],
    [new Error('Authorization: Bearer abc.def'), 'Authorization: Bearer ***'],
    [new Error('{"password":"hunter2"}'), '{"password":***'],
    [new Error('key SG.abc_d.ef-g is bad'), 'key *** is bad'],
    [new Error('link ?token=abc&x=1'), 'link ?token=***&x=1'],
    [new Error('jwt eyJhbGciOi.eyJfaWQ.sig'), 'jwt ***'],
    [new Error('x'.repeat(1_000)), 'x'.repeat(300)],
  ])('%j', (error, words) => expect(lastWords(error)).toBe(words));
});
