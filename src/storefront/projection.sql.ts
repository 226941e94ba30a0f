/**
 * How a product becomes the JSON of the storefront, finished but for what moves with every order (see
 * `live-stock.sql.ts`), as functions of the database. They run at commit (see `projection-triggers.ts`) for just
 * the products that a transaction touched.
 */
import { fallbackNames } from './fallbacks.sql';
import { picture } from './images.sql';
import { asTemplate, LIVE } from './live-stock.sql';
import { isThere, packQty } from './measure.sql';
import { refreshShelves } from './shelves.sql';

/** From how many products on a projection is planned for itself. */
const MANY = 100;

/** The texts of a product `p`, with both languages side by side. */
const productTexts = {
  title: { en: 'p.title', ar: 'p.title_ar' },
  description: { en: 'p.description', ar: 'p.description_ar' },
};

/** A text in the language asked for, else the company's, else any; `all` gives the map of both. */
const localisedText = `
create or replace function localised_text(en text, ar text, locale text, fallback text) returns json
language sql stable parallel safe as $$
  select case when locale = 'all' then json_build_object('en', nullif(en, ''), 'ar', nullif(ar, ''))
         else to_json(coalesce(
           case locale when 'en' then nullif(en, '') when 'ar' then nullif(ar, '') end,
           case fallback when 'en' then nullif(en, '') when 'ar' then nullif(ar, '') end,
           nullif(en, ''), nullif(ar, ''))) end
$$`;

/** Strapi stores times without a zone, in UTC. */
const isoInstant = `
create or replace function iso_instant(moment timestamp) returns text
language sql stable parallel safe as $$
  select to_char(moment, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$`;

/** The languages of the read model; `all` has both in one. */
const languages = ['en', 'ar', 'all'] as const;

type Language = (typeof languages)[number];

/** A list of one piece of SQL for each language. */
const each = (sql: (language: Language) => string): string => languages.map(sql).join(', ');

/** The JSON text of a text in a language. */
const textIn = (en: string, ar: string, fallback: string, language: Language): string =>
  `coalesce(localised_text(${en}, ${ar}, '${language}', ${fallback})::text, 'null')`;

/** The JSON texts of a text, one column for each language. */
const inEachLanguage = (en: string, ar: string, fallback: string, column: string): string =>
  each((language) => `${textIn(en, ar, fallback, language)} as ${column}_${language}`);

/** What stands in place of a name where there is no unit. */
const nameless: Record<Language, string> = {
  en: `'null'`,
  ar: `'null'`,
  all: `'{"en" : null, "ar" : null}'`,
};

/** In which order the locations `loc` of a product are shown. */
const placesFirst = 'loc.is_default desc nulls last, loc.id';

/** Projects products anew, in every language, and puts them on their lists. */
const refreshProducts = `
create or replace function storefront_refresh(ids text[]) returns void
language plpgsql as $$
declare
  gone text[];
begin
  -- A plan made for a handful of products is hopeless for thousands, and planning this costs more than running
  -- it for a few; so the plan is kept for few and made anew for many.
  perform set_config('plan_cache_mode',
    case when cardinality(ids) > ${MANY} then 'force_custom_plan' else 'force_generic_plan' end, true);
  -- Even thousands of products are a small part of a large catalogue, which would be read as a whole otherwise.
  perform set_config('enable_seqscan', 'off', true);

  -- Whoever comes second waits here, and the next statement then sees what the first one committed.
  perform 1 from storefront_products where document_id = any(ids) order by document_id, locale for update;

  gone := array(select unnest(ids) except
                select document_id from products where document_id = any(ids) and locale = 'en');
  if gone <> '{}' then
    delete from storefront_products where document_id = any(gone);
    delete from storefront_search where document_id = any(gone);
  end if;

  insert into storefront_products as s (
    document_id, locale, company_code, slug, sku, barcode, status, featured, trending, in_stock, price,
    title, tags, category_ids, created_at, updated_at, body, location_ids, pack_qtys, staff_fields)
  with recursive base as (
    select en.*, ar.title as title_ar, ar.description as description_ar, co.default_locale as fallback,
           greatest(en.updated_at, ar.updated_at) as changed_at
      from products en
      join companies co on co.code = en.company_code
      left join products ar on ar.document_id = en.document_id and ar.locale = 'ar'
     where en.locale = 'en' and en.document_id = any(ids)
  ),
  category_links as materialized (
    select product_id, category_id, bool_or(is_primary) as is_primary
      from (select b.id as product_id, l.category_id, false as is_primary
              from base b join products_categories_lnk l on l.product_id = b.id
            union all
            select b.id, l.category_id, true from base b join products_category_lnk l on l.product_id = b.id) link
     group by product_id, category_id
  ),
  shelf(product_id, category_id) as (
    select product_id, category_id from category_links
    union
    select shelf.product_id, parent.inv_category_id
      from shelf join categories_parent_lnk parent on parent.category_id = shelf.category_id
  ),
  shelves as (
    select shelf.product_id, array_agg(distinct c.document_id::text) as category_ids
      from shelf join categories c on c.id = shelf.category_id
     group by shelf.product_id
  ),
  levels as (
    select l.product_id, bool_or(${isThere('l')}) as in_stock,
           array_agg(l.location_id::text order by ${placesFirst}) as location_ids,
           '[' || string_agg(left(json_build_object(
             'locationId', loc.document_id, 'odooLocationId', loc.odoo_location_id, 'name', loc.name)::text, -1)
             || ', "qty" : ' || ${LIVE} || '}', ', ' order by ${placesFirst}) || ']' as locations
      from stock_levels l
      join locations loc on loc.document_id = l.location_id
     where l.product_id = any(ids)
     group by l.product_id
  ),
  offers as (
    select b.id as product_id, pu.id, pu.document_id, pu.price, pu.original_price, pu.is_default, pu.barcode, pu.sku, pu.step,
           pu.unit_value, ${packQty('pu')} as pack_qty, ul.unit_id,
           row_number() over (partition by b.id order by pu.is_default desc nulls last, pu.id) as rank
      from base b
      join product_units_product_id_lnk pl on pl.product_id = b.id
      join product_units pu on pu.id = pl.product_unit_id and pu.is_active is not false
      left join product_units_unit_id_lnk ul on ul.product_unit_id = pu.id
  ),
  basic_units as (
    select b.id as product_id, l.unit_id from base b join products_basic_unit_lnk l on l.product_id = b.id
  ),
  unit_words as materialized (
    select u.id, u.document_id, u.symbol, u.type, ${inEachLanguage('u.name', 'ua.name', 'co.default_locale', 'name')}
      from units u
      join companies co on co.code = u.company_code
      left join units ua on ua.document_id = u.document_id and ua.locale = 'ar'
     where u.id in (select unit_id from offers union select unit_id from basic_units)
  ),
  -- Without \`materialized\` PostgreSQL would put these together again for each language.
  offer_parts as materialized (
    select o.product_id, o.rank, o.pack_qty, uw.name_en, uw.name_ar, uw.name_all,
           left(json_build_object('documentId', o.document_id, 'unitId', uw.document_id)::text, -1) || ', "name" : ' as head,
           ', ' || substr(left(json_build_object(
             'symbol', uw.symbol, 'unitValue', trim_scale(o.unit_value), 'packQty', trim_scale(o.pack_qty),
             'price', trim_scale(o.price), 'originalPrice', trim_scale(o.original_price))::text, -1), 2)
             || ', "stock" : ' || ${LIVE} || ', ' || substr(json_build_object(
             'isDefault', coalesce(o.is_default, false), 'barcode', o.barcode, 'sku', o.sku,
             'step', trim_scale(o.step))::text, 2) as tail
      from offers o
      left join unit_words uw on uw.id = o.unit_id
  ),
  offers_json as (
    select product_id, array_agg(pack_qty order by rank) as pack_qtys,
           ${each(
             (language) =>
               `'[' || string_agg(head || coalesce(name_${language}, ${nameless[language]}) || tail, ', ' order by rank) || ']' as units_${language}`,
           )}
      from offer_parts group by product_id
  ),
  category_words as materialized (
    select c.id, ${each((language) => `head || name_${language} || tail as entry_${language}`)}
      from categories c
      join companies co on co.code = c.company_code
      left join categories ca on ca.document_id = c.document_id and ca.locale = 'ar'
     cross join lateral (select
             left(json_build_object('documentId', c.document_id)::text, -1) || ', "name" : ' as head,
             ', ' || substr(json_build_object('slug', c.slug)::text, 2) as tail,
             ${inEachLanguage('c.name', 'ca.name', 'co.default_locale', 'name')}) part
     where c.id in (select category_id from category_links)
  ),
  categories_json as (
    select l.product_id,
           ${each((language) => `'[' || string_agg(w.entry_${language}, ', ' order by l.is_primary desc, w.id) || ']' as categories_${language}`)},
           ${each((language) => `(array_agg(w.entry_${language} order by w.id) filter (where l.is_primary))[1] as category_${language}`)}
      from category_links l join category_words w on w.id = l.category_id
     group by l.product_id
  ),
  picture_links as materialized (
    select b.id as product_id, b.fallback, m.file_id, m."order", m.id
      from base b
      join files_related_mph m
        on m.related_id = b.id and m.related_type = 'api::product.product' and m.field = 'image'
  ),
  picture_words as materialized (
    select f.id, shown.fallback,
           ${each((language) => `${picture({ locale: `'${language}'`, fallback: 'shown.fallback' })}::text as entry_${language}`)}
      from (select distinct file_id, fallback from picture_links) shown
      join files f on f.id = shown.file_id
  ),
  pictures as (
    select l.product_id,
           ${each((language) => `'[' || string_agg(w.entry_${language}, ', ' order by l."order", l.id) || ']' as images_${language}`)}
      from picture_links l join picture_words w on w.id = l.file_id and w.fallback = l.fallback
     group by l.product_id
  ),
  -- What is the same in every language is put together once; only names and texts stand in between.
  parts as materialized (
    select b.*, coalesce(lv.in_stock, false) as in_stock, o.price, tags.words as tags,
           coalesce(lv.location_ids, '{}') as location_ids, coalesce(oj.pack_qtys, '{}') as pack_qtys,
           coalesce(sh.category_ids, '{}') as category_ids, bu.document_id is not null as has_basic_unit,
           left(json_build_object(
             'documentId', b.document_id, 'productId', b.product_id, 'sku', b.sku, 'barcode', b.barcode,
             'slug', b.slug)::text, -1) || ', "stock" : ' || ${LIVE} || ', "locationStocks" : '
             || coalesce(lv.locations, '[]') || ', "sales" : ' || ${LIVE} || ', ' || substr(left(json_build_object(
             'tag', to_json(tags.words), 'price', trim_scale(o.price),
             'prices', json_build_object(
               'price', trim_scale(o.price), 'originalPrice', trim_scale(coalesce(o.original_price, o.price)),
               'discount', trim_scale(greatest(coalesce(o.original_price, o.price) - o.price, 0))),
             'status', coalesce(b.status, 'active'),
             'featured', coalesce(b.featured, false), 'trending', coalesce(b.trending, false),
             'backorder', coalesce(b.backorder, false),
             'createdAt', iso_instant(b.created_at), 'updatedAt', iso_instant(b.changed_at))::text, -1), 2) as shared,
           left(json_build_object('documentId', bu.document_id, 'symbol', bu.symbol, 'type', bu.type)::text, -1) as basic_unit,
           ${each((language) => `bu.name_${language} as basic_name_${language}, coalesce(oj.units_${language}, '[]') as units_${language}`)},
           ${each((language) => `coalesce(c.category_${language}, 'null') as category_${language}, coalesce(c.categories_${language}, '[]') as categories_${language}`)},
           ${each((language) => `coalesce(pic.images_${language}, '[]') as images_${language}`)}
      from base b
      left join levels lv on lv.product_id = b.document_id
      left join offers o on o.product_id = b.id and o.rank = 1
      left join offers_json oj on oj.product_id = b.id
      left join categories_json c on c.product_id = b.id
      left join shelves sh on sh.product_id = b.id
      left join basic_units bl on bl.product_id = b.id
      left join unit_words bu on bu.id = bl.unit_id
      left join pictures pic on pic.product_id = b.id
     cross join lateral (
       select coalesce(array_agg(word), '{}') as words
         from jsonb_array_elements_text(case jsonb_typeof(b.tag) when 'array' then b.tag else '[]' end) word) tags
  )
  select p.document_id, l.locale, p.company_code, p.slug, p.sku, p.barcode, coalesce(p.status, 'active'),
         coalesce(p.featured, false), coalesce(p.trending, false), p.in_stock,
         p.price,
         lower(coalesce(case when l.locale = 'ar' then nullif(p.title_ar, '') end, nullif(p.title, ''), p.title_ar)),
         p.tags, p.category_ids,
         p.created_at, p.changed_at,
         ${asTemplate(`p.shared || ', "title" : ' || l.title || ', "description" : ' || l.description
           || ', "fallbacks" : ' || l.fallbacks || ', "image" : ' || l.images
           || ', "category" : ' || l.category || ', "categories" : ' || l.categories
           || ', "basicUnit" : ' || case when p.has_basic_unit then p.basic_unit || ', "name" : ' || l.basic_name || '}' else 'null' end
           || ', "units" : ' || l.units || '}'`)},
         p.location_ids, p.pack_qtys,
         ',"cost":' || coalesce(trim_scale(p.cost)::text, 'null') || ',"vatRate":' || coalesce(trim_scale(p.vat_rate)::text, 'null')
           || ',"lowStockThreshold":' || coalesce(trim_scale(p.low_stock_threshold)::text, 'null')
    from parts p
   cross join lateral (values
     ${each(
       (language) => `('${language}', ${textIn('p.title', 'p.title_ar', 'p.fallback', language)},
       ${textIn('p.description', 'p.description_ar', 'p.fallback', language)},
       ${fallbackNames(productTexts, `'${language}'`)}, p.images_${language},
       p.category_${language}, p.categories_${language}, p.basic_name_${language}, p.units_${language})`,
     )}
   ) l(locale, title, description, fallbacks, images, category, categories, basic_name, units)
  on conflict (document_id, locale) do update set
    company_code = excluded.company_code, slug = excluded.slug, sku = excluded.sku, barcode = excluded.barcode,
    status = excluded.status, featured = excluded.featured, trending = excluded.trending,
    in_stock = excluded.in_stock, price = excluded.price, title = excluded.title,
    tags = excluded.tags, category_ids = excluded.category_ids,
    created_at = excluded.created_at, updated_at = excluded.updated_at, body = excluded.body,
    location_ids = excluded.location_ids, pack_qtys = excluded.pack_qtys, staff_fields = excluded.staff_fields
  where (s.body, s.in_stock, s.staff_fields, s.category_ids, s.company_code)
        is distinct from (excluded.body, excluded.in_stock, excluded.staff_fields, excluded.category_ids, excluded.company_code);

  perform storefront_search_refresh(ids);
  -- Last, because the totals of a company are held until the transaction ends.
  perform storefront_refresh_shelves(ids);
  perform set_config('enable_seqscan', 'on', true);
end
$$`;

/** The functions, in the order in which they need one another. */
export const projectionFunctions = [localisedText, isoInstant, refreshShelves, refreshProducts];
