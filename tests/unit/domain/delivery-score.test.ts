import fc from 'fast-check';
import type { Point } from '../../../src/domain/delivery/point';
import { type Candidate, rankDrivers, type ScoreRules } from '../../../src/domain/delivery/score';

const now = new Date('2026-03-01T12:00:00Z');
const store: Point = { latitude: 24.7136, longitude: 46.6753 };
const rules: ScoreRules = { store, radiusKm: 10, now };

const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);

/** A place so many kilometres to the north of the store. */
const north = (km: number): Point => ({
  latitude: store.latitude + ((km / 6371) * 180) / Math.PI,
  longitude: store.longitude,
});

const driver = (driverId: string, overrides: Partial<Candidate> = {}): Candidate => ({
  driverId,
  isActive: true,
  isOnDuty: true,
  position: { ...north(4), at: minutesAgo(1) },
  load: 1,
  capacity: 5,
  rating: null,
  idleSince: null,
  deliveriesToday: 0,
  ...overrides,
});

const scores = (...candidates: Candidate[]): [string, number][] =>
  rankDrivers(candidates, rules).map(({ candidate, score }) => [
    candidate.driverId,
    Number(score.toFixed(6)),
  ]);

const at = (km: number, minutes = 1) => ({ position: { ...north(km), at: minutesAgo(minutes) } });

describe('the score of a driver', () => {
  test.each<[string, Partial<Candidate>, number]>([
    ['4 km away with one of five orders, unrated', {}, 0.3 + 0.2 + 0.12],
    ['at the store', at(0), 0.5 + 0.2 + 0.12],
    ['at the very end of the radius', at(10), 0 + 0.2 + 0.12],
    ['with nothing to do', { load: 0 }, 0.3 + 0.25 + 0.12],
    ['with room for one more', { load: 4 }, 0.3 + 0.05 + 0.12],
    ['rated 5', { rating: 5 }, 0.3 + 0.2 + 0.15],
    ['rated 1', { rating: 1 }, 0.3 + 0.2 + 0.03],
    ['idle for half an hour', { load: 0, idleSince: minutesAgo(30) }, 0.3 + 0.25 + 0.12 + 0.05],
    ['idle for an hour', { load: 0, idleSince: minutesAgo(60) }, 0.3 + 0.25 + 0.12 + 0.1],
    ['idle for a day', { load: 0, idleSince: minutesAgo(1_440) }, 0.3 + 0.25 + 0.12 + 0.1],
    ['best of all', { ...at(0), load: 0, rating: 5, idleSince: minutesAgo(90) }, 1],
  ])('%s', (_what, overrides, score) => {
    expect(scores(driver('a', overrides))).toEqual([['a', Number(score.toFixed(6))]]);
  });

  it('is 0.5 for whoever stands at the store when there is no radius', () => {
    const [only] = rankDrivers([driver('a', at(0)), driver('b', at(1))], { ...rules, radiusKm: 0 });
    expect(only).toMatchObject({ candidate: { driverId: 'a' }, distanceKm: 0 });
    expect(only?.score).toBeCloseTo(0.5 + 0.2 + 0.12, 9);
  });
});

describe('who can take an order', () => {
  test.each<[string, Partial<Candidate>, boolean]>([
    ['a position of ten minutes ago counts', at(4, 10), true],
    ['an older one does not', at(4, 10.01), false],
    ['nobody knows where they are', { position: null }, false],
    ['10.00 km are within 10', at(10), true],
    ['10.01 km are not', at(10.01), false],
    ['off duty', { isOnDuty: false }, false],
    ['not active any more', { isActive: false }, false],
    ['full', { load: 5 }, false],
    ['more than full', { load: 6 }, false],
    ['no room at all', { load: 0, capacity: 0 }, false],
  ])('%s', (_what, overrides, isEligible) => {
    expect(scores(driver('a', overrides))).toHaveLength(isEligible ? 1 : 0);
  });
});

describe('of equal drivers', () => {
  it('the one who brought less today comes first, then the lowest id', () => {
    const ranked = scores(
      driver('c', { deliveriesToday: 2 }),
      driver('b', { deliveriesToday: 1 }),
      driver('a', { deliveriesToday: 2 }),
      driver('d', { rating: 5, deliveriesToday: 9 }),
    );
    expect(ranked.map(([driverId]) => driverId)).toEqual(['d', 'b', 'a', 'c']);
  });

  it('differences of the arithmetic are none', () => {
    // 0.1 + 0.2 is not 0.3 for a computer
    const one = driver('b', { ...at(6), load: 0, capacity: 5, rating: 4 });
    const other = driver('a', { ...at(5), load: 1, capacity: 5, rating: 4 });
    expect(scores(one, other)).toEqual([
      ['a', 0.57],
      ['b', 0.57],
    ]);
  });
});

const anyDriver: fc.Arbitrary<Candidate> = fc.record({
  driverId: fc.uuid(),
  isActive: fc.boolean(),
  isOnDuty: fc.boolean(),
  position: fc.option(
    fc.record({
      latitude: fc.double({ min: 24.6, max: 24.85, noNaN: true }),
      longitude: fc.double({ min: 46.5, max: 46.85, noNaN: true }),
      at: fc.nat(20).map(minutesAgo),
    }),
  ),
  load: fc.nat(6),
  capacity: fc.integer({ min: 1, max: 6 }),
  rating: fc.option(fc.double({ min: 1, max: 5, noNaN: true })),
  idleSince: fc.option(fc.nat(200).map(minutesAgo)),
  deliveriesToday: fc.nat(5),
});

describe('the ranking', () => {
  it('is the same in whatever order drivers are named, its scores fall and stay from 0 to 1', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyDriver, { selector: ({ driverId }) => driverId }), (drivers) => {
        const ranked = rankDrivers(drivers, rules);
        expect(rankDrivers([...drivers].reverse(), rules)).toEqual(ranked);
        ranked.forEach(({ score, candidate, distanceKm }, index) => {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1 + 1e-9);
          expect(score).toBeLessThanOrEqual((ranked[index - 1]?.score ?? 1) + 1e-9);
          expect(candidate.load).toBeLessThan(candidate.capacity);
          expect(distanceKm).toBeLessThanOrEqual(rules.radiusKm);
        });
      }),
    );
  });
});
