import { allot } from '../../../src/domain/delivery/allot';
import type { Candidate } from '../../../src/domain/delivery/score';
import { reckonTrip } from '../../../src/domain/delivery/trip';

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

  it('adds up the ways and a handover a stop, in whole minutes', () => {
    const drives = [
      { km: 2.6, minutes: 5.2 },
      { km: 1.3, minutes: 2.6 },
    ];
    expect(reckonTrip([stop('1'), stop('2')], drives, now, 5)).toEqual([
      { orderId: '1', sequence: 1, km: 2.6, estimate: minutes(11) },
      { orderId: '2', sequence: 2, km: 1.3, estimate: minutes(18) },
    ]);
  });

  it('is not over before the slot of a stop begins', () => {
    const drives = [{ km: 2, minutes: 4 }];
    expect(reckonTrip([stop('1', minutes(30))], drives, now, 5)[0]?.estimate).toEqual(minutes(30));
    expect(reckonTrip([stop('1', minutes(3))], drives, now, 5)[0]?.estimate).toEqual(minutes(9));
  });

  it('of nobody is empty', () => {
    expect(reckonTrip([], [], now, 5)).toEqual([]);
  });
});
