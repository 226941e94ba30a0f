import type { Knex } from 'knex';
import type { StaffCompanies } from '../tenancy/staff-companies';

/** Price and stock of one product, before its company's currency is known. */
export type SummaryRow = {
  documentId: string;
  companyCode: string;
  price: number | null;
  originalPrice: number | null;
  stock: number;
  symbol: string | null;
};

/** Price of the default unit and available stock of the given products, as far as the user may see them. */
export const listOfferSummaries = async (
  db: Knex,
  companies: StaffCompanies,
  documentIds: string[],
): Promise<SummaryRow[]> => {
  const allowed = companies === 'all' ? 'true' : 'p.company_code = any(?)';
  const { rows } = await db.raw<{ rows: SummaryRow[] }>(
    `with asked as (
       select p.document_id, min(p.company_code) as company_code, max(b.symbol) as symbol
         from products p
         left join products_basic_unit_lnk bl on bl.product_id = p.id
         left join units b on b.id = bl.unit_id
        where p.document_id = any(?) and ${allowed}
        group by p.document_id
     ),
     priced as (
       select distinct on (p.document_id) p.document_id, pu.price, pu.original_price
         from asked a
         join products p on p.document_id = a.document_id
         join product_units_product_id_lnk pl on pl.product_id = p.id
         join product_units pu on pu.id = pl.product_unit_id
        order by p.document_id, coalesce(pu.is_default, false) desc, pu.id
     )
     select a.document_id                      as "documentId",
            a.company_code                     as "companyCode",
            priced.price::float8               as price,
            priced.original_price::float8      as "originalPrice",
            coalesce(level.available, 0)::float8 / 1000 as stock,
            a.symbol
       from asked a
       left join priced on priced.document_id = a.document_id
       left join lateral (
         select sum(on_hand - reserved) as available from stock_levels s where s.product_id = a.document_id
       ) level on true`,
    companies === 'all' ? [documentIds] : [documentIds, companies],
  );
  return rows;
};
