/**
 * How a product becomes the finished JSON of the storefront, as functions of the database. They run at
 * commit (see `projection-triggers.ts`) for just the products that a transaction touched.
 */
import { imagesOf } from './images.sql';
import { packQty, unitStock } from './measure.sql';

/** From how many products on a projection is planned for itself. */
const MANY = 100;

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

/** How much some products add to each total. */
const totalsOf = `
create or replace function storefront_totals_of(ids text[])
returns table (company_code text, category_id text, status text, products bigint)
language sql stable as $$
  select s.company_code, category, s.status, count(*)
    from storefront_products s cross join unnest(s.category_ids || ''::text) category
   where s.document_id = any(ids) and s.locale = 'en'
   group by s.company_code, category, s.status
$$`;

/** Projects products anew, in every language, and keeps the totals. */
const refreshProducts = `
create or replace function storefront_refresh(ids text[]) returns void
language plpgsql as $$
declare
  before jsonb;
begin
  -- A plan made for a handful of products is hopeless for thousands, and planning this costs more than running
  -- it for a few; so the plan is kept for few and made anew for many.
  perform set_config('plan_cache_mode',
    case when cardinality(ids) > ${MANY} then 'force_custom_plan' else 'force_generic_plan' end, true);

  -- Whoever comes second waits here, and the next statement then sees what the first one committed.
  perform 1 from storefront_products where document_id = any(ids) order by document_id, locale for update;

  select coalesce(jsonb_agg(t), '[]') into before from storefront_totals_of(ids) t;

  delete from storefront_products s
   where s.document_id = any(ids)
     and not exists (select 1 from products p where p.document_id = s.document_id and p.locale = 'en');

  insert into storefront_products as s (
    document_id, locale, company_code, slug, sku, barcode, status, featured, trending, in_stock, price, sales,
    title, tags, category_ids, created_at, updated_at, body, staff_fields)
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
    select l.product_id, sum(l.on_hand - l.reserved) as available,
           json_agg(json_build_object(
             'locationId', loc.document_id, 'odooLocationId', loc.odoo_location_id, 'name', loc.name,
             'qty', trim_scale((l.on_hand - l.reserved) / 1000.0)) order by loc.is_default desc nulls last, loc.id
           ) as locations
      from stock_levels l
      join locations loc on loc.document_id = l.location_id
     where l.product_id = any(ids)
     group by l.product_id
  ),
  offers as (
    select b.id as product_id, pu.id, pu.document_id, pu.price, pu.original_price, pu.is_default, pu.barcode, pu.sku,
           pu.unit_value, ${packQty('pu')} as pack_qty,
           u.document_id as unit_id, u.symbol, u.name as name_en, ua.name as name_ar,
           ${unitStock('coalesce(lv.available, 0)', 'pu')} as stock,
           row_number() over (partition by b.id order by pu.is_default desc nulls last, pu.id) as rank
      from base b
      join product_units_product_id_lnk pl on pl.product_id = b.id
      join product_units pu on pu.id = pl.product_unit_id and pu.is_active is not false
      left join product_units_unit_id_lnk ul on ul.product_unit_id = pu.id
      left join units u on u.id = ul.unit_id
      left join units ua on ua.document_id = u.document_id and ua.locale = 'ar'
      left join levels lv on lv.product_id = b.document_id
  ),
  languages(locale) as (values ('en'), ('ar'), ('all')),
  offers_json as (
    select o.product_id, l.locale, json_agg(json_build_object(
             'documentId', o.document_id, 'unitId', o.unit_id,
             'name', localised_text(o.name_en, o.name_ar, l.locale, b.fallback), 'symbol', o.symbol,
             'unitValue', trim_scale(o.unit_value), 'packQty', trim_scale(o.pack_qty),
             'price', trim_scale(o.price), 'originalPrice', trim_scale(o.original_price),
             'stock', o.stock, 'isDefault', coalesce(o.is_default, false),
             'barcode', o.barcode, 'sku', o.sku) order by o.rank) as units
      from offers o cross join languages l join base b on b.id = o.product_id
     group by o.product_id, l.locale
  ),
  named_categories as (
    select l.product_id, l.is_primary, c.id, c.document_id, c.slug, c.name as name_en, ca.name as name_ar, b.fallback
      from category_links l
      join base b on b.id = l.product_id
      join categories c on c.id = l.category_id
      left join categories ca on ca.document_id = c.document_id and ca.locale = 'ar'
  ),
  categories_json as (
    select n.product_id, l.locale,
           json_agg(entry.json order by n.is_primary desc, n.id) as categories,
           (array_agg(entry.json) filter (where n.is_primary))[1] as category
      from named_categories n
     cross join languages l
     cross join lateral (select json_build_object(
             'documentId', n.document_id,
             'name', localised_text(n.name_en, n.name_ar, l.locale, n.fallback), 'slug', n.slug) as json) entry
     group by n.product_id, l.locale
  ),
  basic_units as (
    select b.id as product_id, u.document_id, u.symbol, u.type, u.name as name_en, ua.name as name_ar
      from base b
      join products_basic_unit_lnk l on l.product_id = b.id
      join units u on u.id = l.unit_id
      left join units ua on ua.document_id = u.document_id and ua.locale = 'ar'
  ),
  pictures as (
    select b.id as product_id, ${imagesOf('api::product.product', 'b.id', 'image')} as images from base b
  )
  select b.document_id, l.locale, b.company_code, b.slug, b.sku, b.barcode, coalesce(b.status, 'active'),
         coalesce(b.featured, false), coalesce(b.trending, false), coalesce(lv.available, 0) > 0,
         o.price, coalesce(n.sales, 0),
         lower(coalesce(case when l.locale = 'ar' then nullif(b.title_ar, '') end, nullif(b.title, ''), b.title_ar)),
         tags.words, coalesce(sh.category_ids, '{}'),
         b.created_at, b.changed_at,
         json_build_object(
           'documentId', b.document_id, 'productId', b.product_id, 'sku', b.sku, 'barcode', b.barcode,
           'title', localised_text(b.title, b.title_ar, l.locale, b.fallback),
           'description', localised_text(b.description, b.description_ar, l.locale, b.fallback),
           'slug', b.slug, 'category', c.category, 'categories', coalesce(c.categories, '[]'),
           'image', pic.images, 'stock', trim_scale(coalesce(lv.available, 0) / 1000.0),
           'locationStocks', coalesce(lv.locations, '[]'), 'sales', coalesce(n.sales, 0), 'tag', to_json(tags.words),
           'price', trim_scale(o.price),
           'prices', json_build_object(
             'price', trim_scale(o.price), 'originalPrice', trim_scale(coalesce(o.original_price, o.price)),
             'discount', trim_scale(greatest(coalesce(o.original_price, o.price) - o.price, 0))),
           'basicUnit', case when bu.document_id is not null then json_build_object(
             'documentId', bu.document_id, 'name', localised_text(bu.name_en, bu.name_ar, l.locale, b.fallback),
             'symbol', bu.symbol, 'type', bu.type) end,
           'units', coalesce(oj.units, '[]'), 'status', coalesce(b.status, 'active'),
           'featured', coalesce(b.featured, false), 'trending', coalesce(b.trending, false),
           'createdAt', iso_instant(b.created_at), 'updatedAt', iso_instant(b.changed_at))::text,
         ',"cost":' || coalesce(trim_scale(b.cost)::text, 'null') || ',"vatRate":' || coalesce(trim_scale(b.vat_rate)::text, 'null')
    from base b
   cross join languages l
    left join levels lv on lv.product_id = b.document_id
    left join offers o on o.product_id = b.id and o.rank = 1
    left join offers_json oj on oj.product_id = b.id and oj.locale = l.locale
    left join categories_json c on c.product_id = b.id and c.locale = l.locale
    left join shelves sh on sh.product_id = b.id
    left join basic_units bu on bu.product_id = b.id
    left join pictures pic on pic.product_id = b.id
    left join product_counters n on n.product_id = b.document_id
   cross join lateral (
     select coalesce(array_agg(word), '{}') as words
       from jsonb_array_elements_text(case jsonb_typeof(b.tag) when 'array' then b.tag else '[]' end) word) tags
   order by b.document_id, l.locale
  on conflict (document_id, locale) do update set
    company_code = excluded.company_code, slug = excluded.slug, sku = excluded.sku, barcode = excluded.barcode,
    status = excluded.status, featured = excluded.featured, trending = excluded.trending,
    in_stock = excluded.in_stock, price = excluded.price, sales = excluded.sales, title = excluded.title,
    tags = excluded.tags, category_ids = excluded.category_ids,
    created_at = excluded.created_at, updated_at = excluded.updated_at, body = excluded.body,
    staff_fields = excluded.staff_fields
  where (s.body, s.staff_fields, s.category_ids, s.company_code)
        is distinct from (excluded.body, excluded.staff_fields, excluded.category_ids, excluded.company_code);

  -- Only differences are written, so that ordinary changes do not queue at the totals of their company.
  insert into storefront_totals as t (company_code, category_id, status, products)
  select company_code, category_id, status, sum(products)
    from (select * from storefront_totals_of(ids)
          union all
          select company_code, category_id, status, -products
            from jsonb_to_recordset(before) b(company_code text, category_id text, status text, products bigint)) change
   group by company_code, category_id, status
  having sum(products) <> 0
   order by company_code, category_id, status
  on conflict (company_code, category_id, status) do update set products = t.products + excluded.products;

  perform storefront_search_refresh(ids);
end
$$`;

/** The functions, in the order in which they need one another. */
export const projectionFunctions = [localisedText, isoInstant, totalsOf, refreshProducts];
