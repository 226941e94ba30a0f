import type { Source } from '../../storefront/source';

/** Languages of a company's storefront; the company's own is the default. */
export const languageSource: Source = {
  rows: () => `
    select l.document_id, l.code, l.sort_order, l.code = request.fallback as is_default,
           json_build_object(
             'documentId', l.document_id, 'code', l.code, 'name', l.name, 'direction', l.direction,
             'isDefault', l.code = request.fallback)::text as body
      from languages l join request on l.company_code = request.company_code`,
  columns: { code: { sql: 'code', type: 'text' } },
  defaultSort: 'is_default desc, sort_order nulls last',
  rules: {
    filters: { code: 'text' },
    sorts: ['code'],
    fields: ['documentId', 'code', 'name', 'direction', 'isDefault'],
  },
  staffFilters: [],
};
