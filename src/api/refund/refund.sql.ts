import type { Audience } from '../../storefront/source';
import { major } from '../order/lines.sql';

const instant = (column: string): string => `iso_instant(${column} at time zone 'utc')`;

const vatByRate = `
  (select coalesce(json_agg(json_build_object(
            'rate', (entry->>'rate')::numeric, 'net', ${major(`(entry->>'net')::bigint`)},
            'vat', ${major(`(entry->>'vat')::bigint`)}) order by place), '[]')
     from jsonb_array_elements(coalesce(r.vat_by_rate, '[]')) with ordinality each(entry, place))`;

const vat = `
  (select ${major(`coalesce(sum((entry->>'vat')::bigint), 0)`)}
     from jsonb_array_elements(coalesce(r.vat_by_rate, '[]')) each(entry))`;

const lines = `
  (select coalesce(json_agg(json_build_object(
            'line', entry->>'id', 'quantity', trim_scale((entry->>'quantity')::bigint * 0.001),
            'amount', ${major(`(entry->>'amount')::bigint`)}, 'vat', ${major(`(entry->>'vat')::bigint`)})
            order by place), '[]')
     from jsonb_array_elements(coalesce(r.lines, '[]')) with ordinality each(entry, place))`;

const staffMembers = `,
  'payment', r.payment_id, 'retry_of', r.retry_of, 'reason', r.reason, 'failure', r.failure, 'lines', ${lines},
  'actor', json_build_object('kind', r.actor_kind, 'name', r.actor_name)`;

/** A refund `r` as JSON; `money.unit` is one minor unit of its order. */
export const refundJson = (audience: Audience): string => `json_build_object(
  'documentId', r.id, 'kind', r.kind, 'status', r.status, 'amount', ${major('r.amount')},
  'credit_note', (select n.number from credit_notes n where n.refund_id = r.id), 'vat', ${vat},
  'vat_by_rate', ${vatByRate}, 'createdAt', ${instant('r.created_at')},
  'settledAt', ${instant('r.settled_at')}${audience === 'staff' ? staffMembers : ''})`;

/** The refunds of an order `o` as JSON, the oldest first. */
export const refundsJson = (audience: Audience): string => `
  (select coalesce(json_agg(${refundJson(audience)} order by r.created_at, r.id), '[]')
     from refunds r where r.order_id = o.document_id)`;

/** The payments of an order `o` as JSON, for staff, the oldest first. */
export const paymentsJson = `
  (select coalesce(json_agg(json_build_object(
            'documentId', p.id, 'provider', p.provider, 'providerId', p.provider_id, 'status', p.status,
            'amount', ${major('p.amount')}, 'failure', p.failure, 'createdAt', ${instant('p.created_at')},
            'paid_at', ${instant('p.paid_at')}) order by p.created_at, p.id), '[]')
     from payments p where p.order_id = o.document_id)`;
