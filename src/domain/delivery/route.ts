/**
 * What it costs to go from one place to another: `costs[from][to]`, in whatever is to be little (kilometres, minutes).
 * The way back may cost something else.
 */
export type Costs = readonly (readonly number[])[];

/** `open` ends at the last stop, `closed` returns to where it began. */
export type RouteKind = 'open' | 'closed';

/** From so many first stops a route is looked for; for long ones fewer, so that it takes about the same time. */
const MOST_BEGINNINGS = 10;
const WORK = 1_000;

/** So many neighbouring stops are moved at once. */
const LONGEST_MOVED = 3;

/** A gain that is less comes from the arithmetic. */
const LEAST_GAIN = 1e-9;

const cost = (costs: Costs, from: number, to: number): number => costs[from]?.[to] ?? Infinity;

/** What a route costs as a whole. @param route begins with the start */
export const routeCost = (costs: Costs, route: readonly number[], kind: RouteKind): number => {
  let whole = 0;
  for (let index = 1; index < route.length; index += 1) {
    whole += cost(costs, route[index - 1] ?? 0, route[index] ?? 0);
  }
  return kind === 'closed' && route.length > 1
    ? whole + cost(costs, route.at(-1) ?? 0, route[0] ?? 0)
    : whole;
};

const nearestOf = (costs: Costs, from: number, among: Iterable<number>): number => {
  let nearest = -1;
  for (const stop of among) {
    if (nearest < 0 || cost(costs, from, stop) < cost(costs, from, nearest)) nearest = stop;
  }
  return nearest;
};

/** Always on to the nearest that is left. @param begun start and first stop */
const nearestNeighbour = (costs: Costs, begun: readonly number[]): number[] => {
  const route = [...begun];
  const left = new Set(costs.keys());
  for (const stop of begun) left.delete(stop);
  while (left.size > 0) {
    const next = nearestOf(costs, route.at(-1) ?? 0, left);
    route.push(next);
    left.delete(next);
  }
  return route;
};

/** A route while it is improved, with what each part of it costs, there and back again. */
type Draft = { route: number[]; there: Float64Array; back: Float64Array };

const measure = (costs: Costs, draft: Draft): void => {
  const { route, there, back } = draft;
  for (let index = 1; index < route.length; index += 1) {
    const [before, at] = [route[index - 1] ?? 0, route[index] ?? 0];
    there[index] = (there[index - 1] ?? 0) + cost(costs, before, at);
    back[index] = (back[index - 1] ?? 0) + cost(costs, at, before);
  }
};

/** From a stop on to the one at an index; behind the last one nothing, or the way home. */
const onTo = (costs: Costs, { route }: Draft, from: number, index: number, kind: RouteKind): number => {
  if (index < route.length) return cost(costs, from, route[index] ?? 0);
  return kind === 'closed' ? cost(costs, from, route[0] ?? 0) : 0;
};

/** Goes through part of the route the other way round, where that is shorter (2-opt). */
const turnAround = (costs: Costs, draft: Draft, kind: RouteKind): boolean => {
  const { route, there, back } = draft;
  for (let first = 1; first < route.length - 1; first += 1) {
    const before = route[first - 1] ?? 0;
    const head = route[first] ?? 0;
    for (let last = first + 1; last < route.length; last += 1) {
      const tail = route[last] ?? 0;
      const old =
        cost(costs, before, head) +
        (there[last] ?? 0) -
        (there[first] ?? 0) +
        onTo(costs, draft, tail, last + 1, kind);
      const turned =
        cost(costs, before, tail) +
        (back[last] ?? 0) -
        (back[first] ?? 0) +
        onTo(costs, draft, head, last + 1, kind);
      if (turned >= old - LEAST_GAIN) continue;
      const part = route.slice(first, last + 1).reverse();
      route.splice(first, part.length, ...part);
      return true;
    }
  }
  return false;
};

/** Moves a few neighbouring stops to another place of the route, where that is shorter (Or-opt). */
const moveStops = (costs: Costs, draft: Draft, kind: RouteKind): boolean => {
  const { route, there, back } = draft;
  for (let length = 1; length <= LONGEST_MOVED; length += 1) {
    for (let first = 1; first + length <= route.length; first += 1) {
      const last = first + length - 1;
      const [before, head, tail] = [route[first - 1] ?? 0, route[first] ?? 0, route[last] ?? 0];
      const inside = (there[last] ?? 0) - (there[first] ?? 0);
      const insideBack = (back[last] ?? 0) - (back[first] ?? 0);
      const without = cost(costs, before, head) + inside + onTo(costs, draft, tail, last + 1, kind);
      const gain = without - onTo(costs, draft, before, last + 1, kind);
      for (let place = 0; place < route.length; place += 1) {
        // behind the stop at `place`, which is not among those that move, nor the one before them
        if (place >= first - 1 && place <= last) continue;
        const at = route[place] ?? 0;
        const old = onTo(costs, draft, at, place + 1, kind);
        const same = cost(costs, at, head) + inside + onTo(costs, draft, tail, place + 1, kind) - old;
        const turned = cost(costs, at, tail) + insideBack + onTo(costs, draft, head, place + 1, kind) - old;
        if (Math.min(same, turned) >= gain - LEAST_GAIN) continue;
        const moved = route.splice(first, length);
        if (turned < same) moved.reverse();
        route.splice(place < first ? place + 1 : place + 1 - length, 0, ...moved);
        return true;
      }
    }
  }
  return false;
};

const improve = (costs: Costs, route: number[], kind: RouteKind): number[] => {
  const draft: Draft = {
    route: [...route],
    there: new Float64Array(route.length),
    back: new Float64Array(route.length),
  };
  do measure(costs, draft);
  while (turnAround(costs, draft, kind) || moveStops(costs, draft, kind));
  return draft.route;
};

/**
 * A short route from a start through all other places: nearest neighbour from several first stops, each improved by
 * 2-opt and Or-opt until neither helps; the best of them. The same costs always give the same route.
 * @param start index of the place where it begins
 * @returns the indices of all places, the start first
 */
export const shortRoute = (costs: Costs, start = 0, kind: RouteKind = 'open'): number[] => {
  const stops = [...costs.keys()].filter((stop) => stop !== start);
  const beginnings = Math.max(2, Math.min(MOST_BEGINNINGS, Math.floor(WORK / (stops.length + 1) ** 1.5)));
  const first = stops
    .sort((one, other) => cost(costs, start, one) - cost(costs, start, other) || one - other)
    .slice(0, beginnings);
  let best: number[] = [start];
  let least = Infinity;
  for (const stop of first) {
    const route = improve(costs, nearestNeighbour(costs, [start, stop]), kind);
    const length = routeCost(costs, route, kind);
    if (length < least - LEAST_GAIN) [best, least] = [route, length];
  }
  return best;
};
