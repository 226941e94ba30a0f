import type { Knex } from 'knex';
import type { UnitType } from '../../domain/quantity';
import { packQty, unitStock } from '../../storefront/measure.sql';
import type { Source } from '../../storefront/source';

const AVAILABLE = `coalesce((select sum(on_hand - reserved) from stock_levels l where l.product_id = p.document_id), 0)`;

/** Product units of a company; the public sees active ones of active products. */
export const productUnitSource: Source = {
  rows: (audience) => `
    select pu.document_id, pu.id, p.document_id as product_id, u.document_id as unit_id, pu.sku, pu.barcode,
           coalesce(pu.is_active, true) as is_active, coalesce(pu.is_default, false) as is_default, pu.price,
           pu.created_at,
           json_build_object(
             'documentId', pu.document_id, 'productId', p.document_id, 'unitId', u.document_id,
             'name', localised_text(u.name, ua.name, request.locale, request.fallback), 'symbol', u.symbol,
             'unitValue', trim_scale(pu.unit_value), 'conversionRate', trim_scale(coalesce(pu.conversion_rate, 1)),
             'packQty', trim_scale(${packQty('pu')}),
             'price', trim_scale(pu.price), 'originalPrice', trim_scale(pu.original_price),
             'stock', ${unitStock(AVAILABLE, 'pu')},
             'isActive', coalesce(pu.is_active, true), 'isDefault', coalesce(pu.is_default, false),
             'barcode', pu.barcode, 'sku', pu.sku,
             'step', trim_scale(pu.step), 'createdAt', iso_instant(pu.created_at),
             'updatedAt', iso_instant(pu.updated_at))::text as body
      from product_units pu
      join request on pu.company_code = request.company_code
      join product_units_product_id_lnk pl on pl.product_unit_id = pu.id
      join products p on p.id = pl.product_id
      left join product_units_unit_id_lnk ul on ul.product_unit_id = pu.id
      left join units u on u.id = ul.unit_id
      left join units ua on ua.document_id = u.document_id and ua.locale = 'ar'
     ${audience === 'public' ? `where pu.is_active is not false and p.status is distinct from 'inactive'` : ''}`,
  columns: {
    productId: { sql: 'product_id', type: 'id' },
    unitId: { sql: 'unit_id', type: 'id' },
    sku: { sql: 'sku', type: 'text' },
    barcode: { sql: 'barcode', type: 'text' },
    price: { sql: 'price', type: 'number' },
    isDefault: { sql: 'is_default', type: 'boolean' },
    isActive: { sql: 'is_active', type: 'boolean' },
    createdAt: { sql: 'created_at', type: 'instant' },
  },
  defaultSort: 'is_default desc, id',
  rules: {
    filters: {
      productId: 'id',
      unitId: 'id',
      sku: 'text',
      barcode: 'text',
      price: 'number',
      isDefault: 'boolean',
      isActive: 'boolean',
    },
    sorts: ['price', 'createdAt'],
    fields: [
      'documentId',
      'productId',
      'unitId',
      'name',
      'symbol',
      'unitValue',
      'conversionRate',
      'packQty',
      'price',
      'originalPrice',
      'stock',
      'isActive',
      'isDefault',
      'barcode',
      'sku',
      'step',
      'createdAt',
      'updatedAt',
    ],
  },
  staffFilters: ['isActive'],
};

/** A product unit with what its measure depends on. */
export type MeasuredUnit = {
  id: number;
  productId: string | null;
  unitId: string | null;
  unitType: UnitType | null;
  unitRate: number | null;
  basicType: UnitType | null;
  basicRate: number | null;
  unitValue: number;
  conversionRate: number | null;
  step: number | null;
  price: number;
  originalPrice: number | null;
  isDefault: boolean;
};

/** Reads a product unit with its unit and its product's basic unit. */
export const readMeasuredUnit = async (trx: Knex, documentId: string): Promise<MeasuredUnit> => {
  const { rows } = await trx.raw<{ rows: MeasuredUnit[] }>(
    `select pu.id, p.document_id as "productId", u.document_id as "unitId", u.type as "unitType",
            u.conversion_rate::float8 as "unitRate", b.type as "basicType", b.conversion_rate::float8 as "basicRate",
            pu.unit_value::float8 as "unitValue", pu.conversion_rate::float8 as "conversionRate",
            pu.step::float8 as step, pu.price::float8 as price, pu.original_price::float8 as "originalPrice",
            coalesce(pu.is_default, false) as "isDefault"
       from product_units pu
       left join product_units_product_id_lnk pl on pl.product_unit_id = pu.id
       left join products p on p.id = pl.product_id
       left join product_units_unit_id_lnk ul on ul.product_unit_id = pu.id
       left join units u on u.id = ul.unit_id
       left join products_basic_unit_lnk bl on bl.product_id = p.id
       left join units b on b.id = bl.unit_id
      where pu.document_id = ?`,
    [documentId],
  );
  const [row] = rows;
  if (!row) throw new Error(`product unit ${documentId} vanished within its own write`);
  return row;
};

/** Locks the product of units against other writers of its units. */
export const lockProduct = async (trx: Knex, productId: string): Promise<void> => {
  await trx.raw(`select 1 from products where document_id = ? and locale = 'en' for no key update`, [
    productId,
  ]);
};

/** The product that a product unit belongs to. */
export const productOfUnit = async (trx: Knex, documentId: string): Promise<string | null> => {
  const { rows } = await trx.raw<{ rows: { document_id: string }[] }>(
    `select p.document_id from product_units pu
       join product_units_product_id_lnk l on l.product_unit_id = pu.id
       join products p on p.id = l.product_id where pu.document_id = ?`,
    [documentId],
  );
  return rows[0]?.document_id ?? null;
};

export const setConversionRate = async (trx: Knex, id: number, rate: number): Promise<void> => {
  await trx.raw('update product_units set conversion_rate = ? where id = ?', [rate, id]);
};

const ofProduct = `
  select pu.id from products p
    join product_units_product_id_lnk l on l.product_id = p.id
    join product_units pu on pu.id = l.product_unit_id
   where p.document_id = :productId`;

/** Leaves one unit of a product as its default, an active one if any: the preferred, the present, the first. */
export const settleDefault = async (
  trx: Knex,
  productId: string,
  preferred: number | null,
): Promise<void> => {
  await trx.raw(
    `with mine as (${ofProduct}),
          chosen as (select pu.id from product_units pu
                      where pu.id in (select id from mine)
                      order by pu.is_active desc nulls last, pu.id = coalesce(:preferred, -1) desc,
                               pu.is_default desc nulls last, pu.id limit 1)
     update product_units pu set is_default = (pu.id = (select id from chosen))
      where pu.id in (select id from mine) and coalesce(pu.is_default, false) <> (pu.id = (select id from chosen))`,
    { productId, preferred },
  );
};

/** How many units of a product are the same amount of the same unit. */
export const countSameMeasure = async (
  trx: Knex,
  productId: string,
  unitId: string,
  unitValue: number,
): Promise<number> => {
  const { rows } = await trx.raw<{ rows: { count: number }[] }>(
    `select count(*)::int as count from product_units pu
       join product_units_unit_id_lnk ul on ul.product_unit_id = pu.id
       join units u on u.id = ul.unit_id
      where pu.id in (${ofProduct}) and u.document_id = :unitId and pu.unit_value = :unitValue`,
    { productId, unitId, unitValue },
  );
  return rows[0]?.count ?? 0;
};

/** The units of a product, to match sent ones against. */
export const unitsOfProduct = async (
  trx: Knex,
  productId: string,
): Promise<{ documentId: string; unitId: string | null; unitValue: number }[]> => {
  const { rows } = await trx.raw<{
    rows: { documentId: string; unitId: string | null; unitValue: number }[];
  }>(
    `select pu.document_id as "documentId", u.document_id as "unitId", pu.unit_value::float8 as "unitValue"
       from product_units pu
       left join product_units_unit_id_lnk ul on ul.product_unit_id = pu.id
       left join units u on u.id = ul.unit_id
      where pu.id in (${ofProduct}) order by pu.id`,
    { productId },
  );
  return rows;
};

/**
 * Measures the units of a product anew after its basic unit changed.
 * @returns how many piece units no longer hold whole pieces
 */
export const remeasureUnits = async (trx: Knex, productId: string): Promise<number> => {
  const { rows } = await trx.raw<{ rows: { broken: boolean }[] }>(
    `update product_units pu set conversion_rate = u.conversion_rate / b.conversion_rate
       from product_units_unit_id_lnk ul, units u, products p, products_basic_unit_lnk bl, units b
      where pu.id in (${ofProduct}) and ul.product_unit_id = pu.id and u.id = ul.unit_id
        and p.document_id = :productId and p.locale = 'en' and bl.product_id = p.id and b.id = bl.unit_id
     returning u.type = 'piece' and mod(pu.unit_value * pu.conversion_rate, 1) <> 0 as broken`,
    { productId },
  );
  return rows.filter((row) => row.broken).length;
};

/** Deletes the units of a product that is going. */
export const deleteUnitsOf = async (trx: Knex, productId: string): Promise<void> => {
  await trx.raw(`delete from product_units where id in (${ofProduct})`, { productId });
};
