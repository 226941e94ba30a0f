import type { Knex } from 'knex';
import type { Allotment } from '../../domain/delivery/allot';
import { reckonedDrive } from '../../domain/delivery/eta';
import type { Point } from '../../domain/delivery/fee';
import { type PlannedStop, reckonTrip, upToTheMinute } from '../../domain/delivery/trip';
import { system } from '../order/event-store';
import { lockOrder } from '../order/life-store';
import type { MoveBy } from '../order/move';
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
import { claimWaiting, type WaitingOrder } from './waiting-store';

/** How many orders were given to drivers, and how many nobody could be found for. */
export type Assigned = { given: number; offered: number };

/** The shop itself gives orders away. */
export const byItself: MoveBy = {
  actor: system,
  mover: 'system',
  rules: { customerMayCancelProcessing: false },
};

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
 * Gives the waiting orders of a company to drivers: what lies together to one, each to who suits best. What nobody can
 * take by where they are is offered to all who are on duty.
 */
export const assignWaiting = async (trx: Knex, companyCode: string): Promise<Assigned> => {
  await lockAssigning(trx, companyCode);
  const rules = await readAssignmentRules(trx, companyCode);
  if (!rules.autoAssign) return { given: 0, offered: 0 };
  const orders = await claimWaiting(trx, companyCode, rules);
  if (orders.length === 0) return { given: 0, offered: 0 };
  const now = new Date();
  const { given, left } = planWaiting(orders, await readCandidates(trx, companyCode), rules, now);
  await insertOffers(trx, companyCode, left);
  const { store } = rules;
  if (!store || given.length === 0) return { given: 0, offered: left.length };

  const rooms = await lockRoom(
    trx,
    given.map(({ driverId }) => driverId),
  );
  const respondBy = new Date(now.getTime() + rules.answerSeconds * 1_000);
  const byId = new Map(orders.map((order) => [order.orderId, order]));
  let count = 0;
  for (const { driverId, orderIds } of given) {
    // Whoever has accepted something else meanwhile has less room; what is too much waits for the next look.
    const { room, load } = rooms.get(driverId) ?? { room: 0, load: 0 };
    const fitting = orderIds.slice(0, Math.max(0, room));
    if (fitting.length === 0) continue;
    const trip = tripOf(
      fitting.flatMap((id) => byId.get(id) ?? []),
      { ...rules, store },
      { now, load },
    );
    await giveAll(trx, companyCode, { driverId, orderIds: fitting }, trip, respondBy);
    count += fitting.length;
  }
  return { given: count, offered: left.length };
};
