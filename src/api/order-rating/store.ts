import type { Knex } from 'knex';
import { queryPrepared } from '../../postgres/prepared';

/** What a customer said of an order; `driver` is null where no driver brought it. */
export type NewRating = {
  orderId: string;
  companyCode: string;
  customerId: string;
  driver: string | null;
  rating: number;
  feedback: string | null;
};

/**
 * Notes a rating: of the order, of the delivery that brought it, and among those of its driver.
 * @returns when; null where the order was rated before
 */
export const insertRating = async (
  trx: Knex,
  { orderId, companyCode, customerId, driver, rating, feedback }: NewRating,
): Promise<Date | null> => {
  const [inserted] = await queryPrepared<{ at: Date }>(
    trx,
    `insert into order_ratings (order_id, company_code, customer_id, driver_id, rating, feedback)
     values (?, ?, ?, ?, ?, ?) on conflict (order_id) do nothing returning at`,
    [orderId, companyCode, customerId, driver, rating, feedback],
  );
  if (!inserted || driver === null) return inserted?.at ?? null;
  await queryPrepared(
    trx,
    `update delivery_assignments set rating = ?, feedback = ?, updated_at = now() at time zone 'utc'
      where order_id = ? and company_code = ? and outcome = 'delivered'`,
    [rating, feedback, orderId, companyCode],
  );
  await queryPrepared(
    trx,
    `insert into driver_states as d (driver_id, company_code, rating_sum, rating_count) values (?, ?, ?, 1)
     on conflict (driver_id) do update
        set rating_sum = d.rating_sum + excluded.rating_sum, rating_count = d.rating_count + 1`,
    [driver, companyCode, rating],
  );
  return inserted.at;
};

/** Who brought an order; null where no driver did. */
export const findDeliverer = async (
  db: Knex,
  companyCode: string,
  orderId: string,
): Promise<string | null> => {
  const [assignment] = await queryPrepared<{ driver: string }>(
    db,
    `select delivery_personnel as driver from delivery_assignments
      where order_id = ? and company_code = ? and outcome = 'delivered'`,
    [orderId, companyCode],
  );
  return assignment?.driver ?? null;
};

/** Takes away what a customer wrote; how many stars they gave stays. */
export const forgetFeedback = async (trx: Knex, customerId: string): Promise<void> => {
  await trx.raw(
    `with written as (
       update order_ratings set feedback = null
        where customer_id = ? and feedback is not null returning order_id)
     update delivery_assignments a set feedback = null from written where a.order_id = written.order_id`,
    [customerId],
  );
};

/** How customers have rated the driver whose row of `driver_states` this is; null before anybody has. */
export const averageRating = (state: string): string =>
  `(${state}.rating_sum::numeric / nullif(${state}.rating_count, 0))`;

/** The rating of an order `o` as JSON, or null. */
export const ratingJson = `
  (select json_build_object('rating', r.rating, 'feedback', r.feedback, 'at', iso_instant(r.at at time zone 'utc'))
     from order_ratings r where r.order_id = o.document_id)`;
