import type { Audience, Source } from '../../storefront/source';
import { fragment } from '../../storefront/sql-fragment';
import { proofsJson } from '../mobile-delivery/proof-store';
import { ratingJson } from '../order-rating/store';
import { paymentsJson, refundsJson } from '../refund/refund.sql';
import { cartJson, major, minorUnit, timelineJson } from './lines.sql';

const vatByRate = `
  (select coalesce(json_agg(json_build_object(
            'rate', (entry->>'rate')::numeric, 'net', ${major(`(entry->>'net')::bigint`)},
            'vat', ${major(`(entry->>'vat')::bigint`)}) order by place), '[]')
     from jsonb_array_elements(o.vat_by_rate) with ordinality each(entry, place))`;

/** The slot of an order; one whose slot was deleted since has none. */
const slot = `
  (select json_build_object('documentId', s.document_id, 'start', iso_instant(s.start), 'end', iso_instant(s."end"))
     from delivery_slots s where s.document_id = o.delivery_slot and s.company_code = o.company_code)`;

/** Where an order is brought; of a zone that was deleted only the id is left. */
const delivery = `
  json_build_object(
    'distanceKm', trim_scale(o.delivery_distance_km), 'estimated', coalesce(o.delivery_estimated, false),
    'slot', ${slot},
    'zone', case when o.delivery_zone is not null then json_build_object(
      'documentId', o.delivery_zone,
      'name', (select localised_text(en.name, ar.name, request.locale, request.fallback)
                 from delivery_zones en
                 left join delivery_zones ar on ar.document_id = en.document_id and ar.locale = 'ar'
                where en.document_id = o.delivery_zone and en.locale = 'en')) end,
    'rating', ${ratingJson})`;

const commonMembers = (audience: Audience): string => `
  'documentId', o.document_id, 'invoice', o.invoice, 'user', o.customer_id, 'cart', ${cartJson(audience)},
  'user_info', o.user_info, 'payment_method', o.payment_method, 'payment_status', o.payment_status,
  'order_status', o.order_status, 'delivery_status', o.delivery_status,
  'delivery_personnel', o.delivery_personnel, 'currency', o.currency, 'subtotal', ${major('o.subtotal')},
  'promotion_discount', ${major('o.promotion_discount')}, 'discount', ${major('o.discount')},
  'coupon_discount', ${major('o.coupon_discount')}, 'points_discount', ${major('o.points_discount')},
  'delivery_fee', ${major('o.delivery_fee')}, 'vat', ${major('o.vat')}, 'vat_by_rate', ${vatByRate},
  'vat_inclusive', o.vat_inclusive, 'total', ${major('o.total')},
  'refunded_total', ${major('coalesce(o.refunded_total, 0)')}, 'paid_at', iso_instant(o.paid_at),
  'coupon', case when o.coupon_id is not null then
     json_build_object('documentId', o.coupon_id, 'code', o.coupon_code) end,
  'points_used', coalesce(o.points_used, 0), 'points_earned', coalesce(o.points_earned, 0), 'notes', o.notes,
  'estimated_delivery', iso_instant(o.estimated_delivery),
  'promised_delivery', iso_instant(o.promised_delivery),
  'actual_delivery', iso_instant(o.actual_delivery), 'shipped_at', iso_instant(o.shipped_at),
  'cancelled_at', iso_instant(o.cancelled_at), 'cancel_reason', o.cancel_reason,
  'delivery', ${delivery},
  'createdAt', iso_instant(o.created_at), 'updatedAt', iso_instant(o.updated_at)`;

const staffMembers = `, 'language', o.language, 'expires_at', iso_instant(o.expires_at)`;

/** Only who ordered is told the code by which the goods are handed over; and no longer than there is something to hand over. */
const customerMembers = `, 'delivery_code', (
  select c.code from delivery_codes c
   where c.order_id = o.document_id and o.order_status in ('pending', 'processing', 'shipped'))`;

const bodies = (audience: Audience, further = ''): string => `
  select o.document_id,
         json_build_object(${commonMembers(audience)}${audience === 'staff' ? staffMembers : customerMembers}${further})::text as body
    from orders o cross join request cross join ${minorUnit}`;

/** All orders of a company that are not hidden, without counting them. */
const total = fragment(`
  select (coalesce((select c.orders from invoice_counters c where c.company_code = request.company_code), 0)
          - (select count(*) from orders o
              where o.company_code = request.company_code and o.hidden_at is not null))::int
    from request`);

const buyer = (field: string): string => `o.user_info->>'${field}'`;

/**
 * Orders of a company, for staff, and for a customer with the condition `customer_id = ?`. Amounts are in major units.
 * What was hidden is on no list.
 */
export const orderSource: Source = {
  rows: () => `
    select o.document_id, o.id, o.invoice, o.customer_id, o.order_status, o.delivery_status, o.payment_status,
           o.payment_method, o.delivery_personnel, o.delivery_slot, o.coupon_code, o.created_at,
           o.total * money.unit as total, ${buyer('name')} as name, ${buyer('email')} as email,
           ${buyer('city')} as city
      from orders o
      join request on o.company_code = request.company_code
      cross join ${minorUnit}
     where o.hidden_at is null`,
  bodies,
  shortcut: (_audience, { filters }) => (filters.length === 0 ? { total } : null),
  columns: {
    invoice: { sql: 'invoice', type: 'number', required: true },
    user: { sql: 'customer_id', type: 'id' },
    order_status: { sql: 'order_status', type: 'text' },
    delivery_status: { sql: 'delivery_status', type: 'text' },
    payment_status: { sql: 'payment_status', type: 'text' },
    payment_method: { sql: 'payment_method', type: 'text' },
    delivery_personnel: { sql: 'delivery_personnel', type: 'id' },
    delivery_slot: { sql: 'delivery_slot', type: 'id' },
    coupon: { sql: 'coupon_code', type: 'text' },
    name: { sql: 'name', type: 'text' },
    email: { sql: 'email', type: 'text' },
    city: { sql: 'city', type: 'text' },
    total: { sql: 'total', type: 'number', required: true },
    createdAt: { sql: 'created_at', type: 'instant', required: true },
  },
  defaultSort: 'created_at desc, id desc',
  rules: {
    filters: {
      invoice: 'number',
      user: 'id',
      order_status: 'text',
      delivery_status: 'text',
      payment_status: 'text',
      payment_method: 'text',
      delivery_personnel: 'id',
      delivery_slot: 'id',
      coupon: 'text',
      name: 'text',
      email: 'text',
      city: 'text',
      total: 'number',
      createdAt: 'instant',
    },
    sorts: ['createdAt', 'total', 'invoice'],
    fields: [
      'documentId',
      'invoice',
      'user',
      'cart',
      'user_info',
      'payment_method',
      'payment_status',
      'order_status',
      'delivery_status',
      'delivery_personnel',
      'currency',
      'subtotal',
      'promotion_discount',
      'discount',
      'coupon_discount',
      'points_discount',
      'delivery_fee',
      'vat',
      'vat_by_rate',
      'vat_inclusive',
      'total',
      'refunded_total',
      'paid_at',
      'coupon',
      'points_used',
      'points_earned',
      'notes',
      'estimated_delivery',
      'promised_delivery',
      'actual_delivery',
      'shipped_at',
      'cancelled_at',
      'cancel_reason',
      'delivery',
      'delivery_code',
      'createdAt',
      'updatedAt',
    ],
  },
  staffFields: ['language', 'expires_at'],
  staffFilters: ['user', 'name', 'email', 'city'],
};

/** A single order: with its timeline. */
export const orderDetailSource: Source = {
  ...orderSource,
  bodies: (audience) =>
    bodies(
      audience,
      `, 'refunds', ${refundsJson(audience)}${audience === 'staff' ? `, 'payments', ${paymentsJson}, 'proofs', ${proofsJson}` : ''},
      'timeline', ${timelineJson(audience)}`,
    ),
  rules: { ...orderSource.rules, fields: [...orderSource.rules.fields, 'refunds', 'timeline'] },
  staffFields: [...(orderSource.staffFields ?? []), 'payments', 'proofs'],
};
