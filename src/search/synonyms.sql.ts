import { tellOf } from '../storefront/change-triggers';

/** The table that the statements below touch. */
export const synonymSources = ['search_synonyms'];

const events = {
  insert: ['new table as new_rows', 'select company_code from new_rows'],
  delete: ['old table as old_rows', 'select company_code from old_rows'],
  update: [
    'old table as old_rows new table as new_rows',
    'select company_code from old_rows union select company_code from new_rows',
  ],
} as const;

/** Raise a company's number with every change of its synonyms, whoever makes it; safe to run again. */
export const synonymTriggers = Object.entries(events).flatMap(([event, [transitions, companies]]) => [
  `
create or replace function storefront_synonyms_${event}() returns trigger language plpgsql as $$
begin
  ${tellOf('products', `select code from (${companies}) concerned(code) where code is not null`)}
  insert into storefront_synonyms as v (company_code, version)
  select code, 1 from (select distinct code from (${companies}) c(code) where code is not null order by code) concerned
  on conflict (company_code) do update set version = v.version + 1;
  return null;
end
$$`,
  `
create or replace trigger storefront_synonyms_${event} after ${event} on search_synonyms
  referencing ${transitions}
  for each statement execute function storefront_synonyms_${event}()`,
]);
