import type { Source } from '../../storefront/source';

const inBasicUnits = (column: string): string => `trim_scale(m.${column} / 1000.0)`;

/** The ledger of a company's stock, newest first. */
export const movementSource: Source = {
  rows: () => `
    select m.id as document_id, m.product_id, m.location_id, m.kind, m.order_id
      from stock_movements m join request on m.company_code = request.company_code`,
  bodies: () => `
    select m.id as document_id, json_build_object(
             'id', m.id::text, 'productId', m.product_id, 'locationId', m.location_id, 'kind', m.kind,
             'onHandDelta', ${inBasicUnits('on_hand_delta')}, 'reservedDelta', ${inBasicUnits('reserved_delta')},
             'reason', m.reason, 'orderId', m.order_id, 'unitCost', trim_scale(m.unit_cost), 'actor', m.actor,
             'createdAt', iso_instant(m.created_at at time zone 'utc'))::text as body
      from stock_movements m`,
  columns: {
    productId: { sql: 'product_id', type: 'id' },
    locationId: { sql: 'location_id', type: 'id' },
    kind: { sql: 'kind', type: 'text' },
    orderId: { sql: 'order_id', type: 'id' },
  },
  defaultSort: 'document_id desc',
  rules: { filters: { locationId: 'id', kind: 'text', orderId: 'id' }, sorts: [], fields: [] },
  staffFilters: [],
};
