/**
 * How a product becomes what it is found by. Runs within `storefront_refresh` (see `../projection.sql.ts`),
 * behind the read model's own rows, whose columns it takes.
 */
import { searchForms, searchNormal, searchParted } from './normal.sql';

/** How much of a description is searched. */
const DESCRIPTION = 500;

/** The words of a text as lexemes of one weight; `A` are titles, `B` categories and tags, `C` the rest. */
const weighted = (words: string, weight: 'A' | 'B' | 'C'): string =>
  `case when ${words} = '' then '' else replace(${words}, ' ', ':1${weight} ') || ':1${weight} ' end`;

/** A code as it is looked up: letters and digits alone. Nearly all are plain ASCII, which needs no table. */
const codeOf = (code: string): string =>
  `case when octet_length(${code}) = length(${code})
     then regexp_replace(lower(${code} collate "C"), '[^0-9a-z]+', '', 'g')
     else replace(search_normal(${code}), ' ', '') end`;

/** What is left of a word when up to `typos` of its letters are left out, as `variants` of the domain. */
const searchVariants = `
create or replace function search_variants(word text, typos int) returns text[]
language sql immutable strict parallel safe as $$
  with recursive shorter(variant, typos) as (
    select word, $2
    union
    select overlay(variant placing '' from place for 1), shorter.typos - 1
      from shorter cross join generate_series(1, length(variant)) place where shorter.typos > 0
  )
  select array_agg(distinct variant) from shorter
$$`;

/** New words of some products, in one order for everybody, so that two who add the same never wait in a circle. */
const learnWords = `
create or replace function storefront_learn_words(ids text[]) returns void
language sql as $$
  insert into storefront_words (company_code, word, variants, openings)
  select company_code, word,
         search_variants(left(word, 8), case when length(word) >= 8 then 2 else 1 end),
         array(select distinct variant
                 from generate_series(4, least(length(word), 7)) size
                cross join unnest(search_variants(left(word, size), 1)) variant)
    from (select distinct s.company_code, word collate "C" as word
            from storefront_search s
           cross join unnest(tsvector_to_array(ts_filter(s.document, '{a,b}'))) word
           where s.document_id = any(ids)) used
   where length(word) >= 3 and word !~ '[0-9]'
     and not exists (select 1 from storefront_words known
                      where known.company_code = used.company_code and known.word = used.word)
   order by company_code, word
  on conflict do nothing
$$`;

const refreshSearch = `
create or replace function storefront_search_refresh(ids text[]) returns void
language plpgsql as $$
begin
  insert into storefront_search as s (
    document_id, company_code, status, in_stock, featured, trending, price, sales, created_at, sku, barcode,
    title_en, title_ar, tags, category_ids, document)
  with shown as materialized (
    select p.document_id, p.company_code, p.status, p.in_stock, p.featured, p.trending, p.price,
           coalesce(n.sales, 0) as sales, p.created_at, p.sku, p.barcode, p.tags, p.category_ids, en.id,
           search_parted(search_normal(coalesce(en.title, ''))) as title_en,
           search_parted(search_normal(coalesce(ar.title, ''))) as title_ar,
           search_forms(search_parted(search_normal(
             concat_ws(' ', left(en.description, ${DESCRIPTION}), left(ar.description, ${DESCRIPTION}), p.sku)))) as rest
      from storefront_products p
      join products en on en.document_id = p.document_id and en.locale = 'en'
      left join products ar on ar.document_id = p.document_id and ar.locale = 'ar'
      left join product_counters n on n.product_id = p.document_id
     where p.document_id = any(ids) and p.locale = 'en'
  ),
  -- Many products stand on the same shelves, so each shelf's words are made once.
  shelf_words as materialized (
    select c.document_id::text as category_id,
           search_forms(search_parted(search_normal(string_agg(c.name, ' ')))) as words
      from categories c
     where c.document_id in (select distinct unnest(category_ids) from shown)
     group by c.document_id
  ),
  shelves as (
    select shown.document_id, string_agg(w.words, ' ' order by w.category_id) as words
      from shown cross join unnest(shown.category_ids) category join shelf_words w on w.category_id = category
     where w.words <> ''
     group by shown.document_id
  ),
  sold as (
    select shown.document_id, array_agg(distinct code::text) filter (where code is not null) as codes
      from shown
      join product_units_product_id_lnk l on l.product_id = shown.id
      join product_units pu on pu.id = l.product_unit_id and pu.is_active is not false
     cross join lateral unnest(array[pu.barcode, pu.sku]) code
     group by shown.document_id
  ),
  texts as (
    select shown.*, search_forms(concat_ws(' ', nullif(title_en, ''), nullif(title_ar, ''))) as titles,
           concat_ws(' ', shelves.words, case when tags <> '{}'
             then nullif(search_forms(search_parted(search_normal(array_to_string(tags, ' ')))), '') end) as shelf_text,
           (select string_agg('#' || left(${codeOf('code')}, 100), ' ')
              from (select distinct code from unnest(array[sku, barcode] || sold.codes) code) used
             where ${codeOf('code')} <> '') as codes
      from shown
      left join shelves on shelves.document_id = shown.document_id
      left join sold on sold.document_id = shown.document_id
  )
  select document_id, company_code, status, in_stock, featured, trending, price, sales, created_at, sku, barcode,
         title_en, title_ar, tags, category_ids,
         (${weighted('titles', 'A')} || ${weighted('shelf_text', 'B')} || ${weighted('rest', 'C')} || coalesce(codes, ''))::tsvector
    from texts
   order by document_id
  on conflict (document_id) do update set
    company_code = excluded.company_code, status = excluded.status, in_stock = excluded.in_stock,
    featured = excluded.featured, trending = excluded.trending, price = excluded.price, sales = excluded.sales,
    created_at = excluded.created_at, sku = excluded.sku, barcode = excluded.barcode, title_en = excluded.title_en,
    title_ar = excluded.title_ar, tags = excluded.tags, category_ids = excluded.category_ids,
    document = excluded.document
  where s.* is distinct from excluded.*;

  perform storefront_learn_words(ids);
end
$$`;

/** The functions, in the order in which they need one another. */
export const searchFunctions = [
  searchNormal,
  searchParted,
  searchForms,
  searchVariants,
  learnWords,
  refreshSearch,
];
