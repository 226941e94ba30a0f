import type { Knex } from 'knex';
import {
  correct,
  correctable,
  type Corrections,
  joinsOf,
  nearestWords,
  splitsOf,
} from '../domain/search/correction';
import type { SearchTerms } from '../domain/search/terms';
import { typosAllowed, variants } from '../domain/search/typo';
import { commonFirst, findWords } from './store';

const variantsOf = (words: string[]): string[] => [
  ...new Set(words.flatMap((word) => variants(word, typosAllowed(word)))),
];

/**
 * What a query that found nothing could have meant, by the words of the company's catalogue: words that it
 * does not know are corrected first, then all of them.
 * @param everything whether known words are doubted too
 */
export const meantBy = async (
  db: Knex,
  company: string,
  search: SearchTerms,
  everything: boolean,
): Promise<SearchTerms[]> => {
  const typed = correctable(search);
  if (typed.length === 0) return [];
  const whole = [...typed.flatMap(splitsOf).flat(), ...joinsOf(search)];
  const { candidates, known } = await findWords(db, company, variantsOf(typed), typed, whole);
  const last = search.terms.at(-1)?.words.at(-1)?.text;

  const corrections: Corrections = new Map();
  for (const word of typed) {
    const near = await commonFirst(db, company, nearestWords(word, candidates, word === last));
    if (near.length > 0) corrections.set(word, near);
  }
  const unknown = typed.filter((word) => !known.has(word));
  const tries = [unknown, ...(everything && unknown.length < typed.length ? [typed] : [])];
  const meant: SearchTerms[] = [];
  for (const words of tries) {
    const doubted = new Map([...corrections].filter(([word]) => words.includes(word)));
    const corrected = correct(search, doubted, known);
    const isNew = ![search, ...meant].some(({ text }) => text === corrected.text);
    if (isNew) meant.push(corrected);
  }
  return meant;
};
