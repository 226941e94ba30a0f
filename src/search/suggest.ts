import type { Knex } from 'knex';
import { type NamedShelf, nameShelf, completions, suggestShelves } from '../domain/search/suggestions';
import type { SearchTerms } from '../domain/search/terms';
import { assertParameters, parseLocale, type ReadLocale } from '../storefront/list-query';
import { queryPrepared } from '../postgres/prepared';
import type { ReadScope } from '../storefront/read';
import { parseSearchText } from './answer';
import { lexemesOf } from './lexemes';
import { meantBy } from './meaning';
import { readShelves } from './store';
import { suggestionStatement } from './suggestion.sql';
import { withSynonyms } from './synonyms';

const MOST_PRODUCTS = 5;
const MOST_SHELVES = 2;
const MOST_QUERIES = 3;

type Row = { products: string; titles: string[]; synonyms: string | null; shelves: string | null };

/** A checked request for suggestions. */
export type SuggestQuery = { q: string; locale: ReadLocale | null };

const NOTHING = '{"products":[],"categories":[],"queries":[]}';

const keptShelves = new Map<string, { version: string | null; shelves: NamedShelf[] }>();

/** Categories are kept in memory under the number that each change of one raises. */
const shelvesOf = async (db: Knex, company: string, version: string | null): Promise<NamedShelf[]> => {
  const kept = keptShelves.get(company);
  if (kept && kept.version === version) return kept.shelves;
  const read = await readShelves(db, company);
  const shelves = read.shelves.map(nameShelf);
  keptShelves.set(company, { version: read.version, shelves });
  return shelves;
};

/**
 * Checks the query string of suggestions.
 * @throws ValidationError, DomainError `unknown_parameter`, `unknown_locale`
 */
export const parseSuggest = ({ q, ...rest }: Record<string, unknown>): SuggestQuery => {
  assertParameters(rest, ['locale']);
  return { q: parseSearchText(q), locale: parseLocale(rest['locale']) };
};

const find = async (
  db: Knex,
  scope: ReadScope,
  locale: ReadLocale | null,
  terms: SearchTerms,
): Promise<Row> => {
  const { sql, bindings } = suggestionStatement(scope, locale, lexemesOf(terms), MOST_PRODUCTS);
  const [row] = await queryPrepared<Row>(db, sql, bindings);
  if (!row) throw new Error('suggestions answered no row');
  return row;
};

/** What begins with the query, else with what it could mean; null when there is no word in it. */
const findMeant = async (
  db: Knex,
  scope: ReadScope,
  { q, locale }: SuggestQuery,
): Promise<{ terms: SearchTerms; row: Row } | null> => {
  const { code } = scope.company;
  const { terms, row } = await withSynonyms(db, code, q, (asked) => find(db, scope, locale, asked));
  if (!row) return null;
  if (row.products !== '[]') return { terms, row };
  for (const meant of await meantBy(db, code, terms, true)) {
    const found = await find(db, scope, locale, meant);
    if (found.products !== '[]') return { terms: meant, row: found };
  }
  return { terms, row };
};

const nameIn = ({ company }: ReadScope, locale: ReadLocale | null, { en, ar }: NamedShelf): unknown => {
  if (locale === 'all') return { en: en || null, ar: ar || null };
  const texts = { en, ar };
  return texts[locale ?? company.defaultLocale] || texts[company.defaultLocale] || en || ar;
};

/**
 * What somebody who is typing may be looking for, as JSON text: products, categories, and how the query may
 * go on; at most ten in all.
 */
export const suggest = async (db: Knex, scope: ReadScope, query: SuggestQuery): Promise<string> => {
  const found = await findMeant(db, scope, query);
  if (!found) return NOTHING;
  const { terms, row } = found;
  const shelves = await shelvesOf(db, scope.company.code, row.shelves);
  const categories = suggestShelves(shelves, terms, MOST_SHELVES).map((shelf) => ({
    documentId: shelf.documentId,
    name: nameIn(scope, query.locale, shelf),
    slug: shelf.slug,
  }));
  const queries = completions(terms, row.titles, MOST_QUERIES);
  return `{"products":${row.products},"categories":${JSON.stringify(categories)},"queries":${JSON.stringify(queries)}}`;
};
