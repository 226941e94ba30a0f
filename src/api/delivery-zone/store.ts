import type { Knex } from 'knex';
import type { Box, Polygon } from '../../domain/delivery/zone';
import { queryPrepared } from '../../postgres/prepared';
import { bilingual, fallbacks, missingText, type Source, text } from '../../storefront/source';

/** Delivery zones of a company, for staff; amounts in major units. */
export const zoneSource: Source = {
  rows: () => `
    select en.document_id, ${text('name')} as name, en.fee, coalesce(en.is_active, true) as is_active, en.created_at,
           json_build_object(
             'documentId', en.document_id, 'name', ${text('name')}, 'polygon', en.polygon, 'fee', trim_scale(en.fee),
             'freeThreshold', trim_scale(en.free_threshold), 'isActive', coalesce(en.is_active, true),
             'fallbacks', ${fallbacks('name')}, 'createdAt', iso_instant(en.created_at),
             'updatedAt', iso_instant(greatest(en.updated_at, ar.updated_at)))::text as body
      from ${bilingual('delivery_zones')}`,
  columns: {
    fee: { sql: 'fee', type: 'number', required: true },
    isActive: { sql: 'is_active', type: 'boolean' },
    createdAt: { sql: 'created_at', type: 'instant' },
    missing: missingText('delivery_zones', 'name'),
  },
  defaultSort: 'created_at, document_id',
  rules: {
    filters: { fee: 'number', isActive: 'boolean', missing: 'language' },
    sorts: ['fee', 'createdAt'],
    fields: [
      'documentId',
      'name',
      'polygon',
      'fee',
      'freeThreshold',
      'isActive',
      'createdAt',
      'updatedAt',
      'fallbacks',
    ],
  },
  staffFilters: [],
};

/** The corners of a zone, within the write that has stored it. */
export const readPolygon = async (trx: Knex, zoneId: string): Promise<Polygon> => {
  const [zone] = await queryPrepared<{ polygon: Polygon }>(
    trx,
    // Strapi leaves jsonb unparsed.
    'select polygon::json as polygon from delivery_zones where document_id = ? limit 1',
    [zoneId],
  );
  if (!zone) throw new Error(`zone ${zoneId} vanished within its own write`);
  return zone.polygon;
};

/** Keeps the box around a zone, by which prices find it. */
export const saveBox = async (
  trx: Knex,
  { companyCode, zoneId }: { companyCode: string; zoneId: string },
  { south, west, north, east }: Box,
): Promise<void> => {
  await queryPrepared(
    trx,
    `insert into delivery_zone_boxes (zone_id, company_code, south, west, north, east)
     values (?::text, ?::text, ?::float8, ?::float8, ?::float8, ?::float8)
     on conflict (zone_id) do update set south = excluded.south, west = excluded.west, north = excluded.north,
       east = excluded.east`,
    [zoneId, companyCode, south, west, north, east],
  );
};

/** Forgets the box of a zone that is deleted. */
export const forgetBox = async (trx: Knex, zoneId: string): Promise<void> => {
  await queryPrepared(trx, 'delete from delivery_zone_boxes where zone_id = ?', [zoneId]);
};
