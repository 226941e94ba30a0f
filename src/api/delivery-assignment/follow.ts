import type { Knex } from 'knex';
import { driverPay } from '../../domain/delivery/earnings';
import type { Minor } from '../../domain/money';
import type { DeliveryStatus, Move } from '../../domain/order/transitions';
import { enqueueQuietly } from '../../outbox/enqueue';
import type { Actor } from '../order/event-store';
import type { OrderRow } from '../order/life-store';
import {
  type ActiveAssignment,
  type AssignmentChange,
  assignsByItself,
  closeOffer,
  findActive,
  type Outcome,
  readDriverPay,
  readOwnWay,
  updateActive,
} from './assignment-store';
import { insertCollected } from './cash-store';

/** The topic by which waiting orders are given to drivers. */
export const ORDER_ASSIGNMENT = 'order_assignment';

/** Has the waiting orders of a company looked at, one after the other in one place. */
export const seekDriver = (trx: Knex, companyCode: string, orderId: string): Promise<void> =>
  enqueueQuietly(trx, [
    { topic: ORDER_ASSIGNMENT, key: companyCode, company: companyCode, payload: { orderId } },
  ]);

/** How a delivery went, as whoever brought it says. */
export type Course = { at: Date; reason: string | null };

const ended = (status: 'delivered' | 'cancelled', outcome: Outcome, { at, reason }: Course) => ({
  status,
  outcome,
  reason,
  ended_at: at,
  respond_by: null,
});

/** Whether its driver has the goods and is to hand them over; who fetches them in the shop gets them from nobody. */
const isOnItsWay = ({ status, failedAt }: ActiveAssignment): boolean =>
  status === 'picked' && failedAt === null;

/** What a driver has earned by an order, frozen when it is delivered. */
const payFor = async (trx: Knex, order: OrderRow, { plannedKm }: ActiveAssignment): Promise<Minor> => {
  const rules = await readDriverPay(trx, order.companyCode, order.decimals);
  return driverPay(rules, { plannedKm, fee: order.delivery_fee });
};

/** What an assignment says when its order comes to a state. */
const changeAt = async (
  trx: Knex,
  order: OrderRow,
  active: ActiveAssignment,
  to: DeliveryStatus,
  course: Course,
): Promise<AssignmentChange> => {
  const { at, reason } = course;
  switch (to) {
    case 'picked':
      return {
        status: 'picked',
        picked_at: active.pickedAt ?? at,
        accepted_at: active.acceptedAt ?? at,
        respond_by: null,
        failed_at: null,
        attempts: active.attempts + 1,
        planned_km: active.plannedKm ?? (await readOwnWay(trx, order.companyCode, order.documentId)),
      };
    case 'delivered':
      if (!isOnItsWay(active)) return ended('cancelled', active.failedAt ? 'failed' : 'withdrawn', course);
      return {
        ...ended('delivered', 'delivered', course),
        delivered_at: at,
        actual_delivery: at,
        driver_pay: await payFor(trx, order, active),
      };
    case 'failed':
      return { failed_at: at, reason, out_at: null };
    case 'returned':
      return ended('cancelled', 'returned', course);
    case 'assigned':
      return { status: 'assigned', out_at: null };
    case 'pending':
      return {};
  }
};

/**
 * Lets the assignment of an order follow where the order has gone, whoever moved it.
 * @param order as it was before the move
 * @returns the drivers who have one order less
 */
export const followMove = async (
  trx: Knex,
  order: OrderRow,
  { states, steps }: Move,
  course: Course,
): Promise<string[]> => {
  const orderEnds = states.order_status === 'cancelled' && order.order_status !== 'cancelled';
  const deliverySteps = steps.flatMap((step) => (step.field === 'delivery_status' ? [step.to] : []));
  const startsWork = states.order_status === 'processing' && order.order_status === 'pending';
  if (deliverySteps.length === 0 && !orderEnds && !startsWork) return [];

  const active = await findActive(trx, order.documentId);
  const waits = states.order_status === 'processing' && states.delivery_status === 'pending';
  if (!waits) await closeOffer(trx, order.documentId);
  if (!active) {
    if (startsWork && waits) await seekDriverByItself(trx, order);
    return [];
  }
  let change: AssignmentChange = {};
  for (const to of deliverySteps) {
    change = { ...change, ...(await changeAt(trx, order, active, to, course)) };
  }
  if (orderEnds && change.ended_at === undefined) {
    change = { ...change, ...ended('cancelled', 'order_cancelled', course) };
  }
  if (Object.keys(change).length === 0) return [];
  await updateActive(trx, order.documentId, change);
  return change.ended_at ? [active.driver] : [];
};

/** Where orders find their drivers by themselves, one is sought. */
export const seekDriverByItself = async (trx: Knex, order: OrderRow): Promise<void> => {
  if (await assignsByItself(trx, order.companyCode))
    await seekDriver(trx, order.companyCode, order.documentId);
};

/** Cash that was taken at the door is owed by who took it; what nobody brought was paid in the shop. */
export const noteCollected = async (
  trx: Knex,
  order: OrderRow,
  amount: Minor,
  reported: Minor | null,
  actor: Actor,
): Promise<void> => {
  const active = amount > 0 ? await findActive(trx, order.documentId) : null;
  if (!active || !isOnItsWay(active)) return;
  const { companyCode, documentId: orderId, currency, decimals } = order;
  const collected = { companyCode, driver: active.driver, orderId, amount, reported, currency, decimals };
  await insertCollected(trx, collected, actor);
};
