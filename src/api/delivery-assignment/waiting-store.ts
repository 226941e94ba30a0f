import type { Knex } from 'knex';
import type { Point } from '../../domain/delivery/fee';
import { queryPrepared } from '../../postgres/prepared';

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

/** So many orders find their drivers in one transaction. */
const MOST_AT_ONCE = 100;

const utc = (column: string): string => `${column} at time zone 'utc'`;

const waits = `o.order_status = 'processing' and o.delivery_status = 'pending' and o.delivery_personnel is null
  and o.hidden_at is null`;

const coordinate = (name: string): string => `(o.user_info #>> '{deliveryLocation,${name}}')::float8`;

/**
 * Takes the orders that wait for a driver and holds them until the transaction ends; those that somebody else holds are
 * left out. Once the first has waited for others for `batchSeconds` all of them go along, by when they are promised.
 */
export const claimWaiting = async (
  trx: Knex,
  companyCode: string,
  { batchSeconds, assignAheadMinutes }: WaitingRules,
): Promise<WaitingOrder[]> => {
  const rows = await queryPrepared<
    Omit<WaitingOrder, 'place'> & { latitude: number | null; longitude: number | null }
  >(
    trx,
    `with waiting as materialized (
       select o.id, s.document_id as slot, ${utc('s.start')} as slot_start,
              exists (select 1 from delivery_offers f where f.order_id = o.document_id and f.closed_at is null) as offered,
              (select max(e.at) from order_events e
                where e.order_id = o.document_id and e.kind = 'order_status_changed') as ready_at
         from orders o left join delivery_slots s on s.document_id = o.delivery_slot
        where o.company_code = ?::text and ${waits}
          and (s.start is null or ?::int is null or ${utc('s.start')} <= now() + ?::int * interval '1 minute')
     ), due as (
       select * from waiting
        where offered or now() >= (select min(ready_at) from waiting where not offered) + ?::int * interval '1 second')
     select o.document_id as "orderId", ${coordinate('latitude')} as latitude, ${coordinate('longitude')} as longitude,
            ${utc('o.created_at')} as "createdAt", ${utc('o.promised_delivery')} as promised, due.slot,
            due.slot_start as "slotStart",
            array(select distinct r.driver_id from delivery_refusals r
                   where r.order_id = o.document_id
                     and (r.kind = 'refused' or r.at > now() - interval '10 minutes') order by 1) as barred
       from due join orders o on o.id = due.id
      where ${waits}
      order by o.promised_delivery nulls last, o.id
      limit ${MOST_AT_ONCE}
        for update of o skip locked`,
    [companyCode, assignAheadMinutes, assignAheadMinutes, batchSeconds],
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
    `select distinct o.company_code as code
       from orders o
       join settings s on s.company_code = o.company_code and coalesce(s.delivery_auto_assign, true)
      where ${waits}
        and (not exists (select 1 from delivery_offers f where f.order_id = o.document_id and f.closed_at is null)
             or exists (select 1 from driver_states d
                         where d.company_code = o.company_code and d.on_duty
                           and d.position_at > now() - interval '10 minutes'))`,
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
