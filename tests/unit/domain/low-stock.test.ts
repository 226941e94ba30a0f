import fc from 'fast-check';
import { crossings, isLow, type Watched } from '../../../src/domain/stock/low-stock';

const watched = (available: number, threshold: number | null, wasLow: boolean): Watched => ({
  available,
  threshold,
  wasLow,
});

describe('a stock counts as low', () => {
  test.each([
    ['above its threshold', watched(10_001, 10_000, false), false],
    ['at its threshold', watched(10_000, 10_000, false), true],
    ['a little above it again', watched(11_000, 10_000, true), true],
    ['less than a quarter above it', watched(12_499, 10_000, true), true],
    ['a quarter above it', watched(12_500, 10_000, true), false],
    ['less than a unit above a small threshold', watched(2_999, 2_000, true), true],
    ['a unit above a small threshold', watched(3_000, 2_000, true), false],
    ['at nothing, where only nothing is too little', watched(0, 0, false), true],
    ['when the first piece is back', watched(1_000, 0, true), false],
    ['where nobody wants to be told', watched(0, null, false), false],
    ['where nobody wants to be told any more', watched(0, null, true), false],
  ])('%s', (_words, place, expected) => {
    expect(isLow(place)).toBe(expected);
  });

  const quantity = fc.integer({ min: 0, max: 50_000 });

  test('what is not low has more than its threshold, and what is low never a quarter and a unit more', () => {
    fc.assert(
      fc.property(quantity, quantity, fc.boolean(), (available, threshold, wasLow) => {
        const low = isLow({ available, threshold, wasLow });
        if (!low) expect(available).toBeGreaterThan(threshold);
        if (low && wasLow) expect(available).toBeLessThan(Math.max(threshold * 1.25, threshold + 1_000));
      }),
    );
  });

  test('a stock that stays between is told of at most once, whatever it does there', () => {
    fc.assert(
      fc.property(quantity, fc.array(fc.nat(), { minLength: 1, maxLength: 50 }), (threshold, steps) => {
        const width = Math.max(Math.ceil(threshold / 4), 1_000);
        let wasLow = false;
        let told = 0;
        for (const step of steps) {
          const low = isLow({ available: threshold + (step % width), threshold, wasLow });
          if (low && !wasLow) told += 1;
          wasLow = low;
        }
        expect(told).toBeLessThanOrEqual(1);
      }),
    );
  });
});

test('crossings are those that change sides', () => {
  const falls = watched(1, 5, false);
  const recovers = watched(9_000, 5, true);
  expect(crossings([falls, recovers, watched(1, 5, true), watched(9_000, 5, false)])).toEqual({
    fallen: [falls],
    recovered: [recovers],
  });
});
