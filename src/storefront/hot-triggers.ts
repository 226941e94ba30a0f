/**
 * What orders change hundreds of times a second: stock, and how often something was sold. Neither is kept in the
 * read model's JSON (see `live-stock.sql.ts`), so neither is a reason to project a product; only whether there is
 * anything left of it is.
 */
import { tellOf, unlessItTellsItself } from './change-triggers';

/**
 * A product's stock is the sum of its levels, none of which is less than nothing. So it can only run out, or come
 * back, where a level of it does; then it is projected at the commit. Two transactions that empty two
 * locations of one product both come here: their projections wait for one another at the product's rows, and the
 * second one sees what the first has committed. A condition of the trigger itself costs next to nothing where
 * nothing runs out.
 */
const markFlip = `
create or replace function storefront_mark_flip() returns trigger language plpgsql as $$
begin
  insert into storefront_dirty (document_id) values (old.product_id), (new.product_id) on conflict do nothing;
  insert into storefront_pending (transaction_id) values (pg_current_xact_id()) on conflict do nothing;
  return null;
end
$$`;

const flipTrigger = `
create or replace trigger storefront_flip after update on stock_levels for each row
  when ((old.product_id, old.location_id, old.company_code, old.on_hand > old.reserved)
        is distinct from (new.product_id, new.location_id, new.company_code, new.on_hand > new.reserved))
  execute function storefront_mark_flip()`;

const tellFunction = (name: string, companies: string): string => `
create or replace function ${name}() returns trigger language plpgsql as $$
begin
  ${tellOf('products', companies)}
  return null;
end
$$`;

const tellTrigger = (
  name: string,
  told: string,
  event: 'insert' | 'update' | 'delete',
  table: string,
): string => `
create or replace trigger ${name} after ${event} on ${table}
  referencing ${event === 'delete' ? 'old' : 'new'} table as changed
  for each statement ${unlessItTellsItself} execute function ${told}()`;

const sellers = `select p.company_code from changed join products p on p.document_id = changed.product_id and p.locale = 'en'`;

/** Everything about what is hot, safe to run again. New and deleted levels are projected like any other change. */
export const hotTriggers = [
  markFlip,
  flipTrigger,
  tellFunction('tell_stock', 'select company_code from changed'),
  tellTrigger('tell_stock', 'tell_stock', 'update', 'stock_levels'),
  tellFunction('tell_sales', sellers),
  tellTrigger('tell_sales_insert', 'tell_sales', 'insert', 'product_counters'),
  tellTrigger('tell_sales_update', 'tell_sales', 'update', 'product_counters'),
  tellTrigger('tell_sales_delete', 'tell_sales', 'delete', 'product_counters'),
];

/** The tables that the statements above touch. */
export const hotSources = ['stock_levels', 'product_counters', 'promotion_counters'];
