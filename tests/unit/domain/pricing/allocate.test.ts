import fc from 'fast-check';
import { toMajor, toMinor } from '../../../../src/domain/money';
import { allocate } from '../../../../src/domain/pricing/allocate';
import { share } from '../../../../src/domain/rounding';

describe('allocate', () => {
  test.each<[string, number, number[], number[]]>([
    ['12.00 over 6.00, 6.00 and 4.50', 1200, [600, 600, 450], [437, 436, 327]],
    ['a third each', 100, [1, 1, 1], [34, 33, 33]],
    ['the largest remainder first', 10, [1, 2, 4], [1, 3, 6]],
    ['nothing to those of no weight', 5, [0, 3, 0, 3], [0, 3, 0, 2]],
    ['nothing', 0, [3, 4], [0, 0]],
    ['nothing over nothing', 0, [0, 0], [0, 0]],
    ['nothing over no lines', 0, [], []],
    [
      'sums beyond what a number multiplies exactly',
      9_007_199_254_740_991,
      [3, 3, 1],
      [3_860_228_252_031_853, 3_860_228_252_031_853, 1_286_742_750_677_285],
    ],
  ])('%s', (_what, amount, weights, parts) => {
    expect(allocate(amount, weights)).toEqual(parts);
  });

  test('refuses to spread something over nothing', () => {
    expect(() => allocate(1, [0, 0])).toThrow(RangeError);
    expect(() => allocate(1, [])).toThrow(RangeError);
  });

  test('the parts sum to the whole, lie within one of their share, and below their weights', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1e9), { minLength: 1, maxLength: 20 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (weights, ratio) => {
          const total = weights.reduce((sum, weight) => sum + weight, 0);
          const amount = Math.floor(total * ratio);
          const parts = allocate(amount, weights);
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount);
          parts.forEach((part, index) => {
            const weight = weights[index] ?? 0;
            expect(part).toBeGreaterThanOrEqual(0);
            expect(part).toBeLessThanOrEqual(weight);
            if (total > 0) expect(Math.abs(part - (amount / total) * weight)).toBeLessThan(1 + 1e-6);
          });
        },
      ),
    );
  });
});

describe('share', () => {
  test.each([
    [1005, 1, 10, 101],
    [1004, 1, 10, 100],
    [1, 1, 2, 1],
    [1, 1, 3, 0],
    [275, 1500, 1000, 413],
    [0, 5, 7, 0],
    [9_007_199_254_740_991, 9_007_199_254_740_991, 9_007_199_254_740_991, 9_007_199_254_740_991],
    [9_007_199_254_740_991, 1, 2, 4_503_599_627_370_496],
  ])('%d × %d ÷ %d is %d', (amount, numerator, denominator, expected) => {
    expect(share(amount, numerator, denominator)).toBe(expected);
  });

  test('is exact, whatever the size', () => {
    const whole = fc.maxSafeNat();
    fc.assert(
      fc.property(whole, fc.nat(1e6), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (a, b, c) => {
        const exact = (2n * BigInt(a) * BigInt(b) + BigInt(c)) / (2n * BigInt(c));
        expect(share(a, b, c)).toBe(Number(exact));
      }),
    );
  });
});

describe('toMinor', () => {
  test.each([
    [1.005, 2, 101],
    [1.004, 2, 100],
    [-1.005, 2, -101],
    [137.04, 2, 13_704],
    [0.1 + 0.2, 2, 30],
    [7, 0, 7],
    [7.5, 0, 8],
    [7.4999, 0, 7],
    [1.2345, 3, 1235],
    [0, 3, 0],
    [1e-7, 3, 0],
    [99_999_999_999.999, 3, 99_999_999_999_999],
  ])('%d with %i decimals is %d', (amount, decimals, minor) => {
    expect(toMinor(amount, decimals)).toBe(minor);
  });

  test('is undone by toMajor', () => {
    fc.assert(
      fc.property(fc.nat(1e12), fc.constantFrom(0, 2, 3), (minor, decimals) => {
        expect(toMinor(toMajor(minor, decimals), decimals)).toBe(minor);
      }),
    );
  });
});
