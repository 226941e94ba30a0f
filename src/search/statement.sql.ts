import { productSource } from '../api/product/store';
import type { ListQuery } from '../storefront/list-query';
import type { ReadScope } from '../storefront/read';
import { type Column, fragment, type Fragment, orderOf, whereOf } from '../storefront/sql-fragment';
import type { SearchLexemes } from './lexemes';
import { queryOf, ranking, rankOf } from './rank.sql';

const MOST_FACETS = 50;

const title = `case (select locale from request) when 'ar' then coalesce(nullif(s.title_ar, ''), s.title_en)
  else coalesce(nullif(s.title_en, ''), s.title_ar) end`;

/** What found products can be narrowed and sorted by: what every list of products can. */
const columns: Record<string, Column> = {
  ...productSource.columns,
  // What was found is at hand with its categories.
  category: { sql: 'category_ids', type: 'ids' },
  title: { sql: 'title', type: 'text' },
};

const categoryFacet = ({ audience }: ReadScope): string => `
  (select coalesce(json_agg(json_build_object('documentId', document_id, 'name', name, 'slug', slug, 'count', count)
            order by count desc, document_id), '[]')
     from (select en.document_id, en.slug, counted.count,
                  localised_text(en.name, ar.name, request.locale, request.fallback) as name
             from (select category, count(*) from found cross join unnest(category_ids) category group by category) counted
             join categories en on en.document_id = counted.category and en.locale = 'en'
             left join categories ar on ar.document_id = en.document_id and ar.locale = 'ar'
            cross join request
            ${audience === 'public' ? 'where en.is_active is not false' : ''}
            order by counted.count desc, en.document_id limit ${MOST_FACETS}) shelf)`;

const tagFacet = `
  (select coalesce(json_agg(json_build_object('value', tag, 'count', count) order by count desc, tag), '[]')
     from (select tag, count(*) from found cross join unnest(tags) tag
            where tags <> '{}' group by tag order by count(*) desc, tag limit ${MOST_FACETS}) used)`;

const facets = (scope: ReadScope): string => `
  json_build_object(
    'category', ${categoryFacet(scope)}, 'tag', ${tagFacet},
    'price', json_build_object('min', trim_scale(summed.min_price), 'max', trim_scale(summed.max_price)),
    'inStock', json_build_object('true', summed.in_stock, 'false', summed.total - summed.in_stock))`;

/** Answers a page of found products, how many there are, and what they are like, in one statement. */
export const searchStatement = (scope: ReadScope, list: ListQuery, lexemes: SearchLexemes): Fragment => {
  const { code, defaultLocale } = scope.company;
  const where = whereOf(list.filters, columns);
  const query = queryOf(lexemes);
  const order = list.sort.length > 0 ? orderOf(list.sort, columns, ranking) : `${ranking}, document_id`;
  return fragment(
    `with request as not materialized (select ?::text as company_code, ?::text as locale, ?::text as fallback),
     query as materialized (${query.sql}),
     found as materialized (
       select s.document_id, s.in_stock, s.sales, s.price, s.tags, s.category_ids, s.created_at,
              ${list.sort.some(({ name }) => name === 'title') ? `${title} as title,` : ''} ${rankOf} as rank
         from query
         join storefront_search s on s.document @@ ?::tsquery
        where s.company_code = ? ${scope.audience === 'public' ? `and s.status = 'active'` : ''} and ${where.sql})
     select summed.total, ${facets(scope)}::text as facets,
            (select version::text from storefront_synonyms where company_code = ?) as synonyms,
            (select coalesce(string_agg(item.body, ',' order by page.place), '')
               from (select document_id, row_number() over () as place
                       from (select document_id from found order by ${order} limit ? offset ?) ids) page
               join (${productSource.bodies?.(scope.audience) ?? ''}) item on item.document_id = page.document_id) as items
       from (select count(*)::int as total, count(*) filter (where in_stock)::int as in_stock,
                    min(price) as min_price, max(price) as max_price from found) summed`,
    code,
    list.locale ?? defaultLocale,
    defaultLocale,
    ...query.bindings,
    lexemes.match,
    code,
    ...where.bindings,
    code,
    list.pageSize,
    (list.page - 1) * list.pageSize,
  );
};
