import type { Knex } from 'knex';
import { DomainError } from '../domain/errors';
import { type ListQuery, type ListRules, parseListQuery, type ReadLocale } from '../http/list-query';
import { allOf, fragment, type Fragment, orderOf, whereOf } from '../http/sql-fragment';
import type { Company } from '../tenancy/company';
import type { Audience, Source } from './source';

/** What a read depends on besides its query. */
export type ReadScope = { company: Company; audience: Audience };

/** A page as it goes out: items are JSON text, joined by commas. */
export type Page = { items: string; total: number; page: number; pageSize: number };

const withRequest = (scope: ReadScope, locale: ReadLocale | null, source: Source): Fragment =>
  fragment(
    `with request as not materialized (
       select ?::text as company_code, ?::text as locale, ?::text as fallback
     ), rows as not materialized (${source.rows(scope.audience)})`,
    scope.company.code,
    locale ?? scope.company.defaultLocale,
    scope.company.defaultLocale,
  );

const bodyOf = (source: Source, { audience }: ReadScope): string => source.body?.(audience) ?? 'body';

const rulesFor = (source: Source, audience: Audience): ListRules =>
  audience === 'staff'
    ? source.rules
    : {
        ...source.rules,
        filters: Object.fromEntries(
          Object.entries(source.rules.filters).filter(([name]) => !source.staffFilters.includes(name)),
        ),
      };

/** Checks the query of a list by what its source allows this audience. */
export const parseFor = (source: Source, scope: ReadScope, query: Record<string, unknown>): ListQuery =>
  parseListQuery(query, rulesFor(source, scope.audience));

/** Reads one page and the total in a single statement. */
export const readPage = async (
  db: Knex,
  source: Source,
  scope: ReadScope,
  query: ListQuery,
  condition: Fragment = allOf([]),
): Promise<Page> => {
  const head = withRequest(scope, query.locale, source);
  const where = allOf([condition, whereOf(query.filters, source.columns)]);
  const order = orderOf(query.sort, source.columns, source.defaultSort);
  const { rows } = await db.raw<{ rows: { items: string; total: number }[] }>(
    `${head.sql}
     select (select count(*)::int from rows where ${where.sql}) as total,
            (select coalesce(string_agg(body, ','), '')
               from (select ${bodyOf(source, scope)} as body from rows where ${where.sql} order by ${order} limit ? offset ?) page) as items`,
    [
      ...head.bindings,
      ...where.bindings,
      ...where.bindings,
      query.pageSize,
      (query.page - 1) * query.pageSize,
    ] as never,
  );
  const [row] = rows;
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
  const { rows } = await db.raw<{ rows: { body: string }[] }>(
    `${head.sql} select ${bodyOf(source, scope)} as body from rows where ${condition.sql} limit 1`,
    [...head.bindings, ...condition.bindings] as never,
  );
  if (!rows[0]) throw new DomainError('not_found', 'not found');
  return rows[0].body;
};

/** The condition for one document. */
export const byDocumentId = (documentId: string): Fragment => fragment('document_id = ?', documentId);

/** The condition for one slug. */
export const bySlug = (slug: string): Fragment => fragment('slug = ?', slug);
