import type { Knex } from 'knex';
import type { Span } from '../domain/company-day';
import type { Minor } from '../domain/money';
import { queryPrepared } from '../postgres/prepared';

/** What a driver owes, in minor units, and how many orders they delivered. */
export type Tally = { driver: string; owed: Minor; delivered: number };

/** What drivers of a company owe in a currency, and how much they delivered within a span. */
export const readTallies = (
  db: Knex,
  { code, currency }: { code: string; currency: string },
  drivers: string[],
  { from, to }: Span,
): Promise<Tally[]> =>
  queryPrepared(
    db,
    `select driver,
            (select coalesce(sum(c.amount), 0)::float8 from driver_cash c
              where c.company_code = ?::text and c.driver_id = driver and c.currency = ?::text) as owed,
            (select count(*)::int from delivery_assignments a
              where a.company_code = ?::text and a.delivery_personnel = driver and a.outcome = 'delivered'
                and a.delivered_at >= ?::timestamptz at time zone 'utc'
                and a.delivered_at < ?::timestamptz at time zone 'utc') as delivered
       from unnest(?::text[]) driver`,
    [code, currency, code, from, to, drivers],
  );
