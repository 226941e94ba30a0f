import type { Knex } from 'knex';
import type { Span } from '../../domain/company-day';
import type { Minor } from '../../domain/money';
import { queryPrepared } from '../../postgres/prepared';

/** The cash of a driver over a day, in minor units; `balance` is what they owed at its end. */
export type DriverCashRow = {
  driver: string;
  name: string;
  currency: string;
  decimals: number;
  collected: Minor;
  orders: number;
  handedIn: Minor;
  discrepancy: Minor;
  balance: Minor;
};

/** Drivers who took or handed in cash within a span, or owed some at its end. */
export const readDriverCash = (db: Knex, companyCode: string, { from, to }: Span): Promise<DriverCashRow[]> =>
  queryPrepared(
    db,
    `select c.driver_id as driver, u.name, c.currency, max(c.decimals) as decimals,
            (coalesce(sum(c.amount) filter (where c.kind = 'collected' and c.at >= ?), 0))::float8 as collected,
            (count(*) filter (where c.kind = 'collected' and c.at >= ?))::int as orders,
            (coalesce(-sum(c.amount) filter (where c.kind = 'handed_in' and c.at >= ?), 0))::float8 as "handedIn",
            (coalesce(sum(c.amount) filter (where c.kind = 'discrepancy' and c.at >= ?), 0))::float8 as discrepancy,
            sum(c.amount)::float8 as balance
       from driver_cash c
       join up_users u on u.document_id = c.driver_id
      where c.company_code = ? and c.at < ?
      group by c.driver_id, u.name, c.currency
     having sum(c.amount) <> 0 or bool_or(c.at >= ?)
      order by u.name, c.driver_id, c.currency`,
    [from, from, from, from, companyCode, to, from],
  );

/** What orders paid in cash at the door brought within a span; `withoutDriver` is what no driver took. */
export type CashOrdersRow = {
  currency: string;
  decimals: number;
  paidCashOrders: Minor;
  count: number;
  withoutDriver: Minor;
};

export const readCashOrders = (db: Knex, companyCode: string, { from, to }: Span): Promise<CashOrdersRow[]> =>
  queryPrepared(
    db,
    `select p.currency, max(p.decimals) as decimals, sum(p.amount)::float8 as "paidCashOrders",
            count(distinct p.order_id)::int as count,
            (coalesce(sum(p.amount) filter (where c.id is null), 0))::float8 as "withoutDriver"
       from payments p
       left join driver_cash c on c.order_id = p.order_id and c.kind = 'collected'
      where p.company_code = ? and p.provider = 'cod' and p.status = 'paid' and p.paid_at >= ? and p.paid_at < ?
      group by p.currency order by p.currency`,
    [companyCode, from, to],
  );
