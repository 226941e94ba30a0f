/**
 * How often a product was sold is shown as it is now, but lists are walked, and finds ranked, by a number that is
 * brought up to date from time to time: an index would otherwise be written with every order.
 */
import { tellOf } from './change-triggers';

/**
 * Takes over the sales of up to `most` products whose number differs, and says how many it was. Products that
 * somebody is projecting are left for the next time, so that nobody waits in a circle; projecting takes them over
 * as well.
 */
export const refreshSales = `
create or replace function storefront_refresh_sales(most int) returns int
language plpgsql as $$
declare
  codes text[];
  refreshed int;
begin
  with differing as materialized (
    select h.document_id, coalesce(n.sales, 0) as sales
      from storefront_shelves h left join product_counters n on n.product_id = h.document_id
     where h.list = '' and h.sales is distinct from coalesce(n.sales, 0)
     limit most
  ), held as materialized (
    select s.document_id, differing.sales
      from differing join storefront_search s on s.document_id = differing.document_id
     order by s.document_id for no key update of s skip locked
  ), ranked as (
    update storefront_search s set sales = held.sales from held where s.document_id = held.document_id
  ), placed as (
    update storefront_shelves h set sales = held.sales from held
     where h.document_id = held.document_id and h.list = ''
    returning h.company_code
  )
  select count(*), array_agg(distinct company_code) into refreshed, codes from placed;
  ${tellOf('products', 'select unnest(codes)')}
  return refreshed;
end
$$`;
