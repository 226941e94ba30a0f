import type { Knex } from 'knex';

/** Cash stands in no table until it is switched off. */
const statement = `
  select coalesce(json_agg(json_strip_nulls(json_build_object(
           'method', method, 'mode', mode,
           'publishableKey', public_keys->'publishableKey',
           'clientId', public_keys->'clientId',
           'keyId', public_keys->'keyId')) order by method), '[]')::text as body
    from (select method, mode, public_keys from payment_accounts
           where company_code = :companyCode and is_enabled and is_complete
           union all
          select 'cod', null, '{}' where not exists (
            select 1 from payment_accounts where company_code = :companyCode and method = 'cod')) offered`;

/** The ways to pay that a company offers, as a JSON array without anything secret. */
export const listMethods = async (db: Knex, companyCode: string): Promise<string> => {
  const { rows } = await db.raw<{ rows: [{ body: string }] }>(statement, { companyCode });
  return rows[0].body;
};
