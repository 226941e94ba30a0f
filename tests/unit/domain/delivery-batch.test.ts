import fc from 'fast-check';
import { batchOrders, type BatchRules, gainOf, type WaitingStop } from '../../../src/domain/delivery/batch';

/** The store in the middle, places by kilometres to the east and to the north of it. */
const kmBetween = (places: [number, number][]): number[][] => {
  const all: [number, number][] = [[0, 0], ...places];
  return all.map(([x, y]) => all.map(([u, v]) => Math.hypot(x - u, y - v)));
};

const rules: BatchRules = { most: 5, minutesPerKm: 2, handoverMinutes: 5, mostExtraMinutes: 15 };

const stop = (orderId: string, promisedIn: number | null = 600): WaitingStop => ({ orderId, promisedIn });

const idsOf = (places: [number, number][], stops: WaitingStop[], overrides: Partial<BatchRules> = {}) =>
  batchOrders(kmBetween(places), stops, { ...rules, ...overrides }).map(({ orderIds }) => orderIds);

describe('orders that lie together', () => {
  it('go together, the nearest first; those on the other side go by themselves', () => {
    const places: [number, number][] = [
      [8, 0],
      [9, 0],
      [-5, 0],
      [10, 0],
    ];
    const stops = [stop('a'), stop('b'), stop('west'), stop('c')];
    expect(idsOf(places, stops)).toEqual([['a', 'b', 'c'], ['west']]);
    const batches = batchOrders(kmBetween(places), stops, rules);
    expect(batches.map(({ km }) => km)).toEqual([20, 10]);
    expect(gainOf(kmBetween(places), batches)).toEqual({ km: 30, kmAlone: 64, savedShare: 1 - 30 / 64 });
  });

  it('are no more than one driver can carry', () => {
    const places = Array.from({ length: 7 }, (_, index): [number, number] => [10 + index / 10, 0]);
    const stops = places.map((_place, index) => stop(`${index}`));
    const sizes = idsOf(places, stops, { most: 3 }).map(({ length }) => length);
    expect(Math.max(...sizes)).toBe(3);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(7);
  });

  it('are brought one by one where a driver carries one', () => {
    expect(
      idsOf(
        [
          [8, 0],
          [9, 0],
        ],
        [stop('a'), stop('b')],
        { most: 1 },
      ),
    ).toEqual([['a'], ['b']]);
  });
});

describe('a promise', () => {
  // alone: a after 8 × 2 + 5 = 21 minutes, b after 9 × 2 + 5 = 23; together b after 9 × 2 + 10 = 28
  const places: [number, number][] = [
    [8, 0],
    [9, 0],
  ];

  test.each<[string, number | null, string[][]]>([
    ['that is kept on the way of both', 28, [['a', 'b']]],
    ['that would be kept alone only', 27, [['a'], ['b']]],
    ['that is too late already is not made later', 10, [['a'], ['b']]],
    ['that nobody gave leaves a quarter of an hour', null, [['a', 'b']]],
  ])('%s', (_what, promisedIn, batches) => {
    expect(idsOf(places, [stop('a', 22), stop('b', promisedIn)])).toEqual(batches);
  });

  it('that nobody gave bears no longer way round', () => {
    const apart: [number, number][] = [
      [8, 0],
      [8, 8],
    ];
    // together the second is done after (8 + 8) × 2 + 10 = 42 minutes, or 38.6 the other way; alone after 27.6
    expect(idsOf(apart, [stop('a'), stop('b', null)])).toEqual([['a', 'b']]);
    expect(idsOf(apart, [stop('a'), stop('b', null)], { mostExtraMinutes: 10 })).toEqual([['b', 'a']]);
    expect(idsOf(apart, [stop('a', null), stop('b', null)], { mostExtraMinutes: 10 })).toEqual([
      ['a'],
      ['b'],
    ]);
  });
});

describe('whatever waits', () => {
  const waiting = fc.array(
    fc.record({
      place: fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 })),
      promisedIn: fc.option(fc.nat(120)),
    }),
    { minLength: 1, maxLength: 20 },
  );

  it('is brought once, by nobody with too much, never later than promised or possible, and never by longer ways', () => {
    fc.assert(
      fc.property(waiting, fc.integer({ min: 1, max: 6 }), (orders, most) => {
        const km = kmBetween(orders.map(({ place }) => place));
        const stops = orders.map(({ promisedIn }, index) => ({ orderId: `${index}`, promisedIn }));
        const batches = batchOrders(km, stops, { ...rules, most });
        const ids = batches.flatMap(({ orderIds }) => orderIds);
        expect([...ids].sort()).toEqual(stops.map(({ orderId }) => orderId).sort());
        for (const { orderIds } of batches) {
          expect(orderIds.length).toBeLessThanOrEqual(most);
          let [minutes, before] = [0, 0];
          for (const id of orderIds) {
            const at = Number(id) + 1;
            minutes += km[before]![at]! * 2 + 5;
            before = at;
            const alone = km[0]![at]! * 2 + 5;
            const promised = stops[at - 1]!.promisedIn;
            const latest = promised === null ? alone + 15 : Math.max(alone, promised);
            expect(minutes).toBeLessThanOrEqual(latest + 1e-6);
          }
        }
        const { km: together, kmAlone, savedShare } = gainOf(km, batches);
        expect(together).toBeLessThanOrEqual(kmAlone + 1e-6);
        expect(savedShare).toBeLessThan(1);
      }),
      { numRuns: 60 },
    );
  });
});
