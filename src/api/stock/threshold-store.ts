import type { Knex } from 'knex';
import type { Thousandths } from '../../domain/quantity';
import { queryPrepared } from '../../postgres/prepared';
import { availableAt } from '../../storefront/measure.sql';
import { thresholdThere } from './low-stock.sql';

/** What of a product is too little at a location, in basic units. */
export type ShownThreshold = {
  locationId: string;
  name: string;
  available: number;
  /** what was said for this location; null where nothing was */
  threshold: number | null;
  /** what counts there: the location's, else the product's, else the company's; null where nobody is told */
  effective: number | null;
  isLow: boolean;
};

/** The thresholds of a product at all locations of its company, the default one first. */
export const readThresholds = (db: Knex, companyCode: string, productId: string): Promise<ShownThreshold[]> =>
  queryPrepared(
    db,
    `select loc.document_id as "locationId", loc.name, (coalesce(${availableAt('l')}, 0) / 1000.0)::float8 as available,
            (t.threshold / 1000.0)::float8 as threshold, (${thresholdThere} / 1000.0)::float8 as effective,
            n.product_id is not null as "isLow"
       from products p
       join locations loc on loc.company_code = p.company_code
       left join stock_levels l on l.product_id = p.document_id and l.location_id = loc.document_id
       left join stock_thresholds t on t.product_id = p.document_id and t.location_id = loc.document_id
       left join low_stock n on n.product_id = p.document_id and n.location_id = loc.document_id
       left join settings s on s.company_code = p.company_code
      where p.document_id = ? and p.company_code = ? and p.locale = 'en'
      order by loc.is_default desc nulls last, loc.name, loc.id`,
    [productId, companyCode],
  );

/** What should be too little of a product at a location; null for what product or company say. */
export type WantedThreshold = { locationId: string; threshold: Thousandths | null };

/** Sets thresholds of a product, or takes them back; what is as wanted is not touched. */
export const writeThresholds = async (
  trx: Knex,
  companyCode: string,
  productId: string,
  wanted: WantedThreshold[],
): Promise<void> => {
  const locationIds = wanted.map(({ locationId }) => locationId);
  const thresholds = wanted.map(({ threshold }) => threshold);
  await queryPrepared(
    trx,
    `insert into stock_thresholds as t (product_id, location_id, company_code, threshold)
     select ?, location_id, ?, threshold from unnest(?::text[], ?::bigint[]) wanted(location_id, threshold)
      where threshold is not null
     on conflict (product_id, location_id) do update set threshold = excluded.threshold
        where t.threshold <> excluded.threshold`,
    [productId, companyCode, locationIds, thresholds],
  );
  await queryPrepared(
    trx,
    `delete from stock_thresholds t using unnest(?::text[], ?::bigint[]) wanted(location_id, threshold)
      where t.product_id = ? and t.company_code = ? and t.location_id = wanted.location_id
        and wanted.threshold is null`,
    [locationIds, thresholds, productId, companyCode],
  );
};
