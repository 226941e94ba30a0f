import type { Knex } from 'knex';
import { FRESH_MS } from '../../domain/delivery/score';
import { notFound } from '../../domain/errors';
import { queryPrepared } from '../../postgres/prepared';
import { utc } from '../../postgres/utc';

/**
 * Who may see how an order comes: staff always see the driver; its customer only while it is on its way, and not where
 * the driver was before, or has not been heard of for a while.
 */
export type Watcher = 'staff' | 'customer';

/**
 * Where an order is, as JSON text.
 * @throws DomainError `not_found`
 */
export const readTracking = async (
  db: Knex,
  companyCode: string,
  orderId: string,
  watcher: Watcher,
): Promise<string> => {
  const [row] = await queryPrepared<{ body: string }>(
    db,
    `select json_build_object(
              'delivery_status', o.delivery_status,
              'driver', case when seen.is_seen then json_build_object('name', u.name, 'phone', u.phone, 'vehicle', u.vehicle) end,
              'position', case when seen.is_located then json_build_object(
                 'latitude', s.latitude, 'longitude', s.longitude,
                 'at', iso_instant(s.position_at at time zone 'utc')) end,
              'estimated_delivery', iso_instant(o.estimated_delivery),
              'promised_delivery', iso_instant(o.promised_delivery),
              'stopsBefore', case when seen.is_out then (
                 select count(*) from delivery_assignments other
                  where other.delivery_personnel = a.delivery_personnel and other.status = 'picked'
                    and other.failed_at is null and other.sequence < a.sequence) end)::text as body
       from orders o
       left join delivery_assignments a on a.order_id = o.document_id and a.status in ('assigned', 'picked')
       left join up_users u on u.document_id = a.delivery_personnel
       left join driver_states s on s.driver_id = a.delivery_personnel and s.company_code = o.company_code,
            lateral (select ?::boolean as is_staff) watcher,
            lateral (select coalesce(a.status = 'picked' and a.out_at is not null and a.failed_at is null, false) as is_out) way,
            lateral (select way.is_out, a.id is not null and (way.is_out or watcher.is_staff) as is_seen,
                            s.position_at is not null and a.id is not null
                              and (watcher.is_staff
                                   or way.is_out and s.position_at >= ${utc('a.picked_at')}
                                      and s.position_at > now() - ?::int * interval '1 millisecond') as is_located) seen
      where o.document_id = ? and o.company_code = ? and o.hidden_at is null`,
    [watcher === 'staff', FRESH_MS, orderId, companyCode],
  );
  if (!row) throw notFound('order');
  return row.body;
};
