import type { Knex } from 'knex';
import type { Minor } from '../../domain/money';
import { queryPrepared } from '../../postgres/prepared';
import type { DriverKey } from '../driver-duty/store';
import type { Actor } from '../order/event-store';

/** What a driver owes in a currency. */
export type Owed = { currency: string; decimals: number; balance: Minor };

/** What a driver owes, by currency. */
export const readBalances = (db: Knex, { companyCode, driverId }: DriverKey): Promise<Owed[]> =>
  queryPrepared(
    db,
    `select currency, max(decimals) as decimals, sum(amount)::float8 as balance
       from driver_cash where company_code = ? and driver_id = ? group by currency order by currency`,
    [companyCode, driverId],
  );

/** What a driver owed after an entry of their ledger, in its currency. */
export type BalanceAfter = { id: string; decimals: number; balance: Minor };

/** What a driver owed after each entry from one to another: all before are summed once. */
export const readBalancesAfter = (
  db: Knex,
  { companyCode, driverId }: DriverKey,
  { first, last }: { first: number; last: number },
): Promise<BalanceAfter[]> =>
  queryPrepared(
    db,
    `with opening as (
       select currency, sum(amount) as balance from driver_cash
        where company_code = ? and driver_id = ? and id < ?::bigint group by currency)
     select c.id::text as id, c.decimals,
            (coalesce(o.balance, 0) + sum(c.amount) over (partition by c.currency order by c.id))::float8 as balance
       from driver_cash c left join opening o on o.currency = c.currency
      where c.company_code = ? and c.driver_id = ? and c.id >= ?::bigint and c.id <= ?::bigint`,
    [companyCode, driverId, first, companyCode, driverId, first, last],
  );

/** A handover of cash; amounts are in minor units. `discrepancy` is negative where money is missing. */
export type Handover = {
  id: string;
  expected: Minor;
  counted: Minor;
  discrepancy: Minor;
  currency: string;
  decimals: number;
  note: string | null;
  at: Date;
};

/** Writes into the ledger what was handed in, and beside it what was missing or too much: then nothing is owed. */
export const insertHandover = async (
  trx: Knex,
  { companyCode, driverId }: DriverKey,
  { id, expected, counted, discrepancy, currency, decimals, note }: Omit<Handover, 'at'>,
  actor: Actor,
): Promise<Date> => {
  const rows = await queryPrepared<{ at: Date }>(
    trx,
    `insert into driver_cash (company_code, driver_id, kind, amount, currency, decimals, handover_id, expected,
                              counted, note, actor_kind, actor_id, actor_name)
     select ?, ?, kind, amount, ?, ?, ?, ?, ?, ?, ?, ?, ?
       from (values ('handed_in', - ?::bigint), ('discrepancy', - ?::bigint)) entry(kind, amount)
      where kind = 'handed_in' or amount <> 0
     returning at`,
    [
      companyCode,
      driverId,
      currency,
      decimals,
      id,
      expected,
      counted,
      note,
      actor.kind,
      actor.id,
      actor.name,
      counted,
      expected - counted,
    ],
  );
  const [first] = rows;
  if (!first || discrepancy !== counted - expected)
    throw new Error('a handover was not written as it was counted');
  return first.at;
};
