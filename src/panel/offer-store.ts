import type { Knex } from 'knex';
import { packQty, unitStock } from '../storefront/measure.sql';
import type { StaffCompanies } from '../tenancy/staff-companies';
import type { OfferStock, OfferUnit, OfferUnitChoice } from './offer';

/** The product behind an offer. */
export type OfferProduct = { documentId: string; companyCode: string; basicUnitId: string | null };

const companyFilter = (column: string, companies: StaffCompanies): { sql: string; bindings: string[][] } =>
  companies === 'all' ? { sql: 'true', bindings: [] } : { sql: `${column} = any(?)`, bindings: [companies] };

/** A unit has one row in each language; this picks the asked one, else English, else any. */
const unitInLanguage = `
  select distinct on (u.document_id)
         u.document_id, u.company_code, u.name, u.symbol, u.type, u.is_active, u.sort_order
    from units u
   order by u.document_id, (u.name is null), (u.locale is distinct from ?), (u.locale is distinct from 'en'), u.id`;

const choiceColumns = `un.document_id as "documentId", un.name, un.symbol, un.type`;

/** Finds a product; null when it is unknown or belongs to a company which is not among the allowed ones. */
export const findProduct = async (
  db: Knex,
  companies: StaffCompanies,
  documentId: string,
): Promise<OfferProduct | null> => {
  const allowed = companyFilter('p.company_code', companies);
  const { rows } = await db.raw<{ rows: OfferProduct[] }>(
    `select p.document_id as "documentId", p.company_code as "companyCode", b.document_id as "basicUnitId"
       from products p
       left join products_basic_unit_lnk bl on bl.product_id = p.id
       left join units b on b.id = bl.unit_id
      where p.document_id = ? and ${allowed.sql}
      order by (b.document_id is null), (p.locale is distinct from 'en')
      limit 1`,
    [documentId, ...allowed.bindings],
  );
  return rows[0] ?? null;
};

/** The selling units of a product of `companyCode`, the default one first. */
export const listOfferUnits = async (
  db: Knex,
  product: OfferProduct,
  locale: string,
): Promise<OfferUnit[]> => {
  const { rows } = await db.raw<{ rows: OfferUnit[] }>(
    `with unit_names as (${unitInLanguage}),
          sold as (
            select distinct on (pu.id)
                   pu.*, ul.unit_id as unit_row_id
              from product_units pu
              join product_units_product_id_lnk pl on pl.product_unit_id = pu.id
              join products p on p.id = pl.product_id
              left join product_units_unit_id_lnk ul on ul.product_unit_id = pu.id
             where p.document_id = ? and pu.company_code = ?
          ),
          available as (
            select coalesce(sum(on_hand - reserved), 0) as thousandths
              from stock_levels where product_id = ? and company_code = ?
          )
     select s.document_id                   as "documentId",
            un.name,
            coalesce(un.symbol, '')         as symbol,
            s.unit_value::float8            as "unitValue",
            ${packQty('s')}::float8         as "packQty",
            s.price::float8                 as price,
            s.original_price::float8        as "originalPrice",
            coalesce(s.is_default, false)   as "isDefault",
            coalesce(s.is_active, true)     as "isActive",
            ${unitStock('available.thousandths', 's')}::float8 as stock
       from sold s
       cross join available
       left join units u on u.id = s.unit_row_id
       left join unit_names un on un.document_id = u.document_id
      order by coalesce(s.is_default, false) desc, ${packQty('s')}, s.id`,
    [locale, product.documentId, product.companyCode, product.documentId, product.companyCode],
  );
  return rows;
};

/** Every location of the company with what it holds of the product, the default location first. */
export const listOfferStock = async (db: Knex, product: OfferProduct): Promise<OfferStock[]> => {
  const { rows } = await db.raw<{ rows: OfferStock[] }>(
    `select l.document_id                            as "locationId",
            l.name,
            coalesce(l.is_default, false)            as "isDefault",
            coalesce(s.on_hand, 0)::float8 / 1000    as "onHand",
            coalesce(s.reserved, 0)::float8 / 1000   as reserved,
            t.threshold::float8 / 1000               as threshold,
            coalesce(p.low_stock_threshold, c.stock_low_threshold)::float8 as "usualThreshold",
            low.product_id is not null               as "isLow"
       from locations l
       join products p on p.document_id = ? and p.locale = 'en'
       left join stock_levels s on s.location_id = l.document_id and s.product_id = p.document_id
       left join stock_thresholds t on t.location_id = l.document_id and t.product_id = p.document_id
       left join low_stock low on low.location_id = l.document_id and low.product_id = p.document_id
       left join settings c on c.company_code = l.company_code
      where l.company_code = ?
      order by coalesce(l.is_default, false) desc, l.name, l.id`,
    [product.documentId, product.companyCode],
  );
  return rows;
};

/** The company's active units, in their own order. */
export const listUnitChoices = async (
  db: Knex,
  companyCode: string,
  locale: string,
): Promise<OfferUnitChoice[]> => {
  const { rows } = await db.raw<{ rows: OfferUnitChoice[] }>(
    `with unit_names as (${unitInLanguage})
     select ${choiceColumns}
       from unit_names un
      where un.company_code = ? and coalesce(un.is_active, true)
      order by coalesce(un.sort_order, 0), un.name, un.document_id`,
    [locale, companyCode],
  );
  return rows;
};

/** Which of these product units belong to the product. */
export const ownUnitIds = async (
  db: Knex,
  product: OfferProduct,
  documentIds: string[],
): Promise<string[]> => {
  const { rows } = await db.raw<{ rows: { documentId: string }[] }>(
    `select distinct pu.document_id as "documentId"
       from product_units pu
       join product_units_product_id_lnk pl on pl.product_unit_id = pu.id
       join products p on p.id = pl.product_id
      where p.document_id = ? and pu.company_code = ? and pu.document_id = any(?)`,
    [product.documentId, product.companyCode, documentIds],
  );
  return rows.map((row) => row.documentId);
};
