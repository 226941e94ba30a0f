import type { Source } from '../../storefront/source';

const text = (column: string): string =>
  `localised_text(n.${column}_en, n.${column}_ar, request.locale, request.fallback)`;

/** What customers were told, but for what they deleted, the newest first. */
export const notificationSource: Source = {
  rows: () => `
    select n.document_id, n.seq, n.customer_id, n.kind, n.read_at is not null as read, n.created_at
      from notifications n
      join request on n.company_code = request.company_code
     where n.deleted_at is null`,
  bodies: () => `
    select n.document_id,
           json_build_object(
             'documentId', n.document_id, 'kind', n.kind, 'title', ${text('title')}, 'message', ${text('message')},
             'data', n.data, 'order', n.order_id, 'read', n.read_at is not null,
             'createdAt', iso_instant(n.created_at at time zone 'utc'))::text as body
      from notifications n cross join request`,
  columns: {
    kind: { sql: 'kind', type: 'text' },
    read: { sql: 'read', type: 'boolean' },
  },
  defaultSort: 'created_at desc, seq desc',
  rules: {
    filters: { kind: 'text', read: 'boolean' },
    sorts: [],
    fields: ['documentId', 'kind', 'title', 'message', 'data', 'order', 'read', 'createdAt'],
  },
  staffFilters: [],
};
