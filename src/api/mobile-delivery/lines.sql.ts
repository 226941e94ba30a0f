import { askedLine, major, substituteJson } from '../order/lines.sql';

const categoryName = (locale: 'en' | 'ar'): string =>
  `(select c.name from categories c where c.document_id = l.category_id and c.locale = '${locale}' limit 1)`;

const localised = (english: string, arabic: string): string =>
  `localised_text(${english}, ${arabic}, request.locale, request.fallback)`;

/** Goods are scanned by the code of their unit, or of their product: those that go, be they ordered or not. */
const barcode = `coalesce(
  (select nullif(x.barcode, '') from product_units x where x.document_id = l.unit_id and x.barcode <> '' limit 1),
  (select nullif(x.barcode, '') from products x where x.document_id = l.product_id and x.barcode <> '' limit 1))`;

/** Where the goods that go are reserved, or which locations they have left. */
const shelf = `
  (select string_agg(x.name, ', ' order by x.name)
     from (select m.location_id from stock_movements m
            where m.order_id = l.order_id and m.product_id = l.product_id
            group by 1 having sum(m.reserved_delta) > 0 or sum(m.on_hand_delta) < 0) held
     join locations x on x.document_id = held.location_id)`;

const quantity = (thousandths: string): string => `trim_scale(${thousandths} * 0.001)`;

/** The goods of an order `o` as a check-list, as JSON; those of a combo one by one, named by its line. */
export const checkListJson = `
  (select coalesce(json_agg(json_build_object(
            'id', l.line || case when l.component > 0 then '.' || l.component else '' end,
            'combo', case when l.component > 0 then l.line::text end,
            'productId', asked.product_id, 'selectedUnitId', asked.unit_id,
            'title', ${localised('asked.title_en', 'asked.title_ar')},
            'titles', json_build_object('en', asked.title_en, 'ar', asked.title_ar),
            'image', asked.image, 'sku', asked.sku, 'barcode', ${barcode},
            'unitName', ${localised('asked.unit_name_en', 'asked.unit_name_ar')}, 'unitType', asked.unit_type,
            'unitValue', trim_scale(asked.unit_value), 'price', ${major('asked.unit_price')},
            'category', ${localised(categoryName('en'), categoryName('ar'))}, 'shelf', ${shelf},
            'orderedQuantity', ${quantity('asked.ordered_quantity')},
            'quantity', ${quantity('(l.quantity - l.returned_quantity)')},
            'picked', l.picked_at is not null, 'substitute', ${substituteJson}) order by l.line, l.component), '[]')
     from order_lines l, ${askedLine} where l.order_id = o.document_id)`;
