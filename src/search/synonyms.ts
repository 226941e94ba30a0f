import type { Knex } from 'knex';
import { Synonyms } from '../domain/search/terms';
import { readSynonyms } from './store';

/** The synonyms of a company, and the number that every change of them raises. */
export type SynonymBook = { version: string; synonyms: Synonyms };

const kept = new Map<string, SynonymBook>();

/** Reads a company's synonyms anew. */
export const reloadSynonyms = async (db: Knex, company: string): Promise<SynonymBook> => {
  const { version, groups } = await readSynonyms(db, company);
  const book = { version, synonyms: new Synonyms(groups) };
  kept.set(company, book);
  return book;
};

/**
 * The synonyms that this process knows. Every search reads the version along with what it finds, so that a
 * change is noticed by the very next one.
 */
export const synonymsOf = async (db: Knex, company: string): Promise<SynonymBook> =>
  kept.get(company) ?? reloadSynonyms(db, company);
