import { allot, type Allotted } from '../../domain/delivery/allot';
import { batchOrders, type BatchRules } from '../../domain/delivery/batch';
import { distanceInHundredths } from '../../domain/delivery/distance';
import { drivingMinutes } from '../../domain/delivery/eta';
import type { Point } from '../../domain/delivery/point';
import { type Candidate, rankDrivers } from '../../domain/delivery/score';
import type { AssignmentRules } from './candidate-store';
import type { WaitingOrder } from './waiting-store';

const MINUTE_MS = 60_000;

/** So much longer than alone an order may be on its way for others, where nobody was promised a time. */
const MOST_EXTRA_MINUTES = 15;

/** When the goods of an order are ready to leave. */
export const readyAt = (
  { createdAt }: Pick<WaitingOrder, 'createdAt'>,
  { preparationMinutes }: Pick<AssignmentRules, 'preparationMinutes'>,
  now: Date,
): Date => new Date(Math.max(now.getTime(), createdAt.getTime() + preparationMinutes * MINUTE_MS));

/** Only orders that may be asked of the same drivers, for the same time, go together. */
const companionsOf = (orders: WaitingOrder[]): WaitingOrder[][] => {
  const groups = new Map<string, WaitingOrder[]>();
  for (const order of orders) {
    const key = order.place ? `${order.slot ?? ''} ${order.barred.join(' ')}` : `alone ${order.orderId}`;
    groups.set(key, [...(groups.get(key) ?? []), order]);
  }
  return [...groups.values()];
};

const kmBetween = (places: Point[]): number[][] =>
  places.map((from) => places.map((to) => distanceInHundredths(from, to) / 100));

const batched = (store: Point, orders: WaitingOrder[], rules: BatchRules & AssignmentRules, now: Date) => {
  const places = orders.flatMap(({ place }) => (place ? [place] : []));
  if (places.length < orders.length || orders.length === 1) return orders.map(({ orderId }) => [orderId]);
  const stops = orders.map((order) => ({
    orderId: order.orderId,
    promisedIn: order.promised
      ? (order.promised.getTime() - readyAt(order, rules, now).getTime()) / MINUTE_MS
      : null,
  }));
  return batchOrders(kmBetween([store, ...places]), stops, rules).map(({ orderIds }) => orderIds);
};

/**
 * Which waiting orders go together, and to whom.
 * @param orders by when they are promised; whoever was promised first has the first choice
 */
export const planWaiting = (
  orders: WaitingOrder[],
  candidates: Candidate[],
  rules: AssignmentRules,
  now: Date,
): Allotted => {
  const { store } = rules;
  if (!store) return { given: [], left: orders.map(({ orderId }) => orderId) };
  const scoring = { store, radiusKm: rules.radiusKm, now };
  const rooms = rankDrivers(candidates, scoring).map(({ candidate }) => candidate.capacity - candidate.load);
  const most = Math.max(1, ...rooms);
  const minutesPerKm = drivingMinutes(1, rules);
  const batchRules = { ...rules, most, minutesPerKm, mostExtraMinutes: MOST_EXTRA_MINUTES };
  const rank = new Map(orders.map(({ orderId }, index) => [orderId, index]));
  const firstOf = (orderIds: string[]): number => Math.min(...orderIds.map((id) => rank.get(id) ?? 0));
  const batches = companionsOf(orders)
    .flatMap((group) =>
      batched(store, group, batchRules, now).map((orderIds) => ({
        orderIds,
        barred: new Set(group[0]?.barred),
      })),
    )
    .sort((one, other) => firstOf(one.orderIds) - firstOf(other.orderIds));
  return allot(batches, candidates, scoring);
};
