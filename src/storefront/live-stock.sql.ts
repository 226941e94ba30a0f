/**
 * What moves with every order is not kept in the read model but put in when it is read: what there is of a product,
 * at each location, in each sale unit, and how often it was sold. A row's `body` is a template for PostgreSQL's
 * `format()`, with a marker for each of these numbers, in this order: `stock`, the `qty` of each of `location_ids`,
 * `sales`, the `stock` of each of `pack_qtys`.
 */
import { availableAt } from './measure.sql';

/** Stands where a number will be put in. JSON escapes control characters, so no text of a shop contains it. */
export const LIVE = `E'\\x01'`;

/** Turns JSON text with `LIVE` in it into a template, as SQL. */
export const asTemplate = (json: string): string => `replace(replace(${json}, '%', '%%'), ${LIVE}, '%s')`;

const inBasicUnits = (thousandths: string): string => `trim_scale(${thousandths} / 1000.0)::text`;

/** The stock at each location. Nearly all products lie at one, or none. */
const byLocation = `
  case when cardinality(s.location_ids) = 0 then '{}'
       when cardinality(s.location_ids) = 1 then array[${inBasicUnits('there.available')}]
       else array(select ${inBasicUnits(`coalesce(${availableAt('l')}, 0)`)}
                    from unnest(s.location_ids) with ordinality place(location_id, rank)
                    left join stock_levels l on l.product_id = s.document_id and l.location_id = place.location_id
                   order by place.rank) end`;

/** Whole sale units that the stock makes. */
const byUnit = `
  array(select coalesce(floor(there.available / 1000.0 / nullif(qty, 0))::text, 'null') from unnest(s.pack_qtys) qty)`;

/**
 * The finished JSON of a row `s` of `storefront_products`, as SQL. It is exact in the statement that reads it, with
 * whatever is committed by then.
 */
export const liveBody = `
  (select format(s.body, variadic array[${inBasicUnits('there.available')}] || ${byLocation}
            || coalesce((select sales::text from product_counters n where n.product_id = s.document_id), '0')
            || ${byUnit})
     from (select coalesce(sum(${availableAt('l')}), 0) as available
             from stock_levels l where l.product_id = s.document_id) there)`;
