import { major, minorUnit } from '../order/lines.sql';
import { checkListJson } from './lines.sql';
import { offeredTo } from './offered.sql';

/** What is to be paid at the door of an order `o`, in minor units; see `balanceOf`. */
const cashDue = `
  case when o.payment_method = 'cod' and o.payment_status <> 'paid' and o.order_status <> 'cancelled'
       then greatest(o.total
              - (select coalesce(sum(p.amount), 0) from payments p where p.order_id = o.document_id and p.status = 'paid')
              + (select coalesce(sum(r.amount), 0) from refunds r join payments p on p.id = r.payment_id
                  where r.order_id = o.document_id and r.kind = 'excess' and r.status <> 'failed'
                    and p.status = 'paid'), 0)
       else 0 end`;

const info = (field: string): string => `o.user_info->'${field}'`;

/** Who gets the goods, and where: all of it while they are being brought, and no more than where of what is offered. */
const recipientJson = `
  case seen.kind
    when 'mine' then json_build_object('name', ${info('name')}, 'contact', ${info('contact')},
      'address', ${info('address')}, 'city', ${info('city')}, 'country', ${info('country')},
      'zipCode', ${info('zipCode')}, 'deliveryLocation', ${info('deliveryLocation')})
    when 'offer' then json_build_object('name', null, 'contact', null, 'address', null, 'city', ${info('city')},
      'country', ${info('country')}, 'zipCode', ${info('zipCode')}, 'deliveryLocation', null)
    else json_build_object('name', ${info('name')}, 'contact', null, 'address', null, 'city', ${info('city')},
      'country', ${info('country')}, 'zipCode', ${info('zipCode')}, 'deliveryLocation', null) end`;

const zoneName = (locale: 'en' | 'ar'): string =>
  `(select z.name from delivery_zones z where z.document_id = o.delivery_zone and z.locale = '${locale}' limit 1)`;

const zoneJson = `
  case when o.delivery_zone is not null then json_build_object('documentId', o.delivery_zone,
    'name', localised_text(${zoneName('en')}, ${zoneName('ar')}, request.locale, request.fallback)) end`;

const slotJson = `
  (select json_build_object('documentId', s.document_id, 'start', iso_instant(s.start), 'end', iso_instant(s."end"))
     from delivery_slots s where s.document_id = o.delivery_slot limit 1)`;

const deliveryJson = `json_build_object(
  'isMine', seen.kind = 'mine', 'isOffer', seen.kind = 'offer',
  'distanceKm', trim_scale(o.delivery_distance_km), 'zone', ${zoneJson},
  'assignedAt', iso_instant(a.assigned_at), 'respondBy', iso_instant(a.respond_by),
  'acceptedAt', iso_instant(a.accepted_at), 'pickedAt', iso_instant(a.picked_at), 'outAt', iso_instant(a.out_at),
  'failedAt', iso_instant(a.failed_at), 'deliveredAt', iso_instant(a.delivered_at), 'endedAt', iso_instant(a.ended_at),
  'outcome', a.outcome, 'reason', a.reason, 'sequence', a.sequence, 'plannedKm', trim_scale(a.planned_km),
  'attempts', coalesce(a.attempts, 0))`;

const takenAt = (kind: string): string =>
  `(select iso_instant(p.at at time zone 'utc') from delivery_proofs p
     where p.order_id = o.document_id and p.kind = '${kind}')`;

const proofJson = `
  (select json_build_object(
            'required', json_build_object('code', coalesce(t.delivery_proof_code, true),
              'photo', coalesce(t.delivery_proof_photo, false),
              'signature', coalesce(t.delivery_proof_signature, false)),
            'taken', json_build_object('photo', ${takenAt('photo')}, 'signature', ${takenAt('signature')}),
            'codeLocked', exists (select 1 from delivery_codes c
                                   where c.order_id = o.document_id and c.locked_at is not null))
     from settings t where t.company_code = o.company_code)`;

const body = `json_build_object(
  'documentId', o.document_id, 'invoice', o.invoice, 'order_status', o.order_status,
  'delivery_status', o.delivery_status, 'payment_method', o.payment_method, 'payment_status', o.payment_status,
  'currency', o.currency, 'total', ${major('o.total')}, 'delivery_fee', ${major('o.delivery_fee')},
  'cash_due', ${major(`(${cashDue})`)}, 'notes', case when seen.kind <> 'offer' then o.notes end,
  'user_info', ${recipientJson}, 'delivery_slot', ${slotJson},
  'promised_delivery', iso_instant(o.promised_delivery), 'estimated_delivery', iso_instant(o.estimated_delivery),
  'actual_delivery', iso_instant(o.actual_delivery),
  'lineCount', (select count(*) from order_lines l where l.order_id = o.document_id),
  'cart', case when seen.kind = 'offer' then '[]'::json else ${checkListJson} end,
  'delivery', ${deliveryJson}, 'proof', ${proofJson}, 'createdAt', iso_instant(o.created_at))::text`;

/** Who reads, and in which language; binds company, language, the company's language and the driver. */
export const request = `
  with request as not materialized (
    select ?::text as company_code, ?::text as locale, ?::text as fallback, ?::text as driver_id)`;

/** The orders `seen(order_id, kind)` of a driver that are still to be brought, and those offered to them. */
export const openOrders = `
  select o.document_id as order_id, 'mine' as kind
    from orders o join request on o.company_code = request.company_code
   where o.delivery_personnel = request.driver_id and o.hidden_at is null
     and o.order_status in ('pending', 'processing', 'shipped')
     and o.delivery_status in ('assigned', 'picked', 'failed')
  union all
  select offer.order_id, 'offer'
    from request cross join lateral (${offeredTo('request.driver_id', 'request.company_code')}) offer
    join orders o on o.document_id = offer.order_id and o.hidden_at is null
   where o.delivery_personnel is distinct from request.driver_id`;

/** What became of a driver's orders in a time, which two bindings say: delivered, not delivered, brought back. */
export const doneOrders = `
  select distinct a.order_id, 'done' as kind
    from delivery_assignments a
    join request on a.company_code = request.company_code and a.delivery_personnel = request.driver_id
   where a.outcome in ('delivered', 'failed', 'returned')
     and a.ended_at >= ?::timestamptz at time zone 'utc' and a.ended_at < ?::timestamptz at time zone 'utc'`;

/** One order, if it is on its way with this driver, was brought by them, or is offered to them; one binding says which. */
export const oneOrder = `
  select o.document_id as order_id,
         case when o.order_status in ('delivered', 'cancelled') then 'done' else 'mine' end as kind
    from orders o join request on o.company_code = request.company_code
   where o.document_id = ?::text and o.delivery_personnel = request.driver_id and o.hidden_at is null
  union all
  select offer.order_id, 'offer'
    from request cross join lateral (${offeredTo('request.driver_id', 'request.company_code')}) offer
    join orders o on o.document_id = offer.order_id and o.hidden_at is null
   where o.document_id = ?::text and o.delivery_personnel is distinct from request.driver_id`;

/** Seen orders with their bodies, in the order in which they are to be brought. @param seen as above */
export const bodiesOf = (seen: string): string => `
  ${request}, seen as (${seen})
  select ${body} as body, count(*) over ()::int as total
    from seen
    join orders o on o.document_id = seen.order_id
    cross join request cross join ${minorUnit}
    left join lateral (
      select * from delivery_assignments x
       where x.order_id = o.document_id and x.delivery_personnel = request.driver_id
       order by x.id desc limit 1) a on true
   order by seen.kind, a.ended_at, a.sequence nulls last, o.promised_delivery nulls last, o.invoice`;
