import { fallbacks, type Source, text } from '../../storefront/source';

/** Currencies that a company accepts; the one of its settings is the default. */
export const currencySource: Source = {
  rows: () => `
    select en.document_id, en.code, en.is_default,
           json_build_object(
             'documentId', en.document_id, 'code', en.code, 'name', ${text('name')}, 'symbol', ${text('symbol')},
             'fallbacks', ${fallbacks('name', 'symbol')}, 'decimals', en.decimals, 'isDefault', en.is_default)::text as body
      from (select c.*, exists (select 1 from settings s where s.company_code = c.company_code and s.currency = c.code)
                   as is_default from currencies c) en
      join request on en.company_code = request.company_code
      left join currencies ar on ar.document_id = en.document_id and ar.locale = 'ar'
     where en.locale = 'en'`,
  columns: { code: { sql: 'code', type: 'text' } },
  defaultSort: 'is_default desc, code',
  rules: {
    filters: { code: 'text' },
    sorts: ['code'],
    fields: ['documentId', 'code', 'name', 'symbol', 'decimals', 'isDefault', 'fallbacks'],
  },
  staffFilters: [],
};
