import type { Knex } from 'knex';
import type { Source } from '../../storefront/source';

/** Stock locations of a company, the default one first. */
export const locationSource: Source = {
  rows: () => `
    select l.document_id, l.name, l.code, coalesce(l.is_default, false) as is_default, l.created_at, l.id,
           json_build_object(
             'documentId', l.document_id, 'name', l.name, 'code', l.code, 'odooLocationId', l.odoo_location_id,
             'isDefault', coalesce(l.is_default, false), 'createdAt', iso_instant(l.created_at),
             'updatedAt', iso_instant(l.updated_at))::text as body
      from locations l join request on l.company_code = request.company_code`,
  columns: {
    name: { sql: 'name', type: 'text' },
    code: { sql: 'code', type: 'text' },
    isDefault: { sql: 'is_default', type: 'boolean' },
    createdAt: { sql: 'created_at', type: 'instant' },
  },
  defaultSort: 'is_default desc, id',
  rules: {
    filters: { name: 'text', code: 'text', isDefault: 'boolean' },
    sorts: ['name', 'code', 'createdAt'],
    fields: ['documentId', 'name', 'code', 'odooLocationId', 'isDefault', 'createdAt', 'updatedAt'],
  },
  staffFilters: [],
};

/** Takes the mark from the present default, so that another may bear it. */
export const clearDefaultLocation = async (trx: Knex, companyCode: string): Promise<void> => {
  await trx.raw('update locations set is_default = false where company_code = ? and is_default', [
    companyCode,
  ]);
};

export const countDefaultLocations = async (trx: Knex, companyCode: string): Promise<number> => {
  const { rows } = await trx.raw<{ rows: { count: number }[] }>(
    'select count(*)::int as count from locations where company_code = ? and is_default',
    [companyCode],
  );
  return rows[0]?.count ?? 0;
};

/** How many products have stock at a location. */
export const countStockedProducts = async (trx: Knex, locationId: string): Promise<number> => {
  const { rows } = await trx.raw<{ rows: { count: number }[] }>(
    'select count(*)::int as count from stock_levels where location_id = ? and (on_hand > 0 or reserved > 0)',
    [locationId],
  );
  return rows[0]?.count ?? 0;
};
