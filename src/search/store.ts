import type { Knex } from 'knex';
import type { Shelf } from '../domain/search/suggestions';
import { queryPrepared } from '../postgres/prepared';

const MOST_CANDIDATES = 3_000;
const MOST_COUNTED = 12;

/** A word of so many products is common; more need not be counted. */
const COMMON = 200;

/** What the vocabulary of a company says about some words. */
export type WordsFound = {
  /** words of the catalogue that share a variant */
  candidates: string[];
  /** which of the asked words the catalogue has, or begins a word with */
  known: Set<string>;
};

/**
 * Looks words up in a company's vocabulary.
 * @param asked variants of mistyped words
 * @param begun words that a word of the catalogue may begin with
 * @param whole words that the catalogue may have
 */
export const findWords = async (
  db: Knex,
  company: string,
  asked: string[],
  begun: string[],
  whole: string[],
): Promise<WordsFound> => {
  const rows = await queryPrepared<{ word: string; is_known: boolean }>(
    db,
    `select word, false as is_known from (
       select word from storefront_words
        where company_code = ? and (variants && ?::text[] or openings && ?::text[]) limit ${MOST_CANDIDATES}) near
     union all
     select begun.word, true from unnest(?::text[]) begun(word)
      where exists (select 1 from storefront_words w
                     where w.company_code = ? and w.word >= begun.word collate "C"
                       and w.word < (begun.word || U&'\\+10FFFF') collate "C")
     union all
     select word, true from storefront_words where company_code = ? and word = any(?::text[])`,
    [company, asked, asked, begun, company, company, whole],
  );
  return {
    candidates: rows.filter((row) => !row.is_known).map(({ word }) => word),
    known: new Set(rows.filter((row) => row.is_known).map(({ word }) => word)),
  };
};

/** Orders words by how many products have them, most first. */
export const commonFirst = async (db: Knex, company: string, words: string[]): Promise<string[]> => {
  if (words.length < 2) return words;
  const rows = await queryPrepared<{ word: string }>(
    db,
    `select word from unnest(?::text[]) word
      order by (select count(*) from (
                  select 1 from storefront_search s
                   where s.company_code = ? and s.document @@ ('''' || word || '''')::tsquery
                   limit ${COMMON}) used) desc, word`,
    [words.slice(0, MOST_COUNTED), company],
  );
  return rows.map(({ word }) => word);
};

/** The active synonyms of a company as they were written, and the number that every change of them raises. */
export const readSynonyms = async (
  db: Knex,
  company: string,
): Promise<{ version: string; groups: string[][] }> => {
  const [row] = await queryPrepared<{ version: string; groups: string }>(
    db,
    `select coalesce((select version from storefront_synonyms where company_code = ?), 0)::text as version,
            coalesce((select jsonb_agg(words order by id) from search_synonyms
                       where company_code = ? and is_active is not false and jsonb_typeof(words) = 'array'), '[]')::text as groups`,
    [company, company],
  );
  const groups = (JSON.parse(row?.groups ?? '[]') as unknown[][]).map((words) =>
    words.filter((word): word is string => typeof word === 'string'),
  );
  return { version: row?.version ?? '0', groups };
};

/** A company's categories with their names, and the number that every change of them raises. */
export const readShelves = async (
  db: Knex,
  company: string,
): Promise<{ version: string | null; shelves: Shelf[] }> => {
  const [row] = await queryPrepared<{ version: string | null; shelves: string }>(
    db,
    `select (select shelves::text from storefront_versions where company_code = ?) as version,
            (select coalesce(json_agg(json_build_object(
                      'documentId', en.document_id, 'slug', en.slug, 'en', en.name, 'ar', ar.name,
                      'isActive', en.is_active is not false)), '[]')::text
               from categories en
               left join categories ar on ar.document_id = en.document_id and ar.locale = 'ar'
              where en.company_code = ? and en.locale = 'en') as shelves`,
    [company, company],
  );
  return { version: row?.version ?? null, shelves: JSON.parse(row?.shelves ?? '[]') as Shelf[] };
};
