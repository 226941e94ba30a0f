import type { Audience } from '../../storefront/source';

/** An amount of minor units in major units, exactly; `money.unit` is one minor unit. */
export const major = (minor: string): string => `trim_scale(${minor} * money.unit)`;

/** The value of one minor unit of an order `o`, to be joined as `money(unit)`. */
export const minorUnit = `
  lateral (select case o.decimals when 0 then 1::numeric when 3 then 0.001 else 0.01 end) money(unit)`;

const quantity = (thousandths: string): string => `trim_scale(${thousandths} * 0.001)`;

const localised = (english: string, arabic: string): string =>
  `localised_text(${english}, ${arabic}, request.locale, request.fallback)`;

/** Adjustments, alike ones summed, as they go out. `source` yields `kind, id, amount` in their order. */
const adjustments = (source: string): string => `
  (select coalesce(json_agg(json_build_object('kind', taken.kind, 'id', taken.id, 'amount', ${major('taken.amount')})
                            order by taken.place), '[]')
     from (${source}) taken)`;

const itemAdjustments = adjustments(`
  select entry->>'kind' as kind, entry->>'id' as id, (entry->>'amount')::bigint as amount, place
    from jsonb_array_elements(l.adjustments) with ordinality each(entry, place)`);

/**
 * A line `l` as it was ordered, whatever goes in its place, to be joined as `asked`: what is kept of the ordered product
 * stands where the substitute does in `l`.
 */
export const askedLine = 'lateral jsonb_populate_record(l, l.ordered_product) asked';

/** What goes in the place of the product of a line `l`, as JSON; null where that goes itself. */
export const substituteJson = `
  case when l.ordered_product is not null then json_build_object(
    'productId', l.product_id, 'selectedUnitId', l.unit_id, 'title', ${localised('l.title_en', 'l.title_ar')},
    'unitName', ${localised('l.unit_name_en', 'l.unit_name_ar')}, 'unitType', l.unit_type, 'sku', l.sku,
    'image', l.image, 'price', ${major('l.unit_price')}, 'quantity', ${quantity('l.quantity')}) end`;

/** What a product in an order says of itself, as JSON; `l` is its row, `asked` the same as it was ordered. */
const itemJson = (id: string, audience: Audience): string => `json_build_object(
  'id', ${id}, 'isCombo', false, 'title', ${localised('asked.title_en', 'asked.title_ar')},
  'price', ${major('asked.unit_price')}, 'quantity', ${quantity('l.quantity')}, 'image', asked.image,
  'productId', asked.product_id, 'selectedUnitId', asked.unit_id,
  'unitName', ${localised('asked.unit_name_en', 'asked.unit_name_ar')}, 'unitType', asked.unit_type,
  'unitValue', trim_scale(asked.unit_value), 'packQty', trim_scale(asked.pack_qty),
  'basePrice', ${major('round(asked.unit_price / asked.pack_qty)')}, 'sku', asked.sku, 'category', asked.category_id,
  'shelf', ${major('l.shelf')}, 'promotion_discount', ${major('l.promotion_discount')},
  'discount', ${major('l.discount')}, 'net', ${major('l.net')}, 'vat', ${major('l.vat')},
  'vatRate', trim_scale(l.vat_rate), 'adjustments', ${itemAdjustments},
  'orderedQuantity', ${quantity('asked.ordered_quantity')}, 'returnedQuantity', ${quantity('l.returned_quantity')},
  'refundedQuantity', ${quantity('l.refunded_quantity')}, 'substitute', ${substituteJson},
  'picked', l.picked_at is not null${audience === 'staff' ? `, 'unitCost', trim_scale(l.unit_cost)` : ''})`;

const comboAdjustments = adjustments(`
  select entry->>'kind' as kind, entry->>'id' as id, sum((entry->>'amount')::bigint) as amount,
         min(l.component * 1000 + place) as place
    from order_lines l, jsonb_array_elements(l.adjustments) with ordinality each(entry, place)
   where l.order_id = o.document_id and l.line = combo.line
   group by 1, 2`);

/** The components of a combo line together; it is named for its promotion, or for what is in it. */
const combo = `
  select l.line, min(l.combo_promotion_id) as promotion, min(l.combo_quantity) as quantity,
         min(l.combo_price) as price, sum(l.shelf) as shelf, sum(l.promotion_discount) as promotion_discount,
         sum(l.discount) as discount, sum(l.net) as net, sum(l.vat) as vat,
         case when min(l.vat_rate) = max(l.vat_rate) then min(l.vat_rate) end as vat_rate,
         bool_and(l.picked_at is not null) as picked,
         coalesce((select p.name from promotions p where p.document_id = min(l.combo_promotion_id) and p.locale = 'en'),
                  string_agg(asked.title_en, ' + ' order by l.component)) as title_en,
         coalesce((select p.name from promotions p where p.document_id = min(l.combo_promotion_id) and p.locale = 'ar'),
                  string_agg(asked.title_ar, ' + ' order by l.component)) as title_ar
    from order_lines l, ${askedLine} where l.order_id = o.document_id and l.component > 0 group by l.line`;

const comboJson = (audience: Audience): string => `
  select combo.line, json_build_object(
           'id', combo.line::text, 'isCombo', true, 'promotion', combo.promotion,
           'title', ${localised('combo.title_en', 'combo.title_ar')},
           'price', ${major('combo.price')}, 'comboPrice', ${major('combo.price')}, 'quantity', combo.quantity,
           'shelf', ${major('combo.shelf')}, 'promotion_discount', ${major('combo.promotion_discount')},
           'discount', ${major('combo.discount')}, 'net', ${major('combo.net')}, 'vat', ${major('combo.vat')},
           'vatRate', trim_scale(combo.vat_rate), 'adjustments', ${comboAdjustments}, 'picked', combo.picked,
           'comboDetails', json_build_object(
             'promotion', combo.promotion, 'name', ${localised('combo.title_en', 'combo.title_ar')},
             'quantity', combo.quantity, 'comboPrice', ${major('combo.price')},
             'saving', ${major('combo.promotion_discount')}),
           'selectedProducts',
             (select json_agg(${itemJson(`l.line || '.' || l.component`, audience)} order by l.component)
                from order_lines l, ${askedLine} where l.order_id = o.document_id and l.line = combo.line)) as body
    from (${combo}) combo`;

const plainJson = (audience: Audience): string => `
  select l.line, ${itemJson('l.line::text', audience)} as body
    from order_lines l, ${askedLine} where l.order_id = o.document_id and l.component = 0`;

/** The cart of an order `o` as JSON, combos with what is in them. */
export const cartJson = (audience: Audience): string => `
  (select coalesce(json_agg(cart.body order by cart.line), '[]')
     from (${plainJson(audience)} union all ${comboJson(audience)}) cart)`;

/**
 * What customers are not told: what staff remark on refunds and providers say of them; who was to bring the order before,
 * and why they did not; in which words a driver says that it could not be handed over.
 */
const publicData = `
  case when e.kind in ('order_refunded', 'refund_failed', 'refund_stuck', 'refund_unknown')
       then e.data - array['reason', 'failure', 'providerId']
       when e.kind = 'order_assigned' then e.data - array['from', 'givenBy', 'outcome', 'reason']
       when e.kind = 'order_changed' then e.data - 'delivery_failed'
       else e.data end`;

/**
 * What has happened to an order `o`, in its order, as JSON; that it was delivered is said by `delivery_status`. Who it was by name, and why they refunded, only staff are
 * told.
 */
export const timelineJson = (audience: Audience): string => `
  (select coalesce(json_agg(json_build_object(
            'seq', e.seq, 'kind', e.kind, 'at', iso_instant(e.at at time zone 'utc'),
            'actor', json_build_object('kind', e.actor_kind${audience === 'staff' ? `, 'name', e.actor_name` : ''}),
            'data', ${audience === 'staff' ? 'e.data' : publicData}) order by e.seq), '[]')
     from order_events e where e.order_id = o.document_id and e.kind <> 'delivery_completed')`;
