import fc from 'fast-check';
import { followingOf, happenedAt, inSequence } from '../../../src/domain/delivery/phone-event';

const now = new Date('2026-11-29T12:00:00Z');
const since = new Date('2026-11-29T11:00:00Z');
const at = (time: string): Date => new Date(time);

describe('when something happened', () => {
  test.each([
    ['as the phone says', '2026-11-29T11:30:00Z', '2026-11-29T11:30:00Z'],
    ['at the instant of what came before', '2026-11-29T11:00:00Z', '2026-11-29T11:00:00Z'],
    ['nothing has happened that is still to come', '2026-11-29T12:00:00.001Z', '2026-11-29T12:00:00Z'],
    ['nothing happens before what came before', '2026-11-29T10:59:59Z', '2026-11-29T12:00:00Z'],
  ])('%s', (_name, said, expected) => {
    expect(happenedAt(at(said), now, since)).toEqual(at(expected));
  });

  test('nothing is older than a day, and without a word it is now', () => {
    expect(happenedAt(at('2026-11-28T12:00:00Z'), now, null)).toEqual(at('2026-11-28T12:00:00Z'));
    expect(happenedAt(at('2026-11-28T11:59:59Z'), now, null)).toEqual(now);
    expect(happenedAt(null, now, since)).toEqual(now);
  });
});

test.each([
  [1, 0, 'next'],
  [8, 7, 'next'],
  [7, 7, 'late'],
  [1, 7, 'late'],
  [9, 7, 'gap'],
] as const)('number %i after %i is %s', (seq, last, expected) => {
  expect(followingOf(seq, last)).toBe(expected);
});

describe('the sequence of a batch', () => {
  test('numbered events go by their numbers in the places of numbered ones', () => {
    const events = [{ seq: 3 }, { seq: null }, { seq: 1 }, { seq: 2 }, { seq: null }];
    expect(inSequence(events)).toEqual([{ seq: 1 }, { seq: null }, { seq: 2 }, { seq: 3 }, { seq: null }]);
  });

  test('loses and doubles nothing, and keeps those without a number where they are', () => {
    const event = fc.record({ id: fc.nat(), seq: fc.option(fc.integer({ min: 1, max: 9 })) });
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const sorted = inSequence(events);
        expect(new Set(sorted)).toEqual(new Set(events));
        expect(sorted).toHaveLength(events.length);
        expect(sorted.map(({ seq }) => seq === null)).toEqual(events.map(({ seq }) => seq === null));
        const numbers = sorted.flatMap(({ seq }) => (seq === null ? [] : [seq]));
        expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
      }),
    );
  });
});
