import type { Knex } from 'knex';
import { queryPrepared } from '../../postgres/prepared';

/** Offers orders that nobody could be found for to whoever comes first. @returns how many were not offered before */
export const insertOffers = async (trx: Knex, companyCode: string, orderIds: string[]): Promise<number> => {
  if (orderIds.length === 0) return 0;
  const rows = await queryPrepared<unknown>(
    trx,
    `insert into delivery_offers (order_id, company_code)
     select order_id, ?::text from unnest(?::text[]) order_id on conflict do nothing returning 1`,
    [companyCode, orderIds],
  );
  return rows.length;
};

/** Forgets offers of orders that need no driver any more. */
export const deleteStaleOffers = async (db: Knex): Promise<void> => {
  await queryPrepared(
    db,
    `delete from delivery_offers f where not exists (
       select 1 from orders o
        where o.document_id = f.order_id and o.order_status = 'processing' and o.delivery_status = 'pending'
          and o.delivery_personnel is null and o.hidden_at is null)`,
    [],
  );
};
