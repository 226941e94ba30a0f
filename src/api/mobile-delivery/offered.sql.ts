import { ASKED_AGAIN_MS, USUAL_CAPACITY } from '../../domain/delivery/score';

/**
 * The orders `offer(order_id)` that are offered to a driver: they work, can take another one, and have not refused it,
 * nor been silent about it for the last minutes.
 * @param driver and company: SQL expressions
 */
export const offeredTo = (driver: string, company: string): string => `
  select f.order_id
    from delivery_offers f
    join driver_states s on s.driver_id = ${driver} and s.on_duty
    join up_users u on u.document_id = ${driver}
   where f.company_code = ${company} and f.closed_at is null
     and (select count(*) from delivery_assignments a
           where a.delivery_personnel = ${driver} and a.status in ('assigned', 'picked'))
         < coalesce(u.capacity, ${USUAL_CAPACITY})
     and not exists (
       select 1 from delivery_refusals r
        where r.order_id = f.order_id and r.driver_id = ${driver}
          and (r.kind = 'refused' or r.at > now() - ${ASKED_AGAIN_MS} * interval '1 millisecond'))`;
