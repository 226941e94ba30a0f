import fc from 'fast-check';
import {
  defaultEtaRules,
  drivingMinutes,
  etaMinutes,
  etaOfDrive,
  roadKm,
} from '../../../../src/domain/delivery/eta';

describe('how long an order takes', () => {
  test.each([
    [0, 20],
    [0.01, 21],
    [3, 28],
    [5, 33],
    [10, 46],
    [15, 59],
    [50, 150],
  ])('%p km away it is at the door in %p minutes by the defaults', (distanceKm, minutes) => {
    expect(etaMinutes(distanceKm, defaultEtaRules)).toBe(minutes);
  });

  test.each([
    [{ preparationMinutes: 0, roadFactor: 1, speedKmh: 60, handoverMinutes: 0 }, 7, 7],
    [{ preparationMinutes: 0, roadFactor: 1, speedKmh: 60, handoverMinutes: 0 }, 7.01, 8],
    [{ preparationMinutes: 10, roadFactor: 1.5, speedKmh: 22.5, handoverMinutes: 3 }, 6, 37],
    [{ preparationMinutes: 0, roadFactor: 1.1, speedKmh: 33, handoverMinutes: 0 }, 3, 6],
  ])('by %p, %p km take %p minutes', (rules, distanceKm, minutes) => {
    expect(etaMinutes(distanceKm, rules)).toBe(minutes);
  });

  test('the road is longer than the great circle', () => {
    expect(roadKm(10, { roadFactor: 1.3 })).toBe(13);
    expect(drivingMinutes(10, { roadFactor: 1.3, speedKmh: 30 })).toBeCloseTo(26, 9);
  });

  test('a drive that somebody else has reckoned is rounded up only once', () => {
    expect(etaOfDrive(12.2, { preparationMinutes: 15, handoverMinutes: 5 })).toBe(33);
    expect(etaOfDrive(12.9999999999, { preparationMinutes: 15, handoverMinutes: 5 })).toBe(33);
  });

  test('it is exact in hundredths of a kilometre, and farther never takes less', () => {
    const hundredths = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(
        hundredths,
        fc.integer({ min: 100, max: 500 }),
        fc.integer({ min: 10, max: 2_000 }),
        (d, factor, speed) => {
          const rules = { ...defaultEtaRules, roadFactor: factor / 100, speedKmh: speed / 10 };
          const exact = (BigInt(d) * BigInt(factor) * 6n) / (BigInt(speed) * 100n);
          const isWhole = (BigInt(d) * BigInt(factor) * 6n) % (BigInt(speed) * 100n) === 0n;
          expect(etaMinutes(d / 100, rules)).toBe(20 + Number(exact) + (isWhole ? 0 : 1));
        },
      ),
    );
  });
});
