import type { Knex } from 'knex';
import type { Allotment } from '../../domain/delivery/allot';
import { reckonedDrive } from '../../domain/delivery/eta';
import type { Point } from '../../domain/delivery/point';
import { rankDrivers } from '../../domain/delivery/score';
import { type PlannedStop, reckonTrip, upToTheMinute } from '../../domain/delivery/trip';
import { system } from '../order/event-store';
import { lockOrder } from '../order/life-store';
import { byShop, type MoveBy } from '../order/move';
import {
  type AssignmentRules,
  lockAssigning,
  lockRoom,
  readAssignmentRules,
  readCandidates,
} from './candidate-store';
import { giveOrder } from './give';
import { insertOffers } from './offer-store';
import { planWaiting, readyAt } from './plan-waiting';
import { claimWaiting, MOST_AT_ONCE, type WaitingOrder } from './waiting-store';

/** How many orders were given to drivers, and how many are offered now because nobody could be found for them. */
export type Assigned = { given: number; offered: number };

/** The shop itself gives orders away. */
export const byItself: MoveBy = byShop(system);

/**
 * The trip from the store along orders whose places are known, as it is reckoned before anybody asks a road router.
 * @param load how many stops come before, of what the driver has already
 */
const tripOf = (
  orders: WaitingOrder[],
  rules: AssignmentRules & { store: Point },
  { now, load }: { now: Date; load: number },
): Map<string, PlannedStop> => {
  const located = orders.flatMap((order) => (order.place ? [{ ...order, place: order.place }] : []));
  const leaving = new Date(Math.max(...orders.map((order) => readyAt(order, rules, now).getTime())));
  const drives = located.map(({ place }, index) =>
    reckonedDrive(located[index - 1]?.place ?? rules.store, place, rules),
  );
  const stops = located.map(({ orderId, slotStart }) => ({ orderId, notBefore: slotStart }));
  const planned = reckonTrip(stops, drives, { ...rules, leaving, now });
  return new Map(
    planned.map((stop) => [
      stop.orderId,
      { ...stop, sequence: load + stop.sequence, estimate: upToTheMinute(stop.estimate) },
    ]),
  );
};

const giveAll = async (
  trx: Knex,
  companyCode: string,
  { driverId, orderIds }: Allotment,
  trip: Map<string, PlannedStop>,
  respondBy: Date,
): Promise<void> => {
  for (const orderId of orderIds) {
    const stop = trip.get(orderId);
    const order = await lockOrder(trx, companyCode, orderId);
    await giveOrder(
      trx,
      order,
      {
        driver: driverId,
        givenBy: 'automatic',
        respondBy,
        acceptedAt: null,
        plannedKm: stop?.km ?? null,
        ...(stop && { sequence: stop.sequence, estimate: stop.estimate }),
      },
      byItself,
    );
  }
};

/**
 * Gives waiting orders of a company to the driver who suits best: what lies together, and whatever else comes to them. What
 * nobody can take by where they are is offered to all who are on duty. One driver in a transaction, so that none is held
 * for long: their phones tell where they are meanwhile.
 */
export const assignNext = async (trx: Knex, companyCode: string): Promise<Assigned & { isMore: boolean }> => {
  const nothing = { given: 0, offered: 0, isMore: false };
  await lockAssigning(trx, companyCode);
  const rules = await readAssignmentRules(trx, companyCode);
  if (!rules.autoAssign) return nothing;
  const now = new Date();
  const { store } = rules;
  const candidates = store ? await readCandidates(trx, companyCode) : [];
  const able = store ? rankDrivers(candidates, { ...rules, store, now }) : [];
  const orders = await claimWaiting(
    trx,
    companyCode,
    rules,
    able.map(({ candidate }) => candidate.driverId),
  );
  if (orders.length === 0) return nothing;
  const { given, left } = planWaiting(orders, candidates, rules, now);
  const offered = await insertOffers(trx, companyCode, left);
  const isFull = orders.length === MOST_AT_ONCE;
  const [next, ...others] = given;
  if (!store || !next) return { given: 0, offered, isMore: isFull && offered > 0 };

  // Whoever has accepted something else meanwhile has less room; what is too much waits for the next look.
  const { room, load } = await lockRoom(trx, companyCode, next.driverId);
  const fitting = next.orderIds.slice(0, room);
  if (fitting.length > 0) {
    const byId = new Map(orders.map((order) => [order.orderId, order]));
    const trip = tripOf(
      fitting.flatMap((id) => byId.get(id) ?? []),
      { ...rules, store },
      { now, load },
    );
    const respondBy = new Date(now.getTime() + rules.answerSeconds * 1_000);
    await giveAll(trx, companyCode, { ...next, orderIds: fitting }, trip, respondBy);
  }
  const isMore = (isFull || others.length > 0) && fitting.length + offered > 0;
  return { given: fitting.length, offered, isMore };
};
