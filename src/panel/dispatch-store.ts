import type { Knex } from 'knex';
import { queryPrepared } from '../postgres/prepared';
import type { DispatchOrder } from './dispatch';
import type { Place } from './delivery-area';

type OrderRow = Omit<DispatchOrder, 'place' | 'slot' | 'driver'> & {
  latitude: number | null;
  longitude: number | null;
  slotStart: string | null;
  slotEnd: string | null;
  driver: string | null;
  driverName: string | null;
};

const placeOf = (latitude: number | null, longitude: number | null): Place | null =>
  latitude === null || longitude === null ? null : { latitude, longitude };

const fromRow = ({
  latitude,
  longitude,
  slotStart,
  slotEnd,
  driver,
  driverName,
  ...order
}: OrderRow): DispatchOrder => ({
  ...order,
  place: placeOf(latitude, longitude),
  slot: slotStart === null || slotEnd === null ? null : { start: slotStart, end: slotEnd },
  driver: driver === null ? null : { documentId: driver, name: driverName },
});

/** Orders of a company that are being prepared or are on their way, what is promised first first. */
export const listDispatchOrders = async (
  db: Knex,
  companyCode: string,
  language: string,
  most: number,
): Promise<DispatchOrder[]> => {
  const rows = await queryPrepared<OrderRow>(
    db,
    `select o.document_id as "documentId", o.invoice,
            case when o.delivery_status = 'failed' then 'failed'
                 when o.delivery_status = 'picked' then 'on_the_way'
                 when o.delivery_status = 'assigned' then 'assigned'
                 when f.order_id is not null then 'offered' else 'waiting' end as stage,
            o.user_info->>'name' as recipient,
            coalesce(
              (select coalesce(max(z.name) filter (where z.locale = ?), max(z.name)) from delivery_zones z
                where z.document_id = o.delivery_zone and z.company_code = o.company_code),
              o.user_info->>'city') as area,
            o.user_info->>'address' as address,
            (o.user_info #>> '{deliveryLocation,latitude}')::float8 as latitude,
            (o.user_info #>> '{deliveryLocation,longitude}')::float8 as longitude,
            (o.total / power(10, o.decimals))::float8 as total, o.currency, o.decimals, o.payment_method,
            o.payment_status, iso_instant(s.start) as "slotStart", iso_instant(s."end") as "slotEnd",
            iso_instant(o.promised_delivery) as promised, iso_instant(o.estimated_delivery) as estimated,
            o.delivery_personnel as driver, u.name as "driverName", iso_instant(a.respond_by) as "respondBy",
            iso_instant(a.accepted_at) as "acceptedAt", iso_instant(a.out_at) as "outAt"
       from orders o
       left join delivery_offers f on f.order_id = o.document_id and f.closed_at is null
       left join delivery_slots s on s.document_id = o.delivery_slot and s.company_code = o.company_code
       left join delivery_assignments a on a.order_id = o.document_id and a.status in ('assigned', 'picked')
       left join up_users u on u.document_id = o.delivery_personnel
      where o.company_code = ? and o.hidden_at is null and o.order_status in ('processing', 'shipped')
        and o.delivery_status in ('pending', 'assigned', 'picked', 'failed')
      order by o.promised_delivery nulls last, o.id
      limit ?`,
    [language, companyCode, most],
  );
  return rows.map(fromRow);
};
