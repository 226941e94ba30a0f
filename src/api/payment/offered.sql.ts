/**
 * What a company offers to pay by, as a query that yields the accounts: cash unless it was switched off, and each provider
 * that is switched on and of which all keys are there. Cash stands in no table until it is switched off.
 * @param company an SQL expression
 */
export const offeredAccounts = (company: string): string => `
  select a.method, a.mode, a.public_keys from payment_accounts a
   where a.company_code = ${company} and a.is_enabled and a.is_complete
   union all
  select 'cod', null, '{}' where not exists (
    select 1 from payment_accounts a where a.company_code = ${company} and a.method = 'cod')`;

/** Their names alone, as a query that yields a JSON array. */
export const offeredMethods = (company: string): string => `
  select coalesce(json_agg(offered.method order by offered.method), '[]')
    from (${offeredAccounts(company)}) offered`;
