import type { Knex } from 'knex';
import { queryPrepared } from '../../postgres/prepared';
import { availableAt } from '../../storefront/measure.sql';

/** What there is of products now, in basic units, as the storefront shows it; nothing of those that are gone. */
export const readPresentStock = async (
  db: Knex,
  companyCode: string,
  productIds: string[],
): Promise<Map<string, number>> => {
  const rows = await queryPrepared<{ productId: string; stock: number }>(
    db,
    `select wanted.id as "productId", (coalesce(sum(${availableAt('l')}), 0) / 1000.0)::float8 as stock
       from unnest(?::text[]) wanted(id)
       left join stock_levels l on l.product_id = wanted.id and l.company_code = ?
      group by wanted.id`,
    [productIds, companyCode],
  );
  return new Map(rows.map(({ productId, stock }) => [productId, stock]));
};
