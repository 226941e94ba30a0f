import type { Knex } from 'knex';
import { queryPrepared } from '../postgres/prepared';
import type { DeliveryArea, DrawnZone, Place } from './delivery-area';

/** Where a company's orders start from; null where nobody has said it. */
export const findStorePlace = async (db: Knex, companyCode: string): Promise<Place | null> => {
  const [place] = await queryPrepared<Place>(
    db,
    `select store_latitude::float8 as latitude, store_longitude::float8 as longitude from settings
      where company_code = ? and store_latitude is not null and store_longitude is not null`,
    [companyCode],
  );
  return place ?? null;
};

/** The zones of a company, named in a language, else in any. Strapi's connection leaves `jsonb` unread, so it goes out as `json`. */
const listZones = (db: Knex, companyCode: string, language: string): Promise<DrawnZone[]> =>
  queryPrepared<DrawnZone>(
    db,
    `select document_id as "documentId",
            coalesce(max(name) filter (where locale = ?), max(name)) as name,
            (array_agg(polygon))[1]::json as polygon, bool_and(coalesce(is_active, true)) as "isActive"
       from delivery_zones where company_code = ? group by document_id order by document_id`,
    [language, companyCode],
  );

/** What the map of a company's deliveries shows. */
export const readDeliveryArea = async (
  db: Knex,
  companyCode: string,
  language: string,
): Promise<DeliveryArea> => ({
  store: await findStorePlace(db, companyCode),
  zones: await listZones(db, companyCode, language),
});
