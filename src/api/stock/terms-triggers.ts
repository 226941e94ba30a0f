/**
 * A stock can become low, and a product can come back, without any of it moving: when somebody says that something else
 * is too little, or puts the product on sale. Whoever changes that, the outbox says so: once for a statement.
 */
import { OUTBOX_CHANNEL } from '../../outbox/enqueue';
import { STOCK_WATCHED } from './changed';
import { noteProducts } from './note-products.sql';

/** @param products the products: `company_code`, `product_id`, each once */
const noteFunction = (name: string, products: string): string => `
create or replace function ${name}() returns trigger language plpgsql as $$
begin
  ${noteProducts([STOCK_WATCHED], products)}
  if found then
    perform pg_notify('${OUTBOX_CHANNEL}', '${STOCK_WATCHED}');
  end if;
  return null;
end
$$`;

const productsOf = (rows: string): string => `select distinct company_code, product_id from ${rows}`;

/** Safe to run again. */
export const stockTermsTriggers = [
  noteFunction(
    'note_product_terms',
    `select later.company_code, later.document_id as product_id
       from before_products earlier join after_products later on later.id = earlier.id
      where later.locale = 'en'
        and (earlier.status, earlier.low_stock_threshold)
              is distinct from (later.status, later.low_stock_threshold)`,
  ),
  `create or replace trigger note_stock_terms after update on products
     referencing old table as before_products new table as after_products
     for each statement execute function note_product_terms()`,
  noteFunction('note_location_threshold', productsOf('after_thresholds')),
  `create or replace trigger note_stock_terms_set after insert on stock_thresholds
     referencing new table as after_thresholds for each statement execute function note_location_threshold()`,
  `create or replace trigger note_stock_terms_changed after update on stock_thresholds
     referencing new table as after_thresholds for each statement execute function note_location_threshold()`,
  noteFunction('note_location_threshold_gone', productsOf('before_thresholds')),
  `create or replace trigger note_stock_terms_gone after delete on stock_thresholds
     referencing old table as before_thresholds
     for each statement execute function note_location_threshold_gone()`,
  noteFunction(
    'note_company_threshold',
    `${productsOf('stock_levels')} where company_code in (
       select later.company_code from before_settings earlier join after_settings later on later.id = earlier.id
        where earlier.stock_low_threshold is distinct from later.stock_low_threshold)`,
  ),
  `create or replace trigger note_stock_terms after update on settings
     referencing old table as before_settings new table as after_settings
     for each statement execute function note_company_threshold()`,
];

/** The tables that the statements above touch and that nothing else of ours does. */
export const stockTermsSources = ['stock_thresholds'];
