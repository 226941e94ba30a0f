import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Costs, routeCost, shortRoute } from '../../../src/domain/delivery/route';

type Instance = { name: string; optimum: number; points?: [number, number][]; rows?: number[][] };

const instances = JSON.parse(
  readFileSync(join(__dirname, '../../../bench/tsplib.json'), 'utf8'),
) as Instance[];

/** The distance of TSPLIB's type GEO: degrees and minutes, a slightly larger earth, whole kilometres. */
const geo = ([x1, y1]: [number, number], [x2, y2]: [number, number]): number => {
  const radians = (x: number): number => {
    const degrees = Math.trunc(x);
    return (3.141592 * (degrees + (5 * (x - degrees)) / 3)) / 180;
  };
  const [lat1, long1, lat2, long2] = [radians(x1), radians(y1), radians(x2), radians(y2)];
  const [q1, q2, q3] = [Math.cos(long1 - long2), Math.cos(lat1 - lat2), Math.cos(lat1 + lat2)];
  return Math.trunc(6378.388 * Math.acos(0.5 * ((1 + q1) * q2 - (1 - q1) * q3)) + 1);
};

const costsOf = ({ points, rows = [] }: Instance): number[][] =>
  points
    ? points.map((from, i) => points.map((to, j) => (i === j ? 0 : geo(from, to))))
    : rows.map((_row, i) => rows.map((_other, j) => rows[Math.max(i, j)]![Math.min(i, j)]!));

/** The shortest closed tour there is, by Held and Karp. */
const shortestTour = (costs: Costs): number => {
  const count = costs.length - 1;
  const least = new Float64Array((1 << count) * count).fill(Infinity);
  for (let stop = 0; stop < count; stop += 1) least[(1 << stop) * count + stop] = costs[0]![stop + 1]!;
  for (let set = 1; set < 1 << count; set += 1) {
    for (let last = 0; last < count; last += 1) {
      const here = least[set * count + last]!;
      if (here === Infinity) continue;
      for (let next = 0; next < count; next += 1) {
        if (set & (1 << next)) continue;
        const index = (set | (1 << next)) * count + next;
        least[index] = Math.min(least[index]!, here + costs[last + 1]![next + 1]!);
      }
    }
  }
  const whole = ((1 << count) - 1) * count;
  return Math.min(...Array.from({ length: count }, (_, last) => least[whole + last]! + costs[last + 1]![0]!));
};

describe.each(instances)('$name of TSPLIB', (instance) => {
  const costs = costsOf(instance);

  it('is written down rightly: the published optimum is its optimum', () => {
    for (const [i, row] of costs.entries()) {
      for (const [j, cost] of row.entries()) expect(cost).toBe(costs[j]![i]);
    }
    if (costs.length <= 17) expect(shortestTour(costs)).toBe(instance.optimum);
  });

  it('is toured within a tenth of the optimum from wherever it begins', () => {
    for (const start of costs.keys()) {
      const tour = shortRoute(costs, start, 'closed');
      expect(tour[0]).toBe(start);
      expect([...tour].sort((a, b) => a - b)).toEqual([...costs.keys()]);
      const length = routeCost(costs, tour, 'closed');
      expect(length).toBeGreaterThanOrEqual(instance.optimum);
      expect(length).toBeLessThanOrEqual(instance.optimum * 1.1);
    }
  });
});

/** Some places, and what it costs between them, there and back not quite the same. */
const anyCosts = (most: number): fc.Arbitrary<number[][]> =>
  fc
    .array(fc.tuple(fc.nat(1_000), fc.nat(1_000), fc.nat(9)), { minLength: 1, maxLength: most })
    .map((places) =>
      places.map(([x, y, slow]) =>
        places.map(([u, v]) => Math.abs(x - u) + Math.abs(y - v) + (x < u ? slow : 0)),
      ),
    );

const permutations = (items: number[]): number[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item) =>
        permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
      );

describe('a route', () => {
  it.each(['open', 'closed'] as const)(
    'that is %s visits everything once, the same way each time',
    (kind) => {
      fc.assert(
        fc.property(anyCosts(25), fc.nat(), (costs, any) => {
          const start = any % costs.length;
          const route = shortRoute(costs, start, kind);
          expect(route[0]).toBe(start);
          expect([...route].sort((a, b) => a - b)).toEqual([...costs.keys()]);
          expect(shortRoute(costs, start, kind)).toEqual(route);
        }),
        { numRuns: 50 },
      );
    },
  );

  it.each(['open', 'closed'] as const)(
    'of a few stops that is %s is within a tenth of the shortest',
    (kind) => {
      fc.assert(
        fc.property(anyCosts(7), (costs) => {
          const others = [...costs.keys()].slice(1);
          const shortest = Math.min(
            ...permutations(others).map((rest) => routeCost(costs, [0, ...rest], kind)),
          );
          const length = routeCost(costs, shortRoute(costs, 0, kind), kind);
          expect(length).toBeLessThanOrEqual(shortest * 1.1);
        }),
        { numRuns: 60 },
      );
    },
  );

  it('follows a street from its end, and does not come back', () => {
    const street = [5, 0, 3, 1, 4, 2];
    const costs = street.map((from) => street.map((to) => Math.abs(from - to)));
    expect(shortRoute(costs, 1).map((place) => street[place])).toEqual([0, 1, 2, 3, 4, 5]);
    expect(routeCost(costs, shortRoute(costs, 1), 'open')).toBe(5);
  });

  it('of nothing but its start is just that', () => {
    expect(shortRoute([[0]], 0, 'closed')).toEqual([0]);
    expect(routeCost([[0]], [0], 'closed')).toBe(0);
  });
});
