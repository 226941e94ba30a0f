import type { Knex } from 'knex';
import { DomainError, notFound } from '../../domain/errors';
import { queryPrepared } from '../../postgres/prepared';
import { findActive, insertRefusal } from '../delivery-assignment/assignment-store';
import { giveOrder } from '../delivery-assignment/give';
import type { OrderRow } from '../order/life-store';
import type { Driver } from './driver';
import { offeredTo } from './offered.sql';

const isOffered = async (trx: Knex, order: OrderRow, driver: Driver): Promise<boolean> => {
  // Who accepts two at once is counted one after the other.
  await queryPrepared(trx, 'select 1 from driver_states where driver_id = ? for update', [driver.id]);
  const rows = await queryPrepared<unknown>(
    trx,
    `select 1 from (select ?::text as driver, ?::text as company) asking
      where ?::text in (${offeredTo('asking.driver', 'asking.company')})`,
    [driver.id, order.companyCode, order.documentId],
  );
  return rows.length > 0;
};

/** Whether somebody has said that they do not bring an order. */
export const hasRefused = async (trx: Knex, orderId: string, driver: Driver): Promise<boolean> => {
  const rows = await queryPrepared<unknown>(
    trx,
    `select 1 from delivery_refusals where order_id = ? and driver_id = ? and kind = 'refused' limit 1`,
    [orderId, driver.id],
  );
  return rows.length > 0;
};

const hadIt = async (trx: Knex, orderId: string, driver: Driver): Promise<boolean> => {
  const rows = await queryPrepared<unknown>(
    trx,
    'select 1 from delivery_assignments where order_id = ? and delivery_personnel = ? limit 1',
    [orderId, driver.id],
  );
  return rows.length > 0;
};

/**
 * Gives a locked order that was offered to whoever comes first.
 * @throws DomainError `already_assigned` where somebody else has it by now; `not_found` where it was not theirs to take
 */
export const acceptOffer = async (trx: Knex, order: OrderRow, driver: Driver, at: Date): Promise<void> => {
  if (await isOffered(trx, order, driver)) {
    const by = {
      actor: driver,
      mover: 'system' as const,
      rules: { customerMayCancelProcessing: false },
    };
    const assignment = { driver: driver.id, givenBy: 'offer' as const, respondBy: null, acceptedAt: at };
    await giveOrder(trx, order, assignment, by);
    return;
  }
  const active = await findActive(trx, order.documentId);
  if (active && (active.givenBy === 'offer' || (await hadIt(trx, order.documentId, driver)))) {
    throw new DomainError('already_assigned', 'another driver has taken this order');
  }
  throw notFound('order');
};

/** Notes that somebody does not take an order that is offered. @returns false where it is not offered to them */
export const refuseOffer = async (
  trx: Knex,
  order: OrderRow,
  driver: Driver,
  reason: string | null,
): Promise<boolean> => {
  if (!(await isOffered(trx, order, driver))) return false;
  await insertRefusal(trx, order, { driver: driver.id, kind: 'refused', reason });
  return true;
};
