import type { Knex } from 'knex';
import { parseTerms, type SearchTerms, Synonyms } from '../domain/search/terms';
import { readSynonyms } from './store';

/** The synonyms of a company, and the number that every change of them raises. */
type SynonymBook = { version: string; synonyms: Synonyms };

/** What was searched for, and what was found; null when there was no word to search for. */
export type Found<Row> = { terms: SearchTerms; row: Row | null };

const kept = new Map<string, SynonymBook>();

const reload = async (db: Knex, company: string): Promise<SynonymBook> => {
  const { version, groups } = await readSynonyms(db, company);
  const book = { version, synonyms: new Synonyms(groups) };
  kept.set(company, book);
  return book;
};

/**
 * Searches with the company's synonyms that this process knows. What is found tells the number of the synonyms
 * of that moment; when it is another one, they are read again and the search is repeated.
 */
export const withSynonyms = async <Row extends { synonyms: string | null }>(
  db: Knex,
  company: string,
  query: string,
  find: (terms: SearchTerms) => Promise<Row>,
): Promise<Found<Row>> => {
  const attempt = async ({ synonyms }: SynonymBook): Promise<Found<Row>> => {
    const terms = parseTerms(query, synonyms);
    return { terms, row: terms.terms.length > 0 ? await find(terms) : null };
  };
  const book = kept.get(company) ?? (await reload(db, company));
  const found = await attempt(book);
  if (!found.row || (found.row.synonyms ?? '0') === book.version) return found;
  return attempt(await reload(db, company));
};
