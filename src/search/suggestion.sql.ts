import type { ReadLocale } from '../storefront/list-query';
import { liveBody } from '../storefront/live-stock.sql';
import type { ReadScope } from '../storefront/read';
import { fragment, type Fragment } from '../storefront/sql-fragment';
import type { SearchLexemes } from './lexemes';
import { queryOf, ranking, rankOf } from './rank.sql';

/** From so many products on a query is common, and the best sellers are looked through instead of all of them. */
const COMMON = 250;

const BEST_SELLERS = 1_000;
const MOST_BEST = 30;

/** How many titles are looked at for how a query may go on. */
const MOST_TITLES = 100;

const found = 's.document_id, s.in_stock, s.sales, s.title_en, s.title_ar';

/** The products that come first for what is being typed, titles of further ones, and what else may have changed. */
export const suggestionStatement = (
  scope: ReadScope,
  locale: ReadLocale | null,
  lexemes: SearchLexemes,
  products: number,
): Fragment => {
  const { code, defaultLocale } = scope.company;
  const query = queryOf(lexemes);
  return fragment(
    `with query as materialized (${query.sql}),
     few as materialized (
       select ${found}, ${rankOf} as rank
         from query join storefront_search s on s.document @@ ?::tsquery
        where s.company_code = ? and s.status = 'active' limit ${COMMON}),
     best as materialized (
       select ${found}, ${rankOf} as rank
         from query
        cross join (select h.document_id from storefront_shelves h
                     where (select count(*) from few) = ${COMMON}
                       and h.company_code = ? and h.list = '' and h.status = 'active'
                     order by h.sales desc limit ${BEST_SELLERS}) p
         join storefront_search s on s.document_id = p.document_id
        where s.document @@ ?::tsquery limit ${MOST_BEST}),
     ranked as materialized (
       select * from (select * from best union select * from few) either
        order by ${ranking}, document_id limit ${MOST_TITLES})
     select (select coalesce(json_agg(json_build_object(
               'documentId', s.document_id, 'title', shown.body->'title', 'slug', s.slug,
               'price', trim_scale(s.price), 'image', shown.body->'image'->0)
               order by ${ranking
                 .split(', ')
                 .map((column) => `first.${column}`)
                 .join(', ')}, first.document_id), '[]')
               from (select * from ranked order by ${ranking}, document_id limit ?) first
               join storefront_products s on s.document_id = first.document_id and s.locale = ?
              cross join lateral (select ${liveBody}::json as body) shown)::text as products,
            (select coalesce(array_agg(title), '{}')
               from ranked cross join unnest(array[title_en, title_ar]) title where title <> '') as titles,
            (select version::text from storefront_synonyms where company_code = ?) as synonyms,
            (select shelves::text from storefront_versions where company_code = ?) as shelves`,
    ...query.bindings,
    lexemes.match,
    code,
    code,
    lexemes.match,
    products,
    locale ?? defaultLocale,
    code,
    code,
  );
};
