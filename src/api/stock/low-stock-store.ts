import type { Knex } from 'knex';
import { lockName } from '../../documents/locks';
import type { Watched } from '../../domain/stock/low-stock';
import { queryPrepared } from '../../postgres/prepared';
import { availableAt } from '../../storefront/measure.sql';
import { thresholdThere } from './low-stock.sql';

/** A product at a location. */
export type Place = { productId: string; locationId: string };

const columnsOf = (places: Place[]): [productIds: string[], locationIds: string[]] => [
  places.map(({ productId }) => productId),
  places.map(({ locationId }) => locationId),
];

/** Whoever changes what is noted as low of a company's stock does so alone, until the transaction ends. */
export const lockLowStock = (trx: Knex, companyCode: string): Promise<void> =>
  lockName(trx, `low-stock:${companyCode}`);

/** What there is of products wherever they lie, are to lie, or were low; what is deleted has no threshold any more. */
export const readWatched = async (
  trx: Knex,
  companyCode: string,
  productIds: string[],
): Promise<(Place & Watched)[]> => {
  const rows = await queryPrepared<Place & { available: string; threshold: string | null; wasLow: boolean }>(
    trx,
    `with asked as (select ?::text as company_code, unnest(?::text[]) as product_id),
          places as (
            select product_id, location_id from asked join stock_levels using (company_code, product_id)
            union select product_id, location_id from asked join stock_thresholds using (company_code, product_id)
            union select product_id, location_id from asked join low_stock using (company_code, product_id))
     select place.product_id as "productId", place.location_id as "locationId",
            coalesce(${availableAt('l')}, 0) as available, ${thresholdThere} as threshold,
            n.product_id is not null as "wasLow"
       from places place
       left join stock_levels l using (product_id, location_id)
       left join stock_thresholds t using (product_id, location_id)
       left join low_stock n using (product_id, location_id)
       left join products p on p.document_id = place.product_id and p.locale = 'en'
       left join settings s on s.company_code = p.company_code`,
    [companyCode, productIds],
  );
  return rows.map(({ available, threshold, ...place }) => ({
    ...place,
    available: Number(available),
    threshold: threshold === null ? null : Number(threshold),
  }));
};

/**
 * Notes what has become low.
 * @returns what nobody had noted before, and when it became so
 */
export const noteLow = (
  trx: Knex,
  companyCode: string,
  places: Place[],
): Promise<(Place & { since: Date })[]> =>
  queryPrepared(
    trx,
    `insert into low_stock (product_id, location_id, company_code)
     select product_id, location_id, ? from unnest(?::text[], ?::text[]) low(product_id, location_id)
     on conflict do nothing
     returning product_id as "productId", location_id as "locationId", since`,
    [companyCode, ...columnsOf(places)],
  );

/** Notes what is not low any more. */
export const noteRecovered = async (trx: Knex, companyCode: string, places: Place[]): Promise<void> => {
  await queryPrepared(
    trx,
    `delete from low_stock n using unnest(?::text[], ?::text[]) over(product_id, location_id)
      where n.product_id = over.product_id and n.location_id = over.location_id and n.company_code = ?`,
    [...columnsOf(places), companyCode],
  );
};

/** Notes that a mail has named what is low. */
export const noteListed = async (trx: Knex, companyCode: string, places: Place[]): Promise<void> => {
  await queryPrepared(
    trx,
    `update low_stock n set listed_at = now()
       from unnest(?::text[], ?::text[]) named(product_id, location_id)
      where n.product_id = named.product_id and n.location_id = named.location_id and n.company_code = ?
        and n.listed_at is null`,
    [...columnsOf(places), companyCode],
  );
};

/** Forgets what was watched of a deleted product, or a deleted location. */
export const forgetWatched = async (trx: Knex, companyCode: string, gone: Partial<Place>): Promise<void> => {
  const { productId = null, locationId = null } = gone;
  await lockLowStock(trx, companyCode);
  for (const table of ['stock_thresholds', 'low_stock']) {
    await trx.raw(`delete from ${table} where company_code = ? and (product_id = ? or location_id = ?)`, [
      companyCode,
      productId,
      locationId,
    ]);
  }
};
