import { keyFormsOf } from './account';
import { type ProviderName, providerNames } from './provider';

const flagOf = (key: string): string => `has${key.charAt(0).toUpperCase()}${key.slice(1)}`;

const keyMembers = (provider: ProviderName, company: string): string =>
  Object.entries(keyFormsOf(provider))
    .map(([key, { isSecret }]) =>
      isSecret
        ? `'${flagOf(key)}', exists (
             select 1 from secrets where company_code = ${company} and name = '${provider}.${key}')`
        : `'${key}', max(public_keys->>'${key}') filter (where method = '${provider}')`,
    )
    .join(', ');

const providerMember = (provider: ProviderName, company: string): string => `
  '${provider}', json_build_object(
    'enabled', coalesce(bool_or(is_enabled) filter (where method = '${provider}'), false),
    'complete', coalesce(bool_or(is_complete) filter (where method = '${provider}'), false),
    'mode', max(mode) filter (where method = '${provider}'), ${keyMembers(provider, company)})`;

/**
 * How a company is paid, as a query that yields one JSON object for staff: public keys, and of secret ones only
 * whether they are there.
 * @param company an SQL expression
 */
export const accountsOf = (company: string): string => `
  select json_build_object(
           'cod', json_build_object(
             'enabled', coalesce(bool_or(is_enabled) filter (where method = 'cod'), true)),
           ${providerNames.map((provider) => providerMember(provider, company)).join(',')})
    from payment_accounts where company_code = ${company}`;
