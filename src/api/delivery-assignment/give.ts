import type { Knex } from 'knex';
import { assertGivable } from '../../domain/order/assignment';
import type { OrderRow } from '../order/life-store';
import { applyMove, type MoveBy } from '../order/move';
import { insertRefusal, type NewAssignment } from './assignment-store';
import { seekDriverByItself } from './follow';
import { endActive, handOver } from './hand-over';

/**
 * Gives a locked order to a driver; whoever had it before has it no longer.
 * @throws DomainError `illegal_transition` where it needs no driver any more, or is on its way
 */
export const giveOrder = async (
  trx: Knex,
  order: OrderRow,
  assignment: NewAssignment,
  by: MoveBy,
): Promise<void> => {
  assertGivable(order);
  const drivers = await handOver(trx, order, assignment);
  const from = order.delivery_personnel;
  await applyMove(trx, order, { delivery_status: 'assigned' }, by, {
    columns: {
      delivery_personnel: assignment.driver,
      ...(assignment.estimate !== undefined && { estimated_delivery: assignment.estimate }),
    },
    events: [
      { kind: 'order_assigned', data: { from, driverId: assignment.driver, givenBy: assignment.givenBy } },
    ],
    drivers,
  });
};

/** Why an order is with its driver no longer, before it left. */
export type Withdrawal = { outcome: 'refused' | 'timed_out' | 'withdrawn'; reason: string | null };

/**
 * Takes a locked order from its driver before they have left with it; it waits for another one, who is sought where
 * orders find their drivers by themselves. One that was out before and came back still has to be tried again. `by` moves
 * as the shop (`system`), whoever the actor is.
 * @throws DomainError `illegal_transition` once they have left
 */
export const takeAway = async (
  trx: Knex,
  order: OrderRow,
  { outcome, reason }: Withdrawal,
  by: MoveBy,
): Promise<void> => {
  const driver = await endActive(trx, order, { outcome, reason });
  if (driver !== null) await insertRefusal(trx, order, { driver, kind: outcome, reason });
  const back = order.order_status === 'shipped' ? 'failed' : 'pending';
  await applyMove(trx, order, { delivery_status: back }, by, {
    columns: { delivery_personnel: null, estimated_delivery: order.promised_delivery },
    events: [
      {
        kind: 'order_assigned',
        data: { from: order.delivery_personnel, driverId: null, outcome, reason },
      },
    ],
    drivers: driver === null ? [] : [driver],
  });
  if (order.order_status === 'processing') await seekDriverByItself(trx, order);
};
