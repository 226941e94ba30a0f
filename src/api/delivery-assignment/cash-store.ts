import type { Knex } from 'knex';
import type { Minor } from '../../domain/money';
import { queryPrepared } from '../../postgres/prepared';
import type { Actor } from '../order/event-store';

/** Money that a driver took at a door: they owe `amount`, whatever they say (`reported`) that they were given. */
export type Collected = {
  companyCode: string;
  driver: string;
  orderId: string;
  amount: Minor;
  reported: Minor | null;
  currency: string;
  decimals: number;
};

/** Notes in the ledger of a driver what they owe for an order from now on. */
export const insertCollected = async (trx: Knex, collected: Collected, actor: Actor): Promise<void> => {
  const { companyCode, driver, orderId, amount, reported, currency, decimals } = collected;
  await queryPrepared(
    trx,
    `insert into driver_cash (company_code, driver_id, kind, amount, currency, decimals, order_id, reported,
                              actor_kind, actor_id, actor_name)
     values (?, ?, 'collected', ?, ?, ?, ?, ?, ?, ?, ?)`,
    [companyCode, driver, amount, currency, decimals, orderId, reported, actor.kind, actor.id, actor.name],
  );
};
