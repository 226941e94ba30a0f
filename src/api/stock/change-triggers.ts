/**
 * Whoever changes what there is of a product has the outbox say so: orders, people, sheets, an SQL shell. A row of each
 * topic for a statement, in its transaction, so it is neither forgotten nor said too early. What a shipment takes out
 * of the house was promised before, so it changes nothing here.
 */
import { OUTBOX_CHANNEL } from '../../outbox/enqueue';
import { tellsByItself } from '../../storefront/change-triggers';
import { STOCK_CHANGED, STOCK_WATCHED } from './changed';
import { noteProducts } from './note-products.sql';

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

/** What begins with nothing, or goes, moves nothing; whether it is low has to be looked at even so. */
const meant = (event: Event): string => `
  select distinct company_code, product_id
    from (${differences[event]}) moved
   group by company_code, product_id, location_id
  ${event === 'update' ? 'having sum(available) <> 0' : ''}`;

/** Other processes are woken only where that makes no order wait. */
const noteFunction = (event: Event): string => `
create or replace function note_stock_${event}() returns trigger language plpgsql as $$
begin
  ${noteProducts([STOCK_CHANGED, STOCK_WATCHED], meant(event))}
  if found and not ${tellsByItself} then
    perform pg_notify('${OUTBOX_CHANNEL}', '${STOCK_CHANGED}');
    perform pg_notify('${OUTBOX_CHANNEL}', '${STOCK_WATCHED}');
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
