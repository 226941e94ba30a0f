/**
 * A stock can become low, and a product can come back, without any of it moving: when somebody says that something else
 * is too little, or puts the product on sale. Whoever changes that, the outbox says so.
 */
import { OUTBOX_CHANNEL } from '../../outbox/enqueue';
import { MOST_PRODUCTS, STOCK_TERMS_CHANGED } from './changed';

/** @param rows the products: `company_code`, `product_id` */
const noteFunction = (name: string, rows: string): string => `
create or replace function ${name}() returns trigger language plpgsql as $$
begin
  insert into outbox (topic, key, company_code, payload)
  select '${STOCK_TERMS_CHANGED}', company_code, company_code, jsonb_build_object('products', jsonb_agg(product_id))
    from (select company_code, product_id, (row_number() over (order by product_id) - 1) / ${MOST_PRODUCTS} as part
            from (${rows}) touched) numbered
   group by company_code, part;
  perform pg_notify('${OUTBOX_CHANNEL}', '${STOCK_TERMS_CHANGED}');
  return null;
end
$$`;

/** Safe to run again. */
export const stockTermsTriggers = [
  noteFunction('note_product_terms', 'select new.company_code, new.document_id as product_id'),
  `create or replace trigger note_stock_terms after update on products for each row
     when (new.locale = 'en' and (old.status, old.low_stock_threshold)
                                 is distinct from (new.status, new.low_stock_threshold))
     execute function note_product_terms()`,
  noteFunction('note_location_threshold', 'select new.company_code, new.product_id'),
  `create or replace trigger note_stock_terms_set after insert or update on stock_thresholds for each row
     execute function note_location_threshold()`,
  noteFunction('note_location_threshold_gone', 'select old.company_code, old.product_id'),
  `create or replace trigger note_stock_terms_gone after delete on stock_thresholds for each row
     execute function note_location_threshold_gone()`,
  noteFunction(
    'note_company_threshold',
    'select distinct company_code, product_id from stock_levels where company_code = new.company_code',
  ),
  `create or replace trigger note_stock_terms after update on settings for each row
     when (old.stock_low_threshold is distinct from new.stock_low_threshold)
     execute function note_company_threshold()`,
];

/** The tables that the statements above touch and that nothing else of ours does. */
export const stockTermsSources = ['stock_thresholds'];
