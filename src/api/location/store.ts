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

/**
 * Locks a location and its levels until the transaction ends.
 * @returns how many products have stock there
 */
export const lockStockedProducts = async (
  trx: Knex,
  companyCode: string,
  locationId: string,
): Promise<number> => {
  // Whoever begins a level anew holds the location, so that none is added behind this back.
  await trx.raw('select 1 from locations where document_id = ? and company_code = ? for update', [
    locationId,
    companyCode,
  ]);
  const { rows } = await trx.raw<{ rows: { stocked: boolean }[] }>(
    `select on_hand > 0 or reserved > 0 as stocked from stock_levels where location_id = ? and company_code = ?
      order by product_id for update`,
    [locationId, companyCode],
  );
  return rows.filter(({ stocked }) => stocked).length;
};

/** Forgets the empty levels of a location that is deleted; they are locked. */
export const deleteEmptyLevels = async (
  trx: Knex,
  companyCode: string,
  locationId: string,
): Promise<void> => {
  await trx.raw(
    'delete from stock_levels where location_id = ? and company_code = ? and on_hand = 0 and reserved = 0',
    [locationId, companyCode],
  );
};
