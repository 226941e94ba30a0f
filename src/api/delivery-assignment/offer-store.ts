import type { Knex } from 'knex';
import { queryPrepared } from '../../postgres/prepared';

/** Offers orders that nobody could be found for to whoever comes first. */
export const insertOffers = async (trx: Knex, companyCode: string, orderIds: string[]): Promise<void> => {
  if (orderIds.length === 0) return;
  await queryPrepared(
    trx,
    `insert into delivery_offers (order_id, company_code)
     select order_id, ?::text from unnest(?::text[]) order_id on conflict do nothing`,
    [companyCode, orderIds],
  );
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
