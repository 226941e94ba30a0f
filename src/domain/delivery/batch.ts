import { type Costs, routeCost, type RouteKind, shortRoute } from './route';

/** An order that waits to be brought; its place in the list is its place in the costs, behind the store. */
export type WaitingStop = {
  orderId: string;
  /** minutes from leaving the store until it was promised; null = nothing was promised */
  promisedIn: number | null;
};

/** How orders may be brought together. */
export type BatchRules = {
  /** orders of one batch at most */
  most: number;
  minutesPerKm: number;
  handoverMinutes: number;
  /** so much longer than alone a stop may take where that keeps no promise from being kept */
  mostExtraMinutes: number;
};

/** Orders that one driver brings on one way, in their sequence. */
export type Batch = { orderIds: string[]; km: number };

/** What bringing orders together saves: kilometres there and back of the batches, and of one trip for each. */
export type Gain = { km: number; kmAlone: number; savedShare: number };

/** The orders lie behind the store in the costs. */
const STORE = 0;

/** What a way from the store costs. */
const costOf = (km: Costs, stops: number[], kind: RouteKind): number =>
  routeCost(km, [STORE, ...stops], kind);

/** When each stop is done, in minutes from leaving the store. */
const doneAfter = (km: Costs, stops: number[], { minutesPerKm, handoverMinutes }: BatchRules): number[] =>
  stops.map(
    (_stop, index) =>
      costOf(km, stops.slice(0, index + 1), 'open') * minutesPerKm + (index + 1) * handoverMinutes,
  );

/**
 * Until when a stop has to be done: until it was promised, where one trip for it alone would be in time; what is late
 * already does not become later.
 */
const latestOf = (km: Costs, stop: number, { promisedIn }: WaitingStop, rules: BatchRules): number => {
  const [alone = 0] = doneAfter(km, [stop], rules);
  return promisedIn === null ? alone + rules.mostExtraMinutes : Math.max(alone, promisedIn);
};

const meets = (km: Costs, stops: number[], latest: number[], rules: BatchRules): boolean =>
  doneAfter(km, stops, rules).every((done, index) => done <= (latest[stops[index] ?? STORE] ?? 0) + 1e-9);

const shortest = (km: Costs, ways: number[][]): number[] | undefined =>
  ways.reduce<number[] | undefined>(
    (best, way) => (best && costOf(km, best, 'open') <= costOf(km, way, 'open') ? best : way),
    undefined,
  );

/** Two ways become one where they meet at their ends, in the direction that is shorter. */
const joined = (one: number[], other: number[], from: number, to: number): number[][] => {
  const head = one.at(-1) === from ? one : one[0] === from ? [...one].reverse() : null;
  const tail = other[0] === to ? other : other.at(-1) === to ? [...other].reverse() : null;
  return head && tail ? [[...head, ...tail], [...head, ...tail].reverse()] : [];
};

/** A better sequence of a batch, where one is found that is in time as well. */
const inOrder = (km: Costs, stops: number[], latest: number[], rules: BatchRules): number[] => {
  if (stops.length < 3) return stops;
  const places = [STORE, ...stops];
  const between = places.map((from) => places.map((to) => km[from]?.[to] ?? Infinity));
  const sequence = shortRoute(between)
    .slice(1)
    .map((place) => places[place] ?? STORE);
  return meets(km, sequence, latest, rules) ? (shortest(km, [stops, sequence]) ?? stops) : stops;
};

/** All pairs of stops by what bringing them on one way saves (Clarke and Wright), the most first. */
const savingsOf = (km: Costs, count: number): { from: number; to: number; saved: number }[] => {
  const savings = [];
  for (let from = 1; from <= count; from += 1) {
    for (let to = from + 1; to <= count; to += 1) {
      const saved = (km[from]?.[STORE] ?? 0) + (km[STORE]?.[to] ?? 0) - (km[from]?.[to] ?? Infinity);
      if (saved > 0) savings.push({ from, to, saved });
    }
  }
  return savings.sort((a, b) => b.saved - a.saved || a.from - b.from || a.to - b.to);
};

/**
 * Which orders go together, by the savings of Clarke and Wright: the two ways whose joining saves most become one, as
 * long as one driver can carry them and nobody gets theirs too late.
 * @param km from everywhere to everywhere; the store first, then the stops in their order
 */
export const batchOrders = (km: Costs, stops: WaitingStop[], rules: BatchRules): Batch[] => {
  const latest = [0, ...stops.map((stop, index) => latestOf(km, index + 1, stop, rules))];
  const wayOf = new Map<number, number[]>(stops.map((_stop, index) => [index + 1, [index + 1]]));
  for (const { from, to } of savingsOf(km, stops.length)) {
    const [one, other] = [wayOf.get(from) ?? [], wayOf.get(to) ?? []];
    if (one === other || one.length + other.length > rules.most) continue;
    const ways = joined(one, other, from, to).filter((way) => meets(km, way, latest, rules));
    const way = shortest(km, ways);
    for (const stop of way ?? []) wayOf.set(stop, way ?? []);
  }
  return [...new Set(wayOf.values())].map((way) => {
    const sequence = inOrder(km, way, latest, rules);
    return {
      orderIds: sequence.map((stop) => stops[stop - 1]?.orderId ?? ''),
      km: costOf(km, sequence, 'closed'),
    };
  });
};

/** What batches save against a trip for each order. @param km as for {@link batchOrders} */
export const gainOf = (km: Costs, batches: Batch[]): Gain => {
  const together = batches.reduce((sum, batch) => sum + batch.km, 0);
  const alone = km
    .slice(1)
    .reduce((sum, from, index) => sum + (from[STORE] ?? 0) + (km[STORE]?.[index + 1] ?? 0), 0);
  return { km: together, kmAlone: alone, savedShare: alone > 0 ? 1 - together / alone : 0 };
};
