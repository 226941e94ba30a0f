import type { Knex } from 'knex';
import { DomainError } from '../domain/errors';
import { type ListQuery, type ListRules, parseListQuery, type ReadLocale } from './list-query';
import { allOf, fragment, type Fragment, orderOf, whereOf } from './sql-fragment';
import type { Company } from '../tenancy/company';
import { queryPrepared } from '../postgres/prepared';
import type { Audience, Shortcut, Source } from './source';

/** What a read depends on besides its query. */
export type ReadScope = { company: Company; audience: Audience };

/** A page as it goes out: items are JSON text, joined by commas. */
export type Page = { items: string; total: number; page: number; pageSize: number };

const withRequest = (scope: ReadScope, locale: ReadLocale | null, source: Source): Fragment =>
  fragment(
    `with request as not materialized (
       select ?::text as company_code, ?::text as locale, ?::text as fallback
     ), rows as not materialized (${source.rows(scope.audience)})
     ${source.facts ? `, facts as not materialized (${source.facts.rows(scope.audience)})` : ''}`,
    scope.company.code,
    locale ?? scope.company.defaultLocale,
    scope.company.defaultLocale,
  );

const bodiesOf = (source: Source, { audience }: ReadScope): string =>
  source.bodies ? `(${source.bodies(audience)})` : 'rows';

/** What this audience may ask of a source. */
export const rulesFor = ({ rules, staffFields, staffFilters }: Source, audience: Audience): ListRules =>
  audience === 'staff'
    ? { ...rules, fields: [...rules.fields, ...(staffFields ?? [])] }
    : {
        ...rules,
        filters: Object.fromEntries(
          Object.entries(rules.filters).filter(([name]) => !staffFilters.includes(name)),
        ),
      };

/** Checks the query of a list by what its source allows this audience. */
export const parseFor = (source: Source, scope: ReadScope, query: Record<string, unknown>): ListQuery =>
  parseListQuery(query, rulesFor(source, scope.audience));

/** Where the items of a page are found, and how many there are in all. */
const findItems = (
  source: Source,
  { audience }: ReadScope,
  query: ListQuery,
  condition: Fragment | undefined,
): Required<Shortcut> => {
  const shortcut = condition ? null : source.shortcut?.(audience, query);
  const where = allOf([...(condition ? [condition] : []), whereOf(query.filters, source.columns)]);
  const order = orderOf(query.sort, source.columns, source.defaultSort);
  const counted = source.facts ? 'facts' : 'rows';
  const walked = query.sort.some(({ name }) => source.facts?.lack.includes(name)) ? 'rows' : counted;
  return {
    ids:
      shortcut?.ids ??
      fragment(`select document_id from ${walked} where ${where.sql} order by ${order}`, ...where.bindings),
    total:
      shortcut?.total ??
      fragment(`select count(*)::int from ${counted} where ${where.sql}`, ...where.bindings),
  };
};

/** Reads one page and the total in a single statement. */
export const readPage = async (
  db: Knex,
  source: Source,
  scope: ReadScope,
  query: ListQuery,
  condition?: Fragment,
): Promise<Page> => {
  const head = withRequest(scope, query.locale, source);
  const { ids, total } = findItems(source, scope, query, condition);
  const [row] = await queryPrepared<{ items: string; total: number }>(
    db,
    `${head.sql}
     select (${total.sql}) as total,
            (select coalesce(string_agg(item.body, ',' order by page.place), '')
               from (select document_id, row_number() over () as place
                       from (${ids.sql} limit ? offset ?) ids) page
               join ${bodiesOf(source, scope)} item on item.document_id = page.document_id) as items`,
    [...head.bindings, ...total.bindings, ...ids.bindings, query.pageSize, (query.page - 1) * query.pageSize],
  );
  if (!row) throw new Error('a page query answered no row');
  return { ...row, page: query.page, pageSize: query.pageSize };
};

/**
 * Reads the JSON text of one item.
 * @throws DomainError `not_found`
 */
export const readOne = async (
  db: Knex,
  source: Source,
  scope: ReadScope,
  locale: ReadLocale | null,
  condition: Fragment,
): Promise<string> => {
  const head = withRequest(scope, locale, source);
  const [item] = await queryPrepared<{ body: string }>(
    db,
    `${head.sql}
     select item.body
       from (select document_id from rows where ${condition.sql} limit 1) found
       join ${bodiesOf(source, scope)} item on item.document_id = found.document_id`,
    [...head.bindings, ...condition.bindings],
  );
  if (!item) throw new DomainError('not_found', 'not found');
  return item.body;
};

/** The condition for one document. */
export const byDocumentId = (documentId: string): Fragment => fragment('document_id = ?', documentId);

/** The condition for one slug; what PostgreSQL cannot hold is nobody's slug. */
export const bySlug = (slug: string): Fragment =>
  slug.includes('\0') ? fragment('false') : fragment('slug = ?', slug);
