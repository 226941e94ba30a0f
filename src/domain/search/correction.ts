import type { SearchTerms, Term, Word } from './terms';
import { formsOf } from './terms';
import { distance, openingDistance, typosAllowed } from './typo';

const MOST_CANDIDATES = 6;
const SHORTEST_PART = 3;

/** What the words of a query could have meant, by the word as it was typed; the likeliest first. */
export type Corrections = Map<string, string[]>;

const isCorrectable = (word: string): boolean => typosAllowed(word) > 0;

/** The words of a query that may be mistyped. */
export const correctable = ({ terms }: SearchTerms): string[] => [
  ...new Set(terms.flatMap(({ words }) => words.map(({ text }) => text)).filter(isCorrectable)),
];

/** Every way to take a word for two: `cocacola` could be coca cola. */
export const splitsOf = (word: string): [string, string][] => {
  const letters = Array.from(word);
  if (!isCorrectable(word)) return [];
  return Array.from({ length: Math.max(0, letters.length - 2 * SHORTEST_PART + 1) }, (_, index) => [
    letters.slice(0, index + SHORTEST_PART).join(''),
    letters.slice(index + SHORTEST_PART).join(''),
  ]);
};

/** Neighbouring words as one: `corn flakes` could be cornflakes. */
export const joinsOf = ({ terms }: SearchTerms): string[] =>
  terms.slice(1).map((term, index) => joined(terms[index], term));

const joined = (left: Term | undefined, right: Term): string =>
  [...(left?.words ?? []), ...right.words].map(({ text }) => text).join('');

const nearest = (candidates: string[], away: (candidate: string) => number, most: number): string[] => {
  const distances = candidates.map((candidate) => [candidate, away(candidate)] as const);
  const least = Math.min(...distances.map(([, far]) => far));
  return least > most ? [] : distances.filter(([, far]) => far === least).map(([candidate]) => candidate);
};

/**
 * The known words nearest to one that was mistyped: whole words, else those whose beginning is near to a last
 * word that is still being typed.
 */
export const nearestWords = (word: string, known: string[], isLast: boolean): string[] => {
  const most = typosAllowed(word);
  const others = known.filter((candidate) => candidate !== word);
  const whole = nearest(others, (candidate) => distance(word, candidate, most), most);
  if (whole.length > 0 || !isLast || most === 0) return whole;
  return nearest(others, (candidate) => openingDistance(word, candidate, 1), 1);
};

const correctedWord = (word: Word, meant: string[]): Word => {
  const [best] = meant;
  if (best === undefined) return word;
  return {
    text: best,
    forms: [...meant.slice(0, MOST_CANDIDATES).flatMap(formsOf), word.text],
    prefix: word.prefix,
  };
};

const parted = (term: Term, known: Set<string>): string[][] =>
  term.words.length === 1
    ? splitsOf(term.words[0]?.text ?? '').filter((parts) => parts.every((part) => known.has(part)))
    : [];

/**
 * A query with what its words could have meant instead.
 * @param known which of `splitsOf` and `joinsOf` the catalogue knows
 */
export const correct = (search: SearchTerms, corrections: Corrections, known: Set<string>): SearchTerms => {
  const terms: Term[] = [];
  const texts: string[] = [];
  for (let place = 0; place < search.terms.length; place += 1) {
    const [term, next] = search.terms.slice(place, place + 2);
    if (!term) break;
    const both = next ? joined(term, next) : '';
    if (next && known.has(both)) {
      terms.push({ words: [...term.words, ...next.words], synonyms: [[both]] });
      texts.push(both);
      place += 1;
      continue;
    }
    const splits = parted(term, known);
    const words = term.words.map((word) => correctedWord(word, corrections.get(word.text) ?? []));
    terms.push({ words, synonyms: [...term.synonyms, ...splits] });
    texts.push(splits[0]?.join(' ') ?? words.map(({ text }) => text).join(' '));
  }
  return { ...search, text: texts.join(' '), terms };
};
