import type { Knex } from 'knex';
import type { Point } from '../../domain/delivery/point';
import { ASKED_AGAIN_MS, FRESH_MS } from '../../domain/delivery/score';
import { queryPrepared } from '../../postgres/prepared';
import { utc } from '../../postgres/utc';

/** An order that waits for a driver. */
export type WaitingOrder = {
  orderId: string;
  place: Point | null;
  createdAt: Date;
  promised: Date | null;
  slot: string | null;
  slotStart: Date | null;
  /** who is not asked for it any more, or not yet again */
  barred: string[];
};

/** When orders of a company are given to drivers. */
export type WaitingRules = { batchSeconds: number; assignAheadMinutes: number | null };

/** So many orders are looked at together. */
export const MOST_AT_ONCE = 100;

const waits = `o.order_status = 'processing' and o.delivery_status = 'pending' and o.delivery_personnel is null
  and o.hidden_at is null`;

const coordinate = (name: string): string => `(o.user_info #>> '{deliveryLocation,${name}}')::float8`;

/** Whom an order is not asked of: `refusals` named `r`. */
const bars = `(r.kind = 'refused' or r.at > now() - ${ASKED_AGAIN_MS} * interval '1 millisecond')`;

/**
 * Takes orders that wait for a driver and holds them until the transaction ends; those that somebody else holds are left
 * out. Once the first has waited for others for `batchSeconds` all of them go along, by when they are promised. Orders
 * that are offered already come again only where one of the drivers who are able now is not barred from them, so that
 * none stands in the way of others for nothing.
 */
export const claimWaiting = async (
  trx: Knex,
  companyCode: string,
  { batchSeconds, assignAheadMinutes }: WaitingRules,
  able: string[],
): Promise<WaitingOrder[]> => {
  const rows = await queryPrepared<
    Omit<WaitingOrder, 'place'> & { latitude: number | null; longitude: number | null }
  >(
    trx,
    `with able as (select ?::text[] as drivers),
     waiting as materialized (
       select o.id, s.document_id as slot, ${utc('s.start')} as slot_start, f.order_id is not null as offered,
              case when f.order_id is null then
                (select max(e.at) from order_events e
                  where e.order_id = o.document_id and e.kind = 'order_status_changed') end as ready_at
         from able, orders o
         left join delivery_offers f on f.order_id = o.document_id and f.closed_at is null
         left join delivery_slots s on s.document_id = o.delivery_slot
        where o.company_code = ?::text and ${waits}
          and (s.start is null or ?::int is null or ${utc('s.start')} <= now() + ?::int * interval '1 minute')
          and (f.order_id is null
               or (select count(distinct r.driver_id) from delivery_refusals r
                    where r.order_id = o.document_id and r.driver_id = any(able.drivers) and ${bars})
                  < cardinality(able.drivers))
     ), due as (
       select * from waiting
        where offered or now() >= (select min(ready_at) from waiting where not offered) + ?::int * interval '1 second')
     select o.document_id as "orderId", ${coordinate('latitude')} as latitude, ${coordinate('longitude')} as longitude,
            ${utc('o.created_at')} as "createdAt", ${utc('o.promised_delivery')} as promised, due.slot,
            due.slot_start as "slotStart",
            array(select distinct r.driver_id from delivery_refusals r
                   where r.order_id = o.document_id and ${bars} order by 1) as barred
       from due join orders o on o.id = due.id
      where ${waits}
      order by o.promised_delivery nulls last, o.id
      limit ${MOST_AT_ONCE}
        for update of o skip locked`,
    [able, companyCode, assignAheadMinutes, assignAheadMinutes, batchSeconds],
  );
  return rows.map(({ latitude, longitude, ...order }) => ({
    ...order,
    place: latitude === null || longitude === null ? null : { latitude, longitude },
  }));
};

/**
 * The companies with orders for which a driver could be found now: nobody has looked yet, or somebody is on duty of whom
 * it is known where they are.
 */
export const findWaitingCompanies = async (db: Knex): Promise<string[]> => {
  const rows = await queryPrepared<{ code: string }>(
    db,
    `select s.company_code as code
       from settings s
      where coalesce(s.delivery_auto_assign, true)
        and exists (
          select 1 from orders o
           where o.company_code = s.company_code and ${waits}
             and (not exists (select 1 from delivery_offers f
                              where f.order_id = o.document_id and f.closed_at is null)
                  or exists (select 1 from driver_states d
                              where d.company_code = s.company_code and d.on_duty
                                and d.position_at > now() - ${FRESH_MS} * interval '1 millisecond')))`,
    [],
  );
  return rows.map(({ code }) => code);
};

/** Orders whose drivers have let the time to answer pass. */
export const findUnanswered = (db: Knex, most: number): Promise<{ orderId: string; companyCode: string }[]> =>
  queryPrepared(
    db,
    `select order_id as "orderId", company_code as "companyCode" from delivery_assignments
      where respond_by < now() at time zone 'utc' and status = 'assigned' and accepted_at is null
      order by respond_by limit ?`,
    [most],
  );
