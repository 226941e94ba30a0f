import type { Knex } from 'knex';
import { invalidField } from '../domain/errors';
import type { SearchTerms } from '../domain/search/terms';
import { productSource } from '../api/product/store';
import type { ListQuery } from '../storefront/list-query';
import { queryPrepared } from '../postgres/prepared';
import { type Page, parseFor, type ReadScope } from '../storefront/read';
import { pageBody } from '../http/catalogue-answer';
import { lexemesOf } from './lexemes';
import { searchStatement } from './statement.sql';
import { withSynonyms } from './synonyms';
import { meantBy } from './meaning';
import { noteMiss } from './misses';

const LONGEST_QUERY = 200;

/** A checked search. */
export type SearchQuery = { q: string; list: ListQuery };

/** What a search found. */
export type SearchResult = {
  page: Page;
  /** JSON text: what all found products are like, whatever page is shown */
  facets: string;
  /** the words that were searched for instead, null when those of the query were found */
  correction: string | null;
  /** the shop has nothing for these words, whatever filters there were */
  isMiss: boolean;
};

type Row = { total: number; items: string; facets: string; synonyms: string | null };

const NO_FACETS = JSON.stringify({
  category: [],
  tag: [],
  price: { min: null, max: null },
  inStock: { true: 0, false: 0 },
});

/**
 * Checks the words of a search.
 * @throws ValidationError
 */
export const parseSearchText = (q: unknown): string => {
  if (typeof q !== 'string' || q.trim() === '' || q.length > LONGEST_QUERY || q.includes('\0')) {
    throw invalidField('q', `must be 1 to ${LONGEST_QUERY} characters of text`);
  }
  return q;
};

/**
 * Checks the query string of a search.
 * @throws ValidationError, and what `parseListQuery` throws
 */
export const parseSearch = (scope: ReadScope, { q, ...list }: Record<string, unknown>): SearchQuery => ({
  q: parseSearchText(q),
  list: parseFor(productSource, scope, list),
});

const find = async (db: Knex, scope: ReadScope, list: ListQuery, terms: SearchTerms): Promise<Row> => {
  const { sql, bindings } = searchStatement(scope, list, lexemesOf(terms));
  const [row] = await queryPrepared<Row>(db, sql, bindings);
  if (!row) throw new Error('a search answered no row');
  return row;
};

const findMeant = async (
  db: Knex,
  scope: ReadScope,
  list: ListQuery,
  terms: SearchTerms,
): Promise<{ row: Row; correction: string } | null> => {
  // A filter that leaves nothing is no reason to doubt words that the shop knows.
  const everything = list.filters.length === 0;
  for (const meant of await meantBy(db, scope.company.code, terms, everything)) {
    const row = await find(db, scope, list, meant);
    if (row.total > 0) return { row, correction: meant.text };
  }
  return null;
};

/** Searches the products of a company, in both languages whatever language is asked for. */
export const search = async (db: Knex, scope: ReadScope, query: SearchQuery): Promise<SearchResult> => {
  const { list } = query;
  const { terms, row } = await withSynonyms(db, scope.company.code, query.q, (asked) =>
    find(db, scope, list, asked),
  );
  const meant = row?.total === 0 ? await findMeant(db, scope, list, terms) : null;
  const { items, total, facets } = meant?.row ?? row ?? { items: '', total: 0, facets: NO_FACETS };
  return {
    page: { items, total, page: list.page, pageSize: list.pageSize },
    facets,
    correction: meant?.correction ?? null,
    isMiss: total === 0 && terms.terms.length > 0 && list.filters.length === 0,
  };
};

/** What is to be noted each time a result is given to somebody: what the public looked for in vain. */
export const noteOf = (
  { audience, company }: ReadScope,
  { q, list }: SearchQuery,
  { isMiss }: SearchResult,
): (() => void) | undefined =>
  isMiss && audience === 'public'
    ? () => noteMiss(company.code, q, list.locale ?? company.defaultLocale)
    : undefined;

/** The answer to a search as JSON text. */
export const searchBody = ({ page, facets, correction }: SearchResult, fields: string[] | null): string =>
  pageBody(
    page,
    fields,
    `,"facets":${facets}${correction === null ? '' : `,"correction":${JSON.stringify(correction)}`}`,
  );
