import type { Knex } from 'knex';
import { proofsJson } from '../api/mobile-delivery/proof-store';
import { notFound } from '../domain/errors';
import { queryPrepared } from '../postgres/prepared';
import type { OrderDelivery } from './order-delivery';

const assignments = `
  (select coalesce(json_agg(json_build_object(
            'documentId', a.document_id,
            'driver', json_build_object('documentId', a.delivery_personnel, 'name', u.name),
            'status', a.status, 'givenBy', a.given_by, 'outcome', a.outcome, 'reason', a.reason,
            'assignedAt', iso_instant(a.assigned_at), 'respondBy', iso_instant(a.respond_by),
            'acceptedAt', iso_instant(a.accepted_at), 'pickedAt', iso_instant(a.picked_at),
            'outAt', iso_instant(a.out_at), 'failedAt', iso_instant(a.failed_at),
            'deliveredAt', iso_instant(a.delivered_at), 'endedAt', iso_instant(a.ended_at),
            'plannedKm', a.planned_km) order by a.assigned_at, a.id), '[]')
     from delivery_assignments a left join up_users u on u.document_id = a.delivery_personnel
    where a.order_id = o.document_id)`;

const code = `
  (select json_build_object('wrong', c.wrong, 'isLocked', c.locked_at is not null)
     from delivery_codes c where c.order_id = o.document_id)`;

const awaitsGoods = `
  (o.order_status = 'cancelled' and o.delivery_status = 'returned'
   and not exists (select 1 from order_events e
                    where e.order_id = o.document_id and e.kind = 'order_returned' and e.data->>'received' = 'true'))`;

/**
 * How an order is brought.
 * @throws DomainError `not_found`
 */
export const readOrderDelivery = async (
  db: Knex,
  companyCode: string,
  orderId: string,
): Promise<OrderDelivery> => {
  const [row] = await queryPrepared<OrderDelivery>(
    db,
    `select ${assignments} as assignments, ${proofsJson} as proofs, ${code} as code,
            exists (select 1 from delivery_offers f where f.order_id = o.document_id and f.closed_at is null)
              as "isOffered",
            ${awaitsGoods} as "awaitsGoods"
       from orders o where o.document_id = ? and o.company_code = ? and o.hidden_at is null`,
    [orderId, companyCode],
  );
  if (!row) throw notFound('order');
  return row;
};
