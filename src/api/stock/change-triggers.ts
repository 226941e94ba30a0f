/**
 * Whoever changes what there is of a product has the outbox say so: orders, people, sheets, an SQL shell. One row for a
 * statement, in its transaction, so it is neither forgotten nor said too early. What a shipment takes out of the house
 * was promised before, so it changes nothing here.
 */
import { OUTBOX_CHANNEL } from '../../outbox/enqueue';
import { tellsByItself } from '../../storefront/change-triggers';
import { MOST_PRODUCTS, STOCK_CHANGED } from './changed';

type Event = 'insert' | 'update' | 'delete';

/** What a statement adds to each level, and takes from it. */
const after = `select company_code, product_id, location_id, on_hand - reserved as available from after_levels`;
const before = `select company_code, product_id, location_id, reserved - on_hand from before_levels`;

const differences: Record<Event, string> = {
  insert: after,
  update: `${after} union all ${before}`,
  delete: `select company_code, product_id, location_id, reserved - on_hand as available from before_levels`,
};

const transitions: Record<Event, string> = {
  insert: 'new table as after_levels',
  update: 'old table as before_levels new table as after_levels',
  delete: 'old table as before_levels',
};

/** Other processes are woken only where that makes no order wait. */
const noteFunction = (event: Event): string => `
create or replace function note_stock_${event}() returns trigger language plpgsql as $$
begin
  insert into outbox (topic, key, company_code, payload)
  select '${STOCK_CHANGED}', company_code, company_code, jsonb_build_object('products', jsonb_agg(product_id))
    from (select company_code, product_id,
                 (row_number() over (partition by company_code order by product_id) - 1) / ${MOST_PRODUCTS} as part
            from (select distinct company_code, product_id
                    from (${differences[event]}) moved
                   group by company_code, product_id, location_id
                  having sum(available) <> 0) changed) numbered
   group by company_code, part;
  if found and not ${tellsByItself} then
    perform pg_notify('${OUTBOX_CHANNEL}', '${STOCK_CHANGED}');
  end if;
  return null;
end
$$`;

const noteTrigger = (event: Event): string => `
create or replace trigger note_stock_${event} after ${event} on stock_levels
  referencing ${transitions[event]} for each statement execute function note_stock_${event}()`;

const events: Event[] = ['insert', 'update', 'delete'];

/** Safe to run again. */
export const stockChangeTriggers = events.flatMap((event) => [noteFunction(event), noteTrigger(event)]);
