import type { Knex } from 'knex';
import type { PriceChangeInput } from './validation';

/** A sale unit whose price is to change. */
export type PricedUnit = {
  id: number;
  documentId: string;
  productId: string;
  sku: string | null;
  title: string | null;
  unit: string;
  price: number;
};

/** What a change did to one unit. */
export type PriceLine = { unitId: string; before: number; after: number };

/** A bulk price change as it is stored. */
export type StoredPriceChange = {
  id: string;
  change: PriceChangeInput['change'];
  filters: PriceChangeInput['filters'];
  products: number;
  units: number;
  sumBefore: number;
  sumAfter: number;
  restored: number | null;
  skipped: number | null;
  createdBy: string;
  createdAt: string;
  undoneBy: string | null;
  undoneAt: string | null;
};

/** One change of a company's prices at a time: two at once would compute from one another's prices. */
export const lockPrices = async (trx: Knex, companyCode: string): Promise<void> => {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`prices:${companyCode}`]);
};

/**
 * The active units of the products that the filters leave.
 * @param lock keeps their products as they are until the transaction ends
 */
export const selectUnits = async (
  db: Knex,
  companyCode: string,
  filters: PriceChangeInput['filters'],
  locale: 'en' | 'ar',
  lock: boolean,
): Promise<PricedUnit[]> => {
  const bindings = {
    companyCode,
    locale,
    category: filters.category ?? null,
    tag: filters.tag?.toLowerCase() ?? null,
    sku: filters.sku ?? null,
    status: filters.status ?? null,
    priceFrom: filters.priceFrom ?? null,
    priceTo: filters.priceTo ?? null,
    products: filters.products ?? null,
  };
  const wanted = `
    select s.document_id from storefront_products s
     where s.company_code = :companyCode and s.locale = 'en'
       and (cast(:category as text) is null or s.category_ids @> array[cast(:category as text)])
       and (cast(:tag as text) is null or cast(:tag as text) = any(s.tags))
       and (cast(:sku as text) is null or s.sku = cast(:sku as text))
       and (cast(:status as text) is null or s.status = cast(:status as text))
       and (cast(:products as text[]) is null or s.document_id = any(cast(:products as text[])))`;
  if (lock) {
    await db.raw(
      `select 1 from products where locale = 'en' and document_id in (${wanted})
        order by document_id for no key update`,
      bindings as never,
    );
  }
  const { rows } = await db.raw<{ rows: PricedUnit[] }>(
    `select pu.id, pu.document_id as "documentId", p.document_id as "productId", p.sku,
            coalesce(case :locale when 'ar' then nullif(ar.title, '') end, nullif(p.title, ''), ar.title) as title,
            trim_scale(pu.unit_value)::text || ' ' || coalesce(u.symbol, '') as unit, pu.price::float8 as price
       from products p
       left join products ar on ar.document_id = p.document_id and ar.locale = 'ar'
       join product_units_product_id_lnk pl on pl.product_id = p.id
       join product_units pu on pu.id = pl.product_unit_id and pu.is_active is not false
       left join product_units_unit_id_lnk ul on ul.product_unit_id = pu.id
       left join units u on u.id = ul.unit_id
      where p.locale = 'en' and p.company_code = :companyCode and p.document_id in (${wanted})
        and (cast(:priceFrom as numeric) is null or pu.price >= cast(:priceFrom as numeric))
        and (cast(:priceTo as numeric) is null or pu.price <= cast(:priceTo as numeric))
      order by p.document_id, pu.is_default desc nulls last, pu.id`,
    bindings as never,
  );
  return rows;
};

/** Writes new prices, in one statement. */
export const writePrices = async (trx: Knex, units: { id: number; after: number }[]): Promise<void> => {
  await trx.raw(
    `update product_units pu set price = n.price, updated_at = now()
       from unnest(?::int[], ?::numeric[]) n(id, price) where pu.id = n.id`,
    [units.map((unit) => unit.id), units.map((unit) => unit.after)],
  );
};

/** Records a change and its lines. */
export const insertPriceChange = async (
  trx: Knex,
  companyCode: string,
  stored: Pick<
    StoredPriceChange,
    'id' | 'change' | 'filters' | 'products' | 'units' | 'sumBefore' | 'sumAfter' | 'createdBy'
  >,
  lines: PriceLine[],
): Promise<void> => {
  await trx.raw(
    `insert into price_changes (id, company_code, change, filters, products, units, sum_before, sum_after, created_by)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      stored.id,
      companyCode,
      JSON.stringify(stored.change),
      JSON.stringify(stored.filters),
      stored.products,
      stored.units,
      stored.sumBefore,
      stored.sumAfter,
      stored.createdBy,
    ],
  );
  await trx.raw(
    `insert into price_change_lines (change_id, unit_id, before, after)
     select ?, * from unnest(?::text[], ?::numeric[], ?::numeric[])`,
    [
      stored.id,
      lines.map((line) => line.unitId),
      lines.map((line) => line.before),
      lines.map((line) => line.after),
    ],
  );
};

const fields = `
  id, change::text as change, filters::text as filters, products, units, sum_before::float8 as "sumBefore",
  sum_after::float8 as "sumAfter", restored, skipped, created_by as "createdBy",
  iso_instant(created_at at time zone 'UTC') as "createdAt", undone_by as "undoneBy",
  iso_instant(undone_at at time zone 'UTC') as "undoneAt"`;

type Row = Omit<StoredPriceChange, 'change' | 'filters'> & { change: string; filters: string };

const stored = (row: Row): StoredPriceChange => ({
  ...row,
  change: JSON.parse(row.change) as StoredPriceChange['change'],
  filters: JSON.parse(row.filters) as StoredPriceChange['filters'],
});

/** The newest changes of a company. */
export const listPriceChanges = async (
  db: Knex,
  companyCode: string,
  most: number,
): Promise<StoredPriceChange[]> => {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select ${fields} from price_changes where company_code = ? order by created_at desc, id limit ?`,
    [companyCode, most],
  );
  return rows.map(stored);
};

/** A change of a company. */
export const findPriceChange = async (
  db: Knex,
  companyCode: string,
  id: string,
): Promise<StoredPriceChange | null> => {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select ${fields} from price_changes where id = ? and company_code = ?`,
    [id, companyCode],
  );
  return rows[0] ? stored(rows[0]) : null;
};

/**
 * Takes prices back that are still what the change made of them.
 * @returns how many were taken back
 */
export const restorePrices = async (trx: Knex, companyCode: string, id: string): Promise<number> => {
  await trx.raw(
    `select 1 from products p
      where p.locale = 'en' and p.company_code = ? and p.id in (
        select pl.product_id from price_change_lines l
          join product_units pu on pu.document_id = l.unit_id
          join product_units_product_id_lnk pl on pl.product_unit_id = pu.id
         where l.change_id = ?)
      order by p.document_id for no key update`,
    [companyCode, id],
  );
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `update product_units pu set price = l.before, updated_at = now()
       from price_change_lines l
      where l.change_id = ? and pu.document_id = l.unit_id and pu.company_code = ? and pu.price = l.after
     returning pu.id`,
    [id, companyCode],
  );
  return rows.length;
};

/** Records that a change was taken back. */
export const markUndone = async (
  trx: Knex,
  id: string,
  outcome: { restored: number; skipped: number; undoneBy: string },
): Promise<void> => {
  await trx.raw(
    'update price_changes set restored = ?, skipped = ?, undone_by = ?, undone_at = now() where id = ?',
    [outcome.restored, outcome.skipped, outcome.undoneBy, id],
  );
};
