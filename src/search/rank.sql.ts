import { fragment, type Fragment } from '../storefront/sql-fragment';
import type { SearchLexemes } from './lexemes';

/** The query as a relation of one row, for `rankOf`. */
export const queryOf = ({ match, titleWords, titleMatch, code, titles }: SearchLexemes): Fragment =>
  fragment(
    `select ?::tsquery as match, ?::tsquery as title_words, ?::tsquery as title_match, ?::tsquery as code, ?::text[] as titles,
            ?::text[] as openings`,
    match,
    titleWords,
    titleMatch,
    code,
    titles,
    titles.map((text) => `${text} `),
  );

/**
 * How near a product `s` is to a `query`: its SKU or barcode, its title, how its title begins, all words in the
 * title, what the title begins with when its last word goes on, anything in the title, anything else.
 */
export const rankOf = `
  case when s.document @@ query.code then 0
       when not s.document @@ query.title_words then
         case when s.title_en ^@ query.titles[1] or s.title_ar ^@ any(query.titles) then 4
              when s.document @@ query.title_match then 5 else 6 end
       when s.title_en = query.titles[1] or s.title_ar = any(query.titles) then 1
       when s.title_en ^@ query.openings[1] or s.title_ar ^@ any(query.openings) then 2
       else 3 end`;

/** What comes first among products of one rank; the document id comes last. */
export const ranking = 'rank, in_stock desc, sales desc';
