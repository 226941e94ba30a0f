import type { Knex } from 'knex';
import { bilingual, bilingualOrNone } from '../../domain/invoice/invoice';
import type { PickingLine } from '../../domain/invoice/picking-list';
import { queryPrepared } from '../../postgres/prepared';

type PickingRecord = Omit<PickingLine, 'title' | 'replaces' | 'unit' | 'category'> & {
  titleEn: string | null;
  titleAr: string | null;
  replacesEn: string | null;
  replacesAr: string | null;
  unitNameEn: string | null;
  unitNameAr: string | null;
  categoryEn: string | null;
  categoryAr: string | null;
};

const categoryName = (locale: 'en' | 'ar'): string =>
  `(select c.name from categories c where c.document_id = l.category_id and c.locale = '${locale}' limit 1)`;

/**
 * The lines of an order for whoever fetches them, as far as they have not come back. A shelf is the stock location where the goods are reserved, or which
 * they have left; goods of several have their names beside each other.
 */
export const readPickingLines = async (
  db: Knex,
  companyCode: string,
  orderId: string,
): Promise<PickingLine[]> => {
  const records = await queryPrepared<PickingRecord>(
    db,
    `with held as (
       select m.product_id, string_agg(x.name, ', ' order by x.name) as names
         from (select product_id, location_id from stock_movements
                where order_id = ? and company_code = ?
                group by 1, 2 having sum(reserved_delta) > 0 or sum(on_hand_delta) < 0) m
         join locations x on x.document_id = m.location_id
        group by 1)
     select l.line || case when l.component > 0 then '.' || l.component else '' end as id, l.sku,
            l.title_en as "titleEn", l.title_ar as "titleAr", l.ordered_product->>'title_en' as "replacesEn",
            l.ordered_product->>'title_ar' as "replacesAr", l.unit_name_en as "unitNameEn",
            l.unit_name_ar as "unitNameAr", (l.quantity - l.returned_quantity)::float8 as quantity,
            ${categoryName('en')} as "categoryEn", ${categoryName('ar')} as "categoryAr", held.names as shelf
       from order_lines l left join held on held.product_id = l.product_id
      where l.order_id = ? and l.company_code = ? and l.quantity > l.returned_quantity
      order by l.line, l.component`,
    [orderId, companyCode, orderId, companyCode],
  );
  return records.map((record) => {
    const {
      titleEn,
      titleAr,
      replacesEn,
      replacesAr,
      unitNameEn,
      unitNameAr,
      categoryEn,
      categoryAr,
      ...line
    } = record;
    return {
      ...line,
      title: bilingual(titleEn, titleAr, line.sku ?? line.id),
      replaces: bilingualOrNone(replacesEn, replacesAr),
      unit: bilingual(unitNameEn, unitNameAr),
      category: bilingualOrNone(categoryEn, categoryAr),
    };
  });
};
