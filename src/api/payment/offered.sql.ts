/**
 * The ways to pay that a company offers, as a query that yields a JSON array: cash unless it was switched off, and each
 * provider of which all keys are there.
 * @param company an SQL expression
 */
export const offeredMethods = (company: string): string => `
  select coalesce(json_agg(offered.method order by offered.method), '[]')
    from (select a.method from payment_accounts a
           where a.company_code = ${company} and a.is_enabled and a.is_complete
           union
          select 'cod' where not exists (
            select 1 from payment_accounts a where a.company_code = ${company} and a.method = 'cod')) offered`;
