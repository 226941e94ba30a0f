import type { Knex } from 'knex';
import { DomainError, notFound } from '../../domain/errors';
import { queryPrepared } from '../../postgres/prepared';
import { insertRefusal } from '../delivery-assignment/assignment-store';
import { giveOrder } from '../delivery-assignment/give';
import type { OrderRow } from '../order/life-store';
import { byShop } from '../order/move';
import type { Driver } from './driver';
import { offeredTo } from './offered.sql';

/** Whether an order is offered to somebody who may take it. */
export const isOffered = async (trx: Knex, order: OrderRow, driver: Driver): Promise<boolean> => {
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

type Asked = { hadIt: boolean; wentToAnother: boolean };

/** What has become of an order of which a driver was asked, whether all were or only they; null where they never were. */
const findAsked = async (trx: Knex, orderId: string, driver: Driver): Promise<Asked | null> => {
  const [row] = await queryPrepared<Asked & { since: Date | null }>(
    trx,
    `select asked.since, asked.had_it as "hadIt", exists (
              select 1 from delivery_assignments a
               where a.order_id = asked.order_id and a.delivery_personnel <> asked.driver
                 and a.assigned_at at time zone 'utc' >= asked.since) as "wentToAnother"
       from (select given.order_id, given.driver, a.at is not null as had_it, least(a.at, f.offered_at) as since
               from (select ?::text as order_id, ?::text as driver) given
               left join delivery_offers f on f.order_id = given.order_id
               left join lateral (
                 select max(assigned_at) at time zone 'utc' as at from delivery_assignments
                  where order_id = given.order_id and delivery_personnel = given.driver) a on true) asked`,
    [orderId, driver.id],
  );
  return row?.since ? row : null;
};

/** @throws DomainError always */
const refuseLate = async (trx: Knex, order: OrderRow, driver: Driver): Promise<never> => {
  const asked = await findAsked(trx, order.documentId, driver);
  if (asked?.wentToAnother) throw new DomainError('already_assigned', 'another driver has this order');
  if (asked?.hadIt) {
    throw new DomainError('illegal_transition', 'the order is not with this driver any more', {
      field: 'delivery_status',
      from: order.delivery_status,
      to: 'accepted',
      allowed: [],
    });
  }
  throw notFound('order');
};

/**
 * Gives a locked order that was offered to whoever comes first.
 * @throws DomainError `already_assigned` where somebody else has it by now, or had it since; `illegal_transition` where
 * the driver's own time for it has passed; `not_found` where they were never asked
 */
export const acceptOffer = async (trx: Knex, order: OrderRow, driver: Driver, at: Date): Promise<void> => {
  // Who accepts two at once is counted one after the other.
  await queryPrepared(trx, 'select 1 from driver_states where driver_id = ? for no key update', [driver.id]);
  if (await isOffered(trx, order, driver)) {
    const by = byShop(driver);
    const assignment = { driver: driver.id, givenBy: 'offer' as const, respondBy: null, acceptedAt: at };
    await giveOrder(trx, order, assignment, by);
    return;
  }
  await refuseLate(trx, order, driver);
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
