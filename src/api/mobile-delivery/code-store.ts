import type { Knex } from 'knex';
import { queryPrepared } from '../../postgres/prepared';

/** So many wrong codes lock a handover. */
export const MOST_WRONG = 5;

/** The code that a customer has, and how often something else was said. */
export type DeliveryCode = { code: string; wrong: number; isLocked: boolean };

/** Whoever calls holds the order locked. Orders that were placed before there were codes have none. */
export const findCode = async (trx: Knex, orderId: string): Promise<DeliveryCode | null> => {
  const [row] = await queryPrepared<DeliveryCode>(
    trx,
    `select code, wrong, locked_at is not null as "isLocked" from delivery_codes where order_id = ? for update`,
    [orderId],
  );
  return row ?? null;
};

/** Counts a wrong code; the last one that is allowed locks. */
export const noteWrongCode = async (trx: Knex, orderId: string): Promise<void> => {
  await queryPrepared(
    trx,
    `update delivery_codes
        set wrong = wrong + 1, locked_at = case when wrong + 1 >= ? then now() else locked_at end
      where order_id = ?`,
    [MOST_WRONG, orderId],
  );
};

/** Lets codes be tried again. @returns how many wrong ones there had been; null where there is no code */
export const unlockCode = async (trx: Knex, orderId: string): Promise<number | null> => {
  const [row] = await queryPrepared<{ wrong: number }>(
    trx,
    `update delivery_codes c set wrong = 0, locked_at = null
       from (select order_id, wrong from delivery_codes where order_id = ? for update) before
      where c.order_id = before.order_id returning before.wrong`,
    [orderId],
  );
  return row?.wrong ?? null;
};
