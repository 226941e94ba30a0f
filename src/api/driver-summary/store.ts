import type { Knex } from 'knex';
import type { Span } from '../../domain/company-day';
import type { Minor } from '../../domain/money';
import { queryPrepared } from '../../postgres/prepared';
import type { DriverKey } from '../driver-duty/store';
import { averageRating } from '../order-rating/store';

/** What a driver did within a span. */
export type Work = {
  deliveries: number;
  failed: number;
  returned: number;
  refused: number;
  km: number;
  secondsOnDuty: number;
};

/** Strapi's times have no zone; they are UTC. */
const within = (column: string): string =>
  `${column} >= ?::timestamptz at time zone 'utc' and ${column} < ?::timestamptz at time zone 'utc'`;

/** What a driver did within a span; a duty that goes on counts until now. */
export const readWork = async (
  db: Knex,
  { companyCode, driverId }: DriverKey,
  { from, to }: Span,
): Promise<Work> => {
  const [work] = await queryPrepared<Work>(
    db,
    `select delivered.deliveries, delivered.km, failed.failed, returned.returned, refused.refused,
            duty."secondsOnDuty"
       from (select count(*)::int as deliveries, coalesce(sum(planned_km), 0)::float8 as km
               from delivery_assignments
              where company_code = ? and delivery_personnel = ? and outcome = 'delivered' and ${within('delivered_at')}) delivered,
            (select count(*)::int as failed from delivery_assignments
              where company_code = ? and delivery_personnel = ? and ${within('failed_at')}) failed,
            (select count(*)::int as returned from delivery_assignments
              where company_code = ? and delivery_personnel = ? and outcome = 'returned' and ${within('ended_at')}) returned,
            (select count(*)::int as refused from delivery_refusals
              where company_code = ? and driver_id = ? and kind = 'refused' and at >= ? and at < ?) refused,
            (select coalesce(sum(extract(epoch from
                      least(coalesce(ended_at, now()), ?::timestamptz) - greatest(began_at, ?::timestamptz))), 0)::float8
                      as "secondsOnDuty"
               from driver_duties
              where company_code = ? and driver_id = ? and began_at < ? and coalesce(ended_at, now()) > ?) duty`,
    [
      ...[companyCode, driverId, from, to],
      ...[companyCode, driverId, from, to],
      ...[companyCode, driverId, from, to],
      ...[companyCode, driverId, from, to],
      ...[to, from, companyCode, driverId, to, from],
    ],
  );
  if (!work) throw new Error('counts answered no row');
  return work;
};

/** What a driver took, brought and owes, in minor units. */
export type Cash = { collected: Minor; handedIn: Minor; owed: Minor };

/** The cash of a driver in a currency: taken and brought within a span, and owed by now. */
export const readCash = async (
  db: Knex,
  { companyCode, driverId }: DriverKey,
  currency: string,
  { from, to }: Span,
): Promise<Cash> => {
  const [cash] = await queryPrepared<Cash>(
    db,
    `select (coalesce(sum(amount) filter (where kind = 'collected' and at >= ? and at < ?), 0))::float8 as collected,
            (coalesce(-sum(amount) filter (where kind = 'handed_in' and at >= ? and at < ?), 0))::float8 as "handedIn",
            (coalesce(sum(amount), 0))::float8 as owed
       from driver_cash where company_code = ? and driver_id = ? and currency = ?`,
    [from, to, from, to, companyCode, driverId, currency],
  );
  if (!cash) throw new Error('sums answered no row');
  return cash;
};

/** What a driver earned within several spans by orders in a currency, in minor units. */
export const readEarnings = async (
  db: Knex,
  { companyCode, driverId }: DriverKey,
  currency: string,
  spans: Span[],
): Promise<Minor[]> => {
  const rows = await queryPrepared<{ earned: Minor }>(
    db,
    `select (select coalesce(sum(a.driver_pay), 0)::float8
               from delivery_assignments a join orders o on o.document_id = a.order_id
              where a.company_code = ? and a.delivery_personnel = ? and a.outcome = 'delivered' and o.currency = ?
                and a.delivered_at >= span.began at time zone 'utc'
                and a.delivered_at < span.ended at time zone 'utc') as earned
       from unnest(?::timestamptz[], ?::timestamptz[]) with ordinality span(began, ended, place) order by place`,
    [companyCode, driverId, currency, spans.map(({ from }) => from), spans.map(({ to }) => to)],
  );
  return rows.map(({ earned }) => earned);
};

/** How customers have rated a driver; `average` is null before anybody has. */
export const readRating = async (
  db: Knex,
  { companyCode, driverId }: DriverKey,
): Promise<{ average: number | null; count: number }> => {
  const [row] = await queryPrepared<{ average: number | null; count: number }>(
    db,
    `select round(${averageRating('d')}, 2)::float8 as average, rating_count as count
       from driver_states d where d.company_code = ? and d.driver_id = ?`,
    [companyCode, driverId],
  );
  return row ?? { average: null, count: 0 };
};
