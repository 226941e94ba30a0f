import type { Knex } from 'knex';
import { type NamedShelf, nameShelf, completions, suggestShelves } from '../domain/search/suggestions';
import { parseTerms, type SearchTerms } from '../domain/search/terms';
import { assertParameters, parseLocale, type ReadLocale } from '../storefront/list-query';
import { readPrepared } from '../storefront/prepared';
import type { ReadScope } from '../storefront/read';
import { parseSearchText } from './answer';
import { lexemesOf } from './lexemes';
import { meantBy } from './meaning';
import { readShelves } from './store';
import { suggestionStatement } from './suggestion.sql';
import { reloadSynonyms, synonymsOf } from './synonyms';

const MOST_PRODUCTS = 5;
const MOST_SHELVES = 2;
const MOST_QUERIES = 3;

type Row = { products: string; titles: string[]; synonyms: string | null; shelves: string | null };

/** A checked request for suggestions. */
export type SuggestQuery = { q: string; locale: ReadLocale | null };

const NOTHING: Row = { products: '[]', titles: [], synonyms: null, shelves: null };

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
  if (terms.terms.length === 0) return NOTHING;
  const { sql, bindings } = suggestionStatement(scope, locale, lexemesOf(terms), MOST_PRODUCTS);
  const [row] = await readPrepared<Row>(db, sql, bindings);
  return row ?? NOTHING;
};

const findFresh = async (
  db: Knex,
  scope: ReadScope,
  { q, locale }: SuggestQuery,
): Promise<{ terms: SearchTerms; row: Row }> => {
  const { code } = scope.company;
  const book = await synonymsOf(db, code);
  const terms = parseTerms(q, book.synonyms);
  const row = await find(db, scope, locale, terms);
  if (row === NOTHING || (row.synonyms ?? '0') === book.version) return { terms, row };
  const fresh = parseTerms(q, (await reloadSynonyms(db, code)).synonyms);
  return { terms: fresh, row: await find(db, scope, locale, fresh) };
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
  const { code } = scope.company;
  let { terms, row } = await findFresh(db, scope, query);
  if (row.products === '[]' && terms.terms.length > 0) {
    for (const meant of await meantBy(db, code, terms, true)) {
      const found = await find(db, scope, query.locale, meant);
      if (found.products === '[]') continue;
      [terms, row] = [meant, found];
      break;
    }
  }
  const shelves = terms.terms.length > 0 ? await shelvesOf(db, code, row.shelves) : [];
  const categories = suggestShelves(shelves, terms, MOST_SHELVES).map((shelf) => ({
    documentId: shelf.documentId,
    name: nameIn(scope, query.locale, shelf),
    slug: shelf.slug,
  }));
  const queries = completions(terms, row.titles, MOST_QUERIES);
  return `{"products":${row.products},"categories":${JSON.stringify(categories)},"queries":${JSON.stringify(queries)}}`;
};
