import fc from 'fast-check';
import { allot } from '../../../src/domain/delivery/allot';
import type { Candidate } from '../../../src/domain/delivery/score';
import { reckonTrip, upToTheMinute } from '../../../src/domain/delivery/trip';

const now = new Date('2026-03-01T12:00:00Z');
const store = { latitude: 24.7136, longitude: 46.6753 };
const rules = { store, radiusKm: 10, now };

const driver = (driverId: string, capacity: number, load = 0): Candidate => ({
  driverId,
  isActive: true,
  isOnDuty: true,
  position: { ...store, at: now },
  load,
  capacity,
  rating: null,
  idleSince: null,
  deliveriesToday: 0,
});

const batch = (orderIds: string[], ...barred: string[]) => ({ orderIds, barred: new Set(barred) });

describe('batches', () => {
  it('go to one driver each, as long as there are free ones', () => {
    const { given, left } = allot([batch(['1', '2']), batch(['3'])], [driver('a', 5), driver('b', 5)], rules);
    expect(given).toEqual([
      { driverId: 'a', orderIds: ['1', '2'] },
      { driverId: 'b', orderIds: ['3'] },
    ]);
    expect(left).toEqual([]);
  });

  it('are parted where one driver cannot carry them, from the end', () => {
    const { given, left } = allot([batch(['1', '2', '3', '4'])], [driver('a', 2), driver('b', 3, 2)], rules);
    expect(given).toEqual([
      { driverId: 'a', orderIds: ['1', '2'] },
      { driverId: 'b', orderIds: ['3'] },
    ]);
    expect(left).toEqual(['4']);
  });

  it('come to who already has one where there is nobody else', () => {
    const { given } = allot([batch(['1']), batch(['2'])], [driver('a', 2)], rules);
    expect(given).toEqual([{ driverId: 'a', orderIds: ['1', '2'] }]);
  });

  it('do not come to whom they are not asked of', () => {
    const { given, left } = allot(
      [batch(['1'], 'a'), batch(['2'], 'a', 'b')],
      [driver('a', 5), driver('b', 5)],
      rules,
    );
    expect(given).toEqual([{ driverId: 'b', orderIds: ['1'] }]);
    expect(left).toEqual(['2']);
  });
});

describe('a trip', () => {
  const stop = (orderId: string, notBefore: Date | null = null) => ({ orderId, notBefore });
  const minutes = (count: number): Date => new Date(now.getTime() + count * 60_000);

  const from = (leaving: Date, at = leaving) => ({ leaving, now: at, handoverMinutes: 5 });
  const estimates = (...trip: Parameters<typeof reckonTrip>): Date[] =>
    reckonTrip(...trip).map(({ estimate }) => estimate);

  it('adds up the ways and a handover a stop', () => {
    const drives = [
      { km: 2.6, minutes: 5.2 },
      { km: 1.3, minutes: 2.6 },
    ];
    expect(reckonTrip([stop('1'), stop('2')], drives, from(now))).toEqual([
      { orderId: '1', sequence: 1, km: 2.6, estimate: minutes(10.2) },
      { orderId: '2', sequence: 2, km: 1.3, estimate: minutes(17.8) },
    ]);
  });

  it('waits until the slot of a stop begins, and goes on from there', () => {
    const drives = [
      { km: 2, minutes: 4 },
      { km: 3, minutes: 6 },
    ];
    const slotted = (at: Date) => [stop('1', at), stop('2')];
    expect(estimates(slotted(minutes(30)), drives, from(now))).toEqual([minutes(35), minutes(46)]);
    expect(estimates(slotted(minutes(3)), drives, from(now))).toEqual([minutes(9), minutes(20)]);
  });

  it('is later everywhere by as much as it is late somewhere', () => {
    const drives = [1, 2, 3].map((km) => ({ km, minutes: 2 * km }));
    // the first ought to have been over at 7, the second at 16
    expect(estimates([stop('1'), stop('2'), stop('3')], drives, from(now, minutes(20)))).toEqual(
      [20, 29, 40].map(minutes),
    );
  });

  it('promises no stop in the past, before its slot, or before the one ahead of it', () => {
    const count = fc.integer({ min: -600, max: 600 });
    const leg = fc.record({ minutes: fc.double({ min: 0, max: 90, noNaN: true }), slot: fc.option(count) });
    fc.assert(
      fc.property(fc.array(leg), count, count, (legs, leaving, at) => {
        const stops = legs.map(({ slot }, index) => stop(`${index}`, slot === null ? null : minutes(slot)));
        const drives = legs.map((one) => ({ km: 1, minutes: one.minutes }));
        const planned = estimates(stops, drives, from(minutes(leaving), minutes(at)));
        planned.forEach((estimate, index) => {
          const before = planned[index - 1] ?? minutes(at - 5);
          const begins = stops[index]?.notBefore ?? minutes(-10_000);
          const least = Math.max(before.getTime(), begins.getTime()) + 5 * 60_000;
          expect(estimate.getTime()).toBeGreaterThanOrEqual(least);
        });
      }),
    );
  });

  it('is told in full minutes, rounded up', () => {
    expect(upToTheMinute(now)).toEqual(now);
    expect(upToTheMinute(minutes(1.001))).toEqual(minutes(2));
  });

  it('of nobody is empty', () => {
    expect(reckonTrip([], [], from(now))).toEqual([]);
  });
});
