import type { Knex } from 'knex';
import type { OrderRow } from '../order/life-store';
import {
  findActive,
  insertAssignment,
  type NewAssignment,
  type Outcome,
  updateActive,
} from './assignment-store';

/** How the assignment of somebody ends who does not bring an order after all. */
export type Ending = { outcome: Outcome; reason: string | null };

/** How the one ends who had the order before: who has failed to bring it, has failed. */
const endedByAnother = (failedAt: Date | null): Outcome => (failedAt === null ? 'reassigned' : 'failed');

/**
 * Ends the assignment of a locked order.
 * @returns whose it was; null where there was none
 */
export const endActive = async (
  trx: Knex,
  { documentId: orderId }: Pick<OrderRow, 'documentId'>,
  ending: Partial<Ending>,
): Promise<string | null> => {
  const active = await findActive(trx, orderId);
  if (!active) return null;
  await updateActive(trx, orderId, {
    status: 'cancelled',
    outcome: ending.outcome ?? endedByAnother(active.failedAt),
    ...(ending.reason !== undefined && { reason: ending.reason }),
    ended_at: new Date(),
    respond_by: null,
  });
  return active.driver;
};

/**
 * Puts one driver in the place of another, or of nobody; the order itself is the caller's to write.
 * @returns the drivers who have an order more, or less
 */
export const handOver = async (trx: Knex, order: OrderRow, assignment: NewAssignment): Promise<string[]> => {
  const before = await endActive(trx, order, {});
  await insertAssignment(trx, order, assignment);
  return [assignment.driver, ...(before === null ? [] : [before])];
};
