import type { Knex } from 'knex';
import { queryPrepared } from '../../postgres/prepared';

/** Whether customers of a company may cancel what is being prepared. */
export const customersMayCancelProcessing = async (db: Knex, companyCode: string): Promise<boolean> => {
  const [setting] = await queryPrepared<{ may: boolean }>(
    db,
    'select coalesce(order_customer_may_cancel, false) as may from settings where company_code = ?',
    [companyCode],
  );
  return setting?.may ?? false;
};
