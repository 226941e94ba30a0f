import type { Source } from '../../storefront/source';

const driver = `
  (select json_build_object('documentId', u.document_id, 'name', u.name, 'phone', u.phone, 'vehicle', u.vehicle)
     from up_users u where u.document_id = a.delivery_personnel and u.kind = 'delivery' limit 1)`;

const pay = `trim_scale(a.driver_pay / power(10::numeric, o.decimals))`;

/** Who had which order, and how it went; for staff. */
export const assignmentSource: Source = {
  rows: () => `
    select a.document_id, a.id, a.order_id, a.delivery_personnel, a.status, a.outcome, a.given_by, a.assigned_at,
           a.delivered_at, a.ended_at, a.rating, a.planned_km, o.invoice
      from delivery_assignments a
      join request on a.company_code = request.company_code
      join orders o on o.document_id = a.order_id`,
  bodies: () => `
    select a.document_id,
           json_build_object(
             'documentId', a.document_id,
             'order', json_build_object('documentId', o.document_id, 'invoice', o.invoice),
             'delivery_personnel', ${driver}, 'status', a.status, 'outcome', a.outcome, 'reason', a.reason,
             'given_by', a.given_by, 'assigned_at', iso_instant(a.assigned_at),
             'respond_by', iso_instant(a.respond_by), 'accepted_at', iso_instant(a.accepted_at),
             'picked_at', iso_instant(a.picked_at), 'out_at', iso_instant(a.out_at),
             'failed_at', iso_instant(a.failed_at), 'delivered_at', iso_instant(a.delivered_at),
             'ended_at', iso_instant(a.ended_at), 'promised_delivery', iso_instant(o.promised_delivery),
             'estimated_delivery', iso_instant(a.estimated_delivery),
             'actual_delivery', iso_instant(a.actual_delivery), 'sequence', a.sequence,
             'attempts', coalesce(a.attempts, 0), 'planned_km', trim_scale(a.planned_km), 'driver_pay', ${pay},
             'currency', o.currency, 'notes', a.notes, 'rating', a.rating, 'feedback', a.feedback,
             'createdAt', iso_instant(a.created_at), 'updatedAt', iso_instant(a.updated_at))::text as body
      from delivery_assignments a
      join orders o on o.document_id = a.order_id`,
  columns: {
    order: { sql: 'order_id', type: 'id' },
    invoice: { sql: 'invoice', type: 'number' },
    delivery_personnel: { sql: 'delivery_personnel', type: 'id' },
    status: { sql: 'status', type: 'text' },
    outcome: { sql: 'outcome', type: 'text' },
    given_by: { sql: 'given_by', type: 'text' },
    assigned_at: { sql: 'assigned_at', type: 'instant' },
    delivered_at: { sql: 'delivered_at', type: 'instant' },
    ended_at: { sql: 'ended_at', type: 'instant' },
    rating: { sql: 'rating', type: 'number' },
    planned_km: { sql: 'planned_km', type: 'number' },
  },
  defaultSort: 'assigned_at desc, id desc',
  rules: {
    filters: {
      order: 'id',
      invoice: 'number',
      delivery_personnel: 'id',
      status: 'text',
      outcome: 'text',
      given_by: 'text',
      assigned_at: 'instant',
      delivered_at: 'instant',
      ended_at: 'instant',
      rating: 'number',
    },
    sorts: ['assigned_at', 'delivered_at', 'ended_at', 'rating', 'planned_km', 'invoice'],
    fields: [
      'documentId',
      'order',
      'delivery_personnel',
      'status',
      'outcome',
      'reason',
      'given_by',
      'assigned_at',
      'respond_by',
      'accepted_at',
      'picked_at',
      'out_at',
      'failed_at',
      'delivered_at',
      'ended_at',
      'promised_delivery',
      'estimated_delivery',
      'actual_delivery',
      'sequence',
      'attempts',
      'planned_km',
      'driver_pay',
      'currency',
      'notes',
      'rating',
      'feedback',
      'createdAt',
      'updatedAt',
    ],
  },
  staffFilters: [],
};
