import { tellOf } from './change-triggers';

/** A table whose rows the category tree shows, and the companies that a change of `changed` concerns. */
type Source = { table: string; companies: string };

const sources: Source[] = [
  { table: 'categories', companies: 'select company_code from changed' },
  {
    table: 'categories_parent_lnk',
    companies: 'select c.company_code from changed join categories c on c.id = changed.category_id',
  },
  {
    table: 'files_related_mph',
    companies: `select c.company_code from changed join categories c on c.id = changed.related_id
                 where changed.related_type = 'api::category.category'`,
  },
  {
    table: 'files',
    companies: `select c.company_code from changed
                  join files_related_mph m on m.file_id = changed.id and m.related_type = 'api::category.category'
                  join categories c on c.id = m.related_id`,
  },
];

/** The tables that the statements below touch. */
export const versionSources = sources.map((source) => source.table);

const rowsOf = { insert: 'new_rows', delete: 'old_rows', update: 'new_rows' } as const;

const statementsOf = ({ table, companies }: Source): string[] =>
  (Object.keys(rowsOf) as (keyof typeof rowsOf)[]).flatMap((event) => [
    `
create or replace function storefront_bump_${table}_${event}() returns trigger language plpgsql as $$
declare
  codes text[];
begin
  with changed as (select * from ${rowsOf[event]}), bumped as (
    insert into storefront_versions as v (company_code, shelves)
    select concerned.code, 1 from (select distinct code from (${companies}) c(code) order by code) concerned
    on conflict (company_code) do update set shelves = v.shelves + 1 returning company_code
  )
  select array_agg(company_code) into codes from bumped;
  ${tellOf('categories', 'select unnest(codes)')}
  return null;
end
$$`,
    `
create or replace trigger storefront_bump_${event} after ${event} on ${table}
  referencing ${event === 'delete' ? 'old' : 'new'} table as ${rowsOf[event]}
  for each statement execute function storefront_bump_${table}_${event}()`,
  ]);

/** Everything that keeps `storefront_versions` true, safe to run again. */
export const versionTriggers = sources.flatMap(statementsOf);
