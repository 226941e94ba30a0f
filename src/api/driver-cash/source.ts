import type { Source } from '../../storefront/source';

const major = (amount: string): string => `trim_scale((${amount})::numeric / power(10::numeric, c.decimals))`;

/** The ledgers of drivers' cash. Amounts are in major units; `balance`, what was owed after an entry, is added to a page. */
export const cashSource: Source = {
  rows: () => `
    select c.id::text as document_id, c.id, c.driver_id, c.kind, c.currency, c.at at time zone 'utc' as at
      from driver_cash c join request on c.company_code = request.company_code`,
  bodies: () => `
    select c.id::text as document_id,
           json_build_object(
             'id', c.id, 'kind', c.kind, 'amount', ${major('c.amount')}, 'currency', c.currency,
             'order', c.order_id, 'handover', c.handover_id, 'expected', ${major('c.expected')},
             'counted', ${major('c.counted')}, 'reported', ${major('c.reported')}, 'note', c.note,
             'by', json_build_object('kind', c.actor_kind, 'id', c.actor_id, 'name', c.actor_name),
             'at', iso_instant(c.at at time zone 'utc'))::text as body
      from driver_cash c`,
  columns: {
    kind: { sql: 'kind', type: 'text' },
    currency: { sql: 'currency', type: 'text' },
    at: { sql: 'at', type: 'instant' },
  },
  defaultSort: 'id desc',
  rules: {
    filters: { kind: 'text', currency: 'text', at: 'instant' },
    sorts: ['at'],
    fields: [
      'id',
      'kind',
      'amount',
      'currency',
      'balance',
      'order',
      'handover',
      'expected',
      'counted',
      'reported',
      'note',
      'by',
      'at',
    ],
  },
  staffFilters: [],
};
