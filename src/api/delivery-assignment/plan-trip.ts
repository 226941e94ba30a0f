import type { Drive } from '../../domain/delivery/eta';
import type { Point } from '../../domain/delivery/point';
import { shortRoute } from '../../domain/delivery/route';
import { type PlannedStop, reckonTrip, upToTheMinute } from '../../domain/delivery/trip';
import type { RoadRouter } from '../../routing/road-router';
import type { AssignmentRules } from './candidate-store';
import { readyAt } from './plan-waiting';
import type { Trip, TripStop } from './trip-store';

type Located = TripStop & { place: Point };

const MINUTE_MS = 60_000;

const located = (stops: TripStop[]): Located[] =>
  stops.flatMap((stop) => (stop.place ? [{ ...stop, place: stop.place }] : []));

const toStop = ({ orderId, slotStart }: TripStop) => ({ orderId, notBefore: slotStart });

/** From where and when a driver goes on: from where they are, else from where they were last heard of. */
const startOf = (
  { position, lastDoor, leftAt }: Trip,
  store: Point,
  now: Date,
): { place: Point; at: Date } => {
  const isNewer = position !== null && (lastDoor === null || position.at >= lastDoor.at);
  if (isNewer) return { place: position, at: now };
  if (lastDoor) return { place: lastDoor, at: lastDoor.at };
  return { place: store, at: leftAt ?? now };
};

const toTheMinute = (stops: PlannedStop[]): PlannedStop[] =>
  stops.map((stop) => ({ ...stop, estimate: upToTheMinute(stop.estimate) }));

const along = (matrix: Drive[][], places: number[]): Drive[] =>
  places.slice(1).flatMap((to, index) => matrix[places[index] ?? 0]?.[to] ?? []);

/** The shortest way found from one place along others. */
const inShortOrder = (matrix: Drive[][], from: number, others: number[]): number[] => {
  const places = [from, ...others];
  const minutes = places.map((one) => places.map((other) => matrix[one]?.[other]?.minutes ?? Infinity));
  return shortRoute(minutes).map((index) => places[index] ?? from);
};

/**
 * When the orders of a driver arrive: what they have with them, in its sequence, from where they are; then what they
 * still have to fetch, on a short way from the store; in full minutes. What has no place on the map is left out.
 */
export const planTrip = async (
  trip: Trip,
  rules: AssignmentRules & { store: Point },
  router: RoadRouter,
  now: Date,
): Promise<PlannedStop[]> => {
  const { store, handoverMinutes } = rules;
  const stops = located(trip.stops);
  const carried = stops.filter(({ isPicked }) => isPicked);
  const fetched = stops.filter(({ isPicked }) => !isPicked);
  if (stops.length === 0) return [];
  const start = startOf(trip, store, now);
  // the start, what is carried, the store, what is fetched
  const points = [
    start.place,
    ...carried.map(({ place }) => place),
    store,
    ...fetched.map(({ place }) => place),
  ];
  const matrix = await router.matrix(points, rules);
  const storeIndex = carried.length + 1;

  const onTheWay = along(matrix, [0, ...carried.map((_stop, index) => index + 1)]);
  const first = reckonTrip(carried.map(toStop), onTheWay, { leaving: start.at, now, handoverMinutes });
  if (fetched.length === 0) return toTheMinute(first);

  const lastStop = first.at(-1);
  const back = lastStop
    ? lastStop.estimate.getTime() + (matrix[carried.length]?.[storeIndex]?.minutes ?? 0) * MINUTE_MS
    : now.getTime();
  const ready = fetched.map((stop) => readyAt(stop, rules, now).getTime());
  const leaving = new Date(Math.max(back, ...ready));
  const indices = fetched.map((_stop, index) => storeIndex + 1 + index);
  const way = inShortOrder(matrix, storeIndex, indices);
  const inOrder = way.slice(1).flatMap((index) => fetched[index - storeIndex - 1] ?? []);
  const second = reckonTrip(inOrder.map(toStop), along(matrix, way), { leaving, now, handoverMinutes });
  return toTheMinute([
    ...first,
    ...second.map((stop) => ({ ...stop, sequence: first.length + stop.sequence })),
  ]);
};
