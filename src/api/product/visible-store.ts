import type { Knex } from 'knex';
import { queryPrepared } from '../../postgres/prepared';

/** Which of some products a company has; those that the public sees, where it is for the public. */
export const findVisible = async (
  db: Knex,
  companyCode: string,
  productIds: string[],
  isPublic: boolean,
): Promise<string[]> => {
  const rows = await queryPrepared<{ id: string }>(
    db,
    `select document_id as id from products
      where document_id = any(?::text[]) and company_code = ? and locale = 'en'
        and (not ?::boolean or coalesce(status, 'active') = 'active')`,
    [productIds, companyCode, isPublic],
  );
  return rows.map(({ id }) => id);
};
