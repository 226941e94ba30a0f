import type { Knex } from 'knex';
import { bilingual, fallbacks, missingText, type Source, text } from '../../storefront/source';

/** Units of a company; the public sees those that are active. */
export const unitSource: Source = {
  rows: (audience) => `
    select en.document_id, en.type, en.symbol, en.sort_order, coalesce(en.is_basic, false) as is_basic,
           coalesce(en.is_active, true) as is_active, en.created_at,
           coalesce(case request.locale when 'ar' then nullif(ar.name, '') end, nullif(en.name, ''), ar.name) as name,
           json_build_object(
             'documentId', en.document_id, 'name', ${text('name')}, 'symbol', en.symbol, 'type', en.type,
             'isBasic', coalesce(en.is_basic, false), 'conversionRate', trim_scale(en.conversion_rate),
             'isActive', coalesce(en.is_active, true), 'sortOrder', en.sort_order,
             'fallbacks', ${fallbacks('name')}, 'createdAt', iso_instant(en.created_at),
             'updatedAt', iso_instant(greatest(en.updated_at, ar.updated_at)))::text as body
      from ${bilingual('units')} ${audience === 'public' ? 'and en.is_active is not false' : ''}`,
  columns: {
    name: { sql: 'name', type: 'text' },
    type: { sql: 'type', type: 'text' },
    symbol: { sql: 'symbol', type: 'text' },
    isBasic: { sql: 'is_basic', type: 'boolean' },
    isActive: { sql: 'is_active', type: 'boolean' },
    sortOrder: { sql: 'sort_order', type: 'number' },
    createdAt: { sql: 'created_at', type: 'instant' },
    missing: missingText('units', 'name'),
  },
  defaultSort: 'sort_order asc nulls last',
  rules: {
    filters: { type: 'text', symbol: 'text', isBasic: 'boolean', isActive: 'boolean', missing: 'language' },
    sorts: ['name', 'symbol', 'sortOrder', 'createdAt'],
    fields: [
      'documentId',
      'name',
      'symbol',
      'type',
      'isBasic',
      'conversionRate',
      'isActive',
      'sortOrder',
      'createdAt',
      'updatedAt',
      'fallbacks',
    ],
  },
  staffFilters: ['isActive', 'missing'],
};

/** What still refers to a unit. */
export const countUnitUses = async (
  db: Knex,
  documentId: string,
): Promise<{ products: number; productUnits: number }> => {
  const { rows } = await db.raw<{ rows: { products: number; productUnits: number }[] }>(
    `with mine as (select id from units where document_id = ?)
     select (select count(distinct p.document_id)::int from products p join products_basic_unit_lnk l on l.product_id = p.id
              where l.unit_id in (select id from mine)) as products,
            (select count(*)::int from product_units_unit_id_lnk l
              where l.unit_id in (select id from mine)) as "productUnits"`,
    [documentId],
  );
  return rows[0] ?? { products: 0, productUnits: 0 };
};

/** Points every product and product unit that uses one unit to another. */
export const reassignUnit = async (trx: Knex, from: string, to: string): Promise<void> => {
  const pairs = `with pairs as (select old.id as old_id, new.id as new_id from units old
                   join units new on new.locale = old.locale and new.document_id = :to
                  where old.document_id = :from)`;
  for (const table of ['products_basic_unit_lnk', 'product_units_unit_id_lnk']) {
    await trx.raw(
      `${pairs} update ${table} l set unit_id = pairs.new_id from pairs where l.unit_id = pairs.old_id`,
      { from, to },
    );
  }
};

/** Type and rate of a unit, for judging whether another may take its place. */
export const unitMeasure = async (
  db: Knex,
  documentId: string,
): Promise<{ type: string; conversion_rate: number } | null> => {
  const { rows } = await db.raw<{ rows: { type: string; conversion_rate: number }[] }>(
    'select type, conversion_rate::float8 from units where document_id = ? limit 1',
    [documentId],
  );
  return rows[0] ?? null;
};
