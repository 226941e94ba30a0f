import type { Knex } from 'knex';
import { productSource } from '../api/product/store';
import type { Filter } from '../storefront/list-query';
import { whereOf } from '../storefront/sql-fragment';

/** One sale unit of a product, as an import reads it. Amounts and quantities are decimal texts. */
export type ExportedRow = {
  sku: string | null;
  barcode: string | null;
  title_en: string | null;
  title_ar: string | null;
  category: string | null;
  unit: string | null;
  unit_value: string | null;
  price: string | null;
  original_price: string | null;
  stock: string | null;
  status: string | null;
};

/** The next products that the filters leave, after a document id. */
export const nextProducts = async (
  db: Knex,
  companyCode: string,
  filters: Filter[],
  after: string,
  most: number,
): Promise<string[]> => {
  const where = whereOf(filters, productSource.columns);
  const { rows } = await db.raw<{ rows: { document_id: string }[] }>(
    `select s.document_id from storefront_products s
      where s.company_code = ? and s.locale = 'en' and s.document_id > ? and (${where.sql})
        and (s.sku is not null or s.barcode is not null)
      order by s.document_id limit ?`,
    [companyCode, after, ...where.bindings, most] as never,
  );
  return rows.map((row) => row.document_id);
};

/** What stands in the sheet for some products: their units, the default one first, stock of the default location. */
export const exportedRows = async (
  db: Knex,
  companyCode: string,
  documentIds: string[],
): Promise<ExportedRow[]> => {
  const { rows } = await db.raw<{ rows: ExportedRow[] }>(
    `with symbols as (
       select lower(symbol) as symbol from units where company_code = :companyCode and locale = 'en'
        group by lower(symbol) having count(*) = 1
     )
     select p.sku,
            case when row_number() over (partition by p.id order by pu.is_default desc nulls last, pu.id) = 1
                 then p.barcode else pu.barcode end as barcode,
            p.title as title_en, ar.title as title_ar, coalesce(nullif(c.slug, ''), c.document_id) as category,
            case when sy.symbol is not null then u.symbol else u.document_id end as unit,
            trim_scale(pu.unit_value)::text as unit_value, trim_scale(pu.price)::text as price,
            trim_scale(pu.original_price)::text as original_price,
            trim_scale(l.on_hand / 1000.0)::text as stock, coalesce(p.status, 'active') as status
       from products p
       left join products ar on ar.document_id = p.document_id and ar.locale = 'ar'
       left join products_category_lnk cl on cl.product_id = p.id
       left join categories c on c.id = cl.category_id
       left join product_units_product_id_lnk pl on pl.product_id = p.id
       left join product_units pu on pu.id = pl.product_unit_id
       left join product_units_unit_id_lnk ul on ul.product_unit_id = pu.id
       left join units u on u.id = ul.unit_id
       left join symbols sy on sy.symbol = lower(u.symbol)
       left join locations d on d.company_code = p.company_code and d.is_default
       left join stock_levels l on l.product_id = p.document_id and l.location_id = d.document_id
      where p.document_id = any(:documentIds) and p.locale = 'en' and p.company_code = :companyCode
      order by p.document_id, pu.is_default desc nulls last, pu.id`,
    { companyCode, documentIds },
  );
  return rows;
};
