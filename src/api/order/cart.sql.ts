import { tellsItself } from '../../storefront/change-triggers';
import { packQty } from '../../storefront/measure.sql';
import { etaRulesJson, feeRulesJson, zonesAtJson } from '../delivery/delivery.sql';
import { offeredMethods } from '../payment/offered.sql';

/** An amount of major units as minor units, `wanted.factor` of which are a major one. */
const minor = (column: string): string => `round(${column} * wanted.factor)`;

/** A time that Strapi stores without a zone, in UTC, as milliseconds. */
const millis = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint`;

const linked = (owner: 'promotion' | 'coupon', target: 'product' | 'category', targets: string): string =>
  `select t.document_id from ${owner}s_${targets}_lnk l join ${targets} t on t.id = l.${target}_id where l.${owner}_id = o.id`;

/**
 * The scope of an offer `o`, of its products those that are in the cart. No id is called `-`: it stands for the others,
 * because a scope without anything would be everything.
 */
const scope = (owner: 'promotion' | 'coupon'): string => `
  'productIds', (select coalesce(json_agg(distinct case when w.product_id is null then '-' else s.document_id end), '[]')
                   from (${linked(owner, 'product', 'products')}) s
                   left join wares w on w.product_id = s.document_id),
  'categoryIds', (select coalesce(json_agg(s.document_id), '[]') from (${linked(owner, 'category', 'categories')}) s)`;

/** How often an offer `o` was used: by all, and by this customer; the order that is being changed does not count. */
const uses = (kind: 'promotion' | 'coupon'): string => `
  'used', greatest(coalesce((select used_count from ${kind}_counters c where c.${kind}_id = o.document_id), 0)
            - (select count(*) from redemptions r where r.order_id = wanted.order_id and r.target_id = o.document_id), 0),
  'usedByCustomer', (select count(*) from redemptions r
                      where r.target_id = o.document_id and r.customer_key = wanted.customer_key
                        and r.order_id is distinct from wanted.order_id)`;

/** Everything about the goods of the cart that pricing and the order's lines need. */
const goods = `
  select w.place, p.document_id as "productId", pu.document_id as "unitId",
         case when p.id is null then 'unknown_product' when p.status = 'inactive' then 'inactive_product'
              when pu.id is null then 'unknown_unit' when pu.is_active is false or u.id is null then 'inactive_unit'
         end as flaw,
         ${minor('pu.price')} as price, ${packQty('pu')} as "packQty", pu.unit_value as "unitValue",
         u.type as "unitType", round(pu.step * 1000) as step, p.vat_rate as "vatRate", p.cost,
         coalesce(p.backorder, false) as backorder, coalesce(w.category_ids, '{}') as "categoryIds",
         (select c.document_id from products_category_lnk l join categories c on c.id = l.category_id
           where l.product_id = p.id limit 1) as "categoryId",
         coalesce(nullif(pu.sku, ''), p.sku) as sku, nullif(p.title, '') as "titleEn", nullif(ar.title, '') as "titleAr",
         nullif(u.name, '') as "unitNameEn", nullif(ua.name, '') as "unitNameAr",
         (select f.url from files_related_mph m join files f on f.id = m.file_id
           where m.related_type = 'api::product.product' and m.related_id = p.id and m.field = 'image'
           order by m."order", m.id limit 1) as image
    from wares w
    left join products p on p.document_id = w.product_id and p.locale = 'en' and p.company_code = w.company_code
    left join products ar on ar.document_id = p.document_id and ar.locale = 'ar'
    left join lateral (
      select pu.* from product_units_product_id_lnk l join product_units pu on pu.id = l.product_unit_id
       where l.product_id = p.id
         and case when w.unit_id is null then pu.is_active is not false else pu.document_id = w.unit_id end
       order by pu.is_default desc nulls last, pu.id limit 1) pu on true
    left join product_units_unit_id_lnk ul on ul.product_unit_id = pu.id
    left join units u on u.id = ul.unit_id
    left join units ua on ua.document_id = u.document_id and ua.locale = 'ar'
   cross join wanted`;

const offerTerms = `
  'minimumOrder', ${minor('o.minimum_order')}, 'maximumDiscount', ${minor('o.maximum_discount')}`;

const promotions = `
  select json_build_object(
           'id', o.document_id, 'nameEn', nullif(o.name, ''),
           'nameAr', (select nullif(ar.name, '') from promotions ar where ar.document_id = o.document_id and ar.locale = 'ar'),
           'type', o.type, 'discountType', o.discount_type,
           'discountValue', case o.discount_type when 'fixed' then ${minor('o.discount_value')} else o.discount_value end,
           'requiredItemCount', o.required_item_count, 'comboPrice', ${minor('o.combo_price')},
           'buyQuantity', coalesce(o.buy_quantity, 1), 'getQuantity', coalesce(o.get_quantity, 1),
           ${offerTerms}, 'priority', coalesce(o.priority, 0),
           'usageLimit', o.usage_limit, 'usageLimitTotal', o.usage_limit_total, ${uses('promotion')}, ${scope('promotion')}) as terms
    from promotions o cross join wanted
   where o.company_code = wanted.company_code and o.locale = 'en'
     and (o.document_id = wanted.assumed
          or (o.is_active is not false and o.status is distinct from 'inactive'
              and (o.start_date is null or o.start_date <= wanted.at) and (o.end_date is null or wanted.at < o.end_date)))
     and (o.document_id = any(wanted.combos)
          or exists (select 1 from promotions_products_lnk l join products p on p.id = l.product_id
                       join wares w on w.product_id = p.document_id where l.promotion_id = o.id)
          or exists (select 1 from promotions_categories_lnk l join categories c on c.id = l.category_id
                       join wares w on c.document_id = any(w.category_ids) where l.promotion_id = o.id)
          or not (exists (select 1 from promotions_products_lnk l where l.promotion_id = o.id)
                  or exists (select 1 from promotions_categories_lnk l where l.promotion_id = o.id)))`;

const coupon = `
  select json_build_object(
           'id', o.document_id, 'code', o.code, 'type', o.type,
           'value', case o.type when 'fixed' then ${minor('o.value')} else o.value end, ${offerTerms},
           'startsAt', ${millis('o.start_date')}, 'endsAt', ${millis('o.end_date')},
           'isActive', o.is_active is not false, 'usageLimit', o.usage_limit_per_customer,
           'usageLimitTotal', o.usage_limit_total, ${uses('coupon')}, ${scope('coupon')})
    from coupons o cross join wanted
   where o.company_code = wanted.company_code and lower(o.code) = lower(wanted.coupon) and lower(o.code) <> ''`;

const setting = `
  select json_build_object(
           'vatRate', coalesce(s.vat_rate, 15), 'vatInclusive', coalesce(s.vat_inclusive, true),
           'minimumOrder', ${minor('s.order_minimum')}, 'earnPerUnit', coalesce(s.loyalty_earn_per_unit, 0),
           'redeemValue', coalesce(${minor('s.loyalty_redeem_value')}, 0),
           'unpaidMinutes', coalesce(s.order_unpaid_minutes, 30),
           'invoiceStart', coalesce(s.invoice_start, 10000),
           'seller', json_build_object('name', s.seller_name, 'vatNumber', s.seller_vat_number, 'address', s.seller_address),
           'paymentMethods', (${offeredMethods('s.company_code')}),
           'delivery', ${feeRulesJson(minor)},
           'closedDays', coalesce(s.delivery_closed_days::json, '[]'), 'eta', ${etaRulesJson})
    from settings s cross join wanted where s.company_code = wanted.company_code`;

/** The slot that was chosen, and how many orders have a place in it. */
const slot = `
  select json_build_object(
           'documentId', s.document_id, 'start', ${millis('s.start')}, 'end', ${millis('s."end"')},
           'cutoff', ${millis('s.cutoff')}, 'isActive', s.is_active is not false, 'capacity', s.capacity,
           'taken', coalesce((select c.taken from slot_counters c where c.slot_id = s.document_id), 0))
    from delivery_slots s cross join wanted where s.document_id = wanted.slot and s.company_code = wanted.company_code`;

const levels = `
  select l.product_id as "productId", l.location_id as "locationId", l.on_hand as "onHand", l.reserved
    from %levels l join locations loc on loc.document_id = l.location_id
   order by l.product_id, loc.is_default desc nulls last, loc.id`;

const theseLevels = `select product_id, location_id, on_hand, reserved from stock_levels
   where product_id in (select product_id from wares) and company_code = (select company_code from wanted)`;

/**
 * One statement for everything that a price and a reservation depend on. Its row has a JSON column for each part.
 * @param lock whether the levels of the goods are locked, in the order of product and location; what they say is then
 * what is true until the transaction ends. Such a transaction tells by itself of what it changes (see `orderWritten`)
 */
export const cartStatement = (lock: boolean): string => `
  with wanted as materialized (
    select ?::text as company_code, ?::numeric as factor, ?::timestamptz at time zone 'utc' as at, ?::text as coupon,
           ?::text[] as combos, ?::text as assumed, ?::text as customer_key, ?::text as order_id,
           ?::float8 as latitude, ?::float8 as longitude, ?::text as slot
           ${lock ? `, ${tellsItself} as tells_itself` : ''}),
  wares as materialized (
    select w.product_id, w.unit_id, w.place, wanted.company_code, s.category_ids
      from unnest(?::text[], ?::text[]) with ordinality w(product_id, unit_id, place) cross join wanted
      left join storefront_products s on s.document_id = w.product_id and s.locale = 'en'),
  levels as materialized (
    ${theseLevels}${lock ? ' order by product_id, location_id for update' : ''})
  select (select json_agg(g order by g.place) from (${goods}) g) as goods,
         (select coalesce(json_agg(l), '[]') from (${levels.replace('%levels', 'levels')}) l) as levels,
         (select coalesce(json_agg(p.terms), '[]') from (${promotions}) p) as promotions,
         (${coupon}) as coupon,
         (${setting}) as setting,
         (${zonesAtJson(minor)}) as zones,
         (${slot}) as slot,
         (select loyalty_points from customer_counters where customer_id = ?) as balance`;
