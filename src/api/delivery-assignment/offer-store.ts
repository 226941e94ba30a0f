import type { Knex } from 'knex';
import { queryPrepared } from '../../postgres/prepared';

/** Offers orders that nobody could be found for to whoever comes first. @returns how many were not offered before */
export const insertOffers = async (trx: Knex, companyCode: string, orderIds: string[]): Promise<number> => {
  if (orderIds.length === 0) return 0;
  const rows = await queryPrepared<unknown>(
    trx,
    `insert into delivery_offers (order_id, company_code)
     select order_id, ?::text from unnest(?::text[]) order_id
     on conflict (order_id) do update set offered_at = now(), closed_at = null
      where delivery_offers.closed_at is not null
     returning 1`,
    [companyCode, orderIds],
  );
  return rows.length;
};

/** Closes offers of orders that need no driver any more, and forgets those that nobody answers any more. */
export const closeStaleOffers = async (db: Knex): Promise<void> => {
  await queryPrepared(db, `delete from delivery_offers where closed_at < now() - interval '30 days'`, []);
  await queryPrepared(
    db,
    `update delivery_offers f set closed_at = now() where f.closed_at is null and not exists (
       select 1 from orders o
        where o.document_id = f.order_id and o.order_status = 'processing' and o.delivery_status = 'pending'
          and o.delivery_personnel is null and o.hidden_at is null)`,
    [],
  );
};
