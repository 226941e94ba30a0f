import type { Knex } from 'knex';
import { queryPrepared } from '../../postgres/prepared';
import { offeredAccounts } from '../payment/offered.sql';

const statement = `
  select coalesce(json_agg(json_strip_nulls(json_build_object(
           'method', method, 'mode', mode,
           'publishableKey', public_keys->'publishableKey',
           'clientId', public_keys->'clientId',
           'keyId', public_keys->'keyId')) order by method), '[]')::text as body
    from (select ?::text as code) company, lateral (${offeredAccounts('company.code')}) offered`;

/** The ways to pay that a company offers, as a JSON array without anything secret. */
export const listMethods = async (db: Knex, companyCode: string): Promise<string> => {
  const [offered] = await queryPrepared<{ body: string }>(db, statement, [companyCode]);
  return offered?.body ?? '[]';
};
