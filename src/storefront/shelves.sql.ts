/**
 * On which lists a product stands, and how many stand on each: so that a page of a long list is found in one
 * index, however deep, and its total need not be counted. A list is the whole company (''), a category with
 * all that stands below it (its document id), `featured`, `trending`, or a tag (`tag:<word>`).
 */

/** The list of a tag's products. */
export const TAG_LIST = 'tag:';

/** The lists of a row `s` of the read model, as an SQL array. */
const listsOf = `
  array[''] || s.category_ids || array(select distinct '${TAG_LIST}' || word from unnest(s.tags) word)
  || case when s.featured then array['featured'] else '{}' end
  || case when s.trending then array['trending'] else '{}' end`;

/** Puts projected products on their lists and counts them; runs after the read model has them. */
export const refreshShelves = `
create or replace function storefront_refresh_shelves(ids text[]) returns void
language sql as $$
  with wanted as (
    select s.company_code, l.list, s.document_id, s.status, s.in_stock, s.created_at,
           case when l.list = '' then s.price end as price, case when l.list = '' then f.sales end as sales
      from storefront_products s
      join storefront_search f on f.document_id = s.document_id
     cross join lateral unnest(${listsOf}) l(list)
     where s.document_id = any(ids) and s.locale = 'en'
  ),
  present as (select * from storefront_shelves where document_id = any(ids)),
  gone as (
    delete from storefront_shelves h using present p
     where h.document_id = p.document_id and h.list = p.list
       and not exists (select 1 from wanted w where w.document_id = p.document_id and w.list = p.list)
  ),
  placed as (
    insert into storefront_shelves as h (
      company_code, list, document_id, status, in_stock, created_at, price, sales)
    select * from (select company_code, list, document_id, status, in_stock, created_at, price, sales from wanted
                   except
                   select company_code, list, document_id, status, in_stock, created_at, price, sales from present) new
     order by document_id, list
    on conflict (document_id, list) do update set
      company_code = excluded.company_code, status = excluded.status, in_stock = excluded.in_stock,
      created_at = excluded.created_at, price = excluded.price, sales = excluded.sales
  )
  -- Only differences are written, so that ordinary changes do not queue at the totals of their company.
  insert into storefront_totals as t (company_code, list, status, in_stock, products)
  select company_code, list, status, in_stock, sum(products)
    from (select company_code, list, status, in_stock, 1 as products from wanted
          union all
          select company_code, list, status, in_stock, -1 from present) change
   group by company_code, list, status, in_stock
  having sum(products) <> 0
   order by company_code, list, status, in_stock
  on conflict (company_code, list, status, in_stock) do update set products = t.products + excluded.products
$$`;
