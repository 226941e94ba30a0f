import type { Knex } from 'knex';
import { availableAt } from '../../storefront/measure.sql';
import { digestHour } from '../setting/store';
import type { Place } from './low-stock-store';
import { thresholdThere } from './low-stock.sql';

/** A company that wants a daily mail: at which hour, and the last day on which it was looked at, as `2026-11-30`. */
export type DigestPlan = { companyCode: string; hour: number; lastDay: string | null };

/** The companies that want a daily mail. */
export const listDigestPlans = async (db: Knex): Promise<DigestPlan[]> => {
  const { rows } = await db.raw<{ rows: DigestPlan[] }>(
    `select s.company_code as "companyCode", ${digestHour('s')} as hour, d.day::text as "lastDay"
       from settings s left join stock_digests d on d.company_code = s.company_code
      where ${digestHour('s')} is not null order by s.company_code`,
  );
  return rows;
};

/** Takes the mail of a day upon oneself; false where somebody else has. */
export const claimDigest = async (trx: Knex, companyCode: string, day: string): Promise<boolean> => {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `insert into stock_digests as d (company_code, day) values (?, ?)
     on conflict (company_code) do update set day = excluded.day where d.day < excluded.day returning 1`,
    [companyCode, day],
  );
  return rows.length > 0;
};

/** A product that is low at a location, in basic units. */
export type LowItem = Place & {
  titles: { en: string; ar: string };
  location: string;
  unit: string;
  available: number;
  threshold: number;
  isNew: boolean;
};

/** The title of a product in the language of one of its rows; else in the other one. */
const titleOf = (row: 'p' | 'ar', other: 'p' | 'ar'): string =>
  `coalesce(nullif(${row}.title, ''), nullif(${other}.title, ''), p.sku, '')`;

const unitSymbol = `
  coalesce((select u.symbol from products_basic_unit_lnk bl join units u on u.id = bl.unit_id
             where bl.product_id = p.id limit 1), '')`;

/**
 * Some of what is low of a company's stock now, what no mail has named yet first, and how much is low in all.
 * @param most how many of them
 */
export const readLowItems = async (
  trx: Knex,
  companyCode: string,
  most: number,
): Promise<{ items: LowItem[]; total: number }> => {
  const { rows } = await trx.raw<{ rows: [{ items: string; total: number }] }>(
    `with low as (
       select n.product_id, n.location_id, n.listed_at is null as is_new,
              coalesce(${availableAt('l')}, 0) as available, ${thresholdThere} as threshold,
              ${titleOf('p', 'ar')} as title_en, ${titleOf('ar', 'p')} as title_ar,
              ${unitSymbol} as unit, loc.name as location, loc.id as location_row
         from low_stock n
         join products p on p.document_id = n.product_id and p.locale = 'en'
         left join products ar on ar.document_id = n.product_id and ar.locale = 'ar'
         join locations loc on loc.document_id = n.location_id
         left join stock_levels l on l.product_id = n.product_id and l.location_id = n.location_id
         left join stock_thresholds t on t.product_id = n.product_id and t.location_id = n.location_id
         left join settings s on s.company_code = n.company_code
        where n.company_code = ?),
     counted as (select *, count(*) over () as total from low where available <= threshold),
     listed as (select * from counted order by is_new desc, title_en, product_id, location_row limit ?)
     select coalesce(json_agg(json_build_object(
              'productId', product_id, 'locationId', location_id,
              'titles', json_build_object('en', title_en, 'ar', title_ar), 'location', location,
              'unit', unit, 'available', available / 1000.0,
              'threshold', threshold / 1000.0, 'isNew', is_new)
              order by is_new desc, title_en, product_id, location_row), '[]')::text as items,
            coalesce(max(total), 0)::int as total
       from listed`,
    [companyCode, most],
  );
  const [{ items, total }] = rows;
  return { items: JSON.parse(items) as LowItem[], total };
};
