import { measures } from './measures';
import { normalise } from './normalise';

/** A word of a query. */
export type Word = {
  /** as it was typed, normalised */
  text: string;
  /** the word and its other forms, each of which matches whole */
  forms: string[];
  /** whether a word that begins with it matches too */
  prefix: boolean;
};

/** A word of a query, or some that have a meaning together. All of the words must match, or one of the synonyms. */
export type Term = {
  words: Word[];
  /** phrases that mean the same, by their words */
  synonyms: string[][];
};

/** What is searched for. */
export type SearchTerms = {
  /** the whole query normalised, digits parted from letters */
  text: string;
  /** the whole query as an SKU or a barcode is kept */
  code: string;
  terms: Term[];
};

const MOST_WORDS = 12;
const LONGEST_CODE = 100;

/** Words that say nothing about a product; left out unless there is nothing else. */
const fillers = new Set([
  ...['a', 'an', 'and', 'for', 'from', 'in', 'of', 'the', 'with'],
  ...['و', 'مع', 'من', 'في', 'على', 'او'],
]);

const NUMBER = /^\d+$/;
const LATIN = /^[a-z]+$/;
// Articles, and the «و» that is written together with what it adds.
const ARTICLE = /^(?:(?:[وبكف]?ال|لل)(.{3,})|و(.{4,}))$/u;

/** Digits stand apart from letters: `5kg` becomes `5 kg`. */
export const partDigits = (text: string): string =>
  text.replace(/(\d)(?=[^\d ])/gu, '$1 ').replace(/([^\d ])(?=\d)/gu, '$1 ');

/** How an SKU or a barcode is kept. */
export const codeOf = (text: string): string => normalise(text).replaceAll(' ', '').slice(0, LONGEST_CODE);

/** A word without its article, or null: the «ال» is optional where three letters remain. */
export const withoutArticle = (word: string): string | null => {
  const [, bare, added] = ARTICLE.exec(word) ?? [];
  return bare ?? added ?? null;
};

const numbersOf = (word: string): string[] => {
  if (!LATIN.test(word) || word.length < 4) return [];
  if (word.endsWith('ies') && word.length > 4) return [`${word.slice(0, -3)}y`, word.slice(0, -1)];
  if (/(?:[sxz]|ch|sh|o)es$/.test(word)) return [word.slice(0, -2), word.slice(0, -1)];
  if (/[^su]s$/.test(word)) return [word.slice(0, -1)];
  if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`];
  return [];
};

/** A word, without its article, in singular and plural. */
export const formsOf = (word: string): string[] => {
  const bare = withoutArticle(word);
  return [word, ...(bare ? [bare] : []), ...numbersOf(word)];
};

const suffices = (word: string, isLast: boolean): boolean => {
  if (/\d/.test(word)) return word.length >= 4;
  return word.length >= (isLast ? 2 : 3);
};

/** Words and phrases that mean the same, found by any of them. */
export class Synonyms {
  #phrases = new Map<string, { words: string[]; group: string[][] }[]>();

  /** @param groups each a list of words and phrases, as they were written */
  constructor(groups: readonly (readonly string[])[]) {
    for (const group of groups) {
      const phrases = group
        .map((phrase) => partDigits(normalise(phrase)).split(' '))
        .filter(([first]) => first);
      for (const words of phrases) {
        for (const form of formsOf(words[0] ?? '')) {
          this.#phrases.set(form, [...(this.#phrases.get(form) ?? []), { words, group: phrases }]);
        }
      }
    }
  }

  /** The longest phrase that begins at a place of a query: how many words it has, and what else says the same. */
  at(words: string[], place: number): { length: number; synonyms: string[][] } {
    const matching = formsOf(words[place] ?? '')
      .flatMap((form) => this.#phrases.get(form) ?? [])
      .filter((phrase) => phrase.words.every((word, index) => isSame(word, words[place + index])));
    const length = Math.max(1, ...matching.map((phrase) => phrase.words.length));
    const own = words.slice(place, place + length).join(' ');
    const synonyms = new Map(
      matching
        .filter((phrase) => phrase.words.length === length)
        .flatMap((phrase) => phrase.group)
        .map((phrase) => [phrase.join(' '), phrase]),
    );
    synonyms.delete(own);
    return { length, synonyms: [...synonyms.values()] };
  }
}

const isSame = (word: string, other: string | undefined): boolean => {
  if (other === undefined) return false;
  const forms = formsOf(other);
  return formsOf(word).some((form) => forms.includes(form));
};

const units = new Synonyms(measures);

/** A letter alone is a unit only behind a number. */
const unitAt = (words: string[], place: number): string[][] => {
  const isCounted = NUMBER.test(words[place - 1] ?? '');
  return (words[place] ?? '').length > 1 || isCounted ? units.at(words, place).synonyms : [];
};

const wordsOf = (text: string): string[] => {
  const all = text.split(' ').filter((word) => word !== '');
  // "Kellogg's" leaves an s behind.
  const words = all.filter((word, index) => !(word === 's' && index > 0 && LATIN.test(all[index - 1] ?? '')));
  const telling = words.filter((word) => !fillers.has(word));
  return (telling.length > 0 ? telling : words).slice(0, MOST_WORDS);
};

/** Takes a query apart. No terms mean that it has neither letter nor digit. */
export const parseTerms = (query: string, synonyms: Synonyms): SearchTerms => {
  const text = partDigits(normalise(query));
  const words = wordsOf(text);
  const terms: Term[] = [];
  for (let place = 0; place < words.length; ) {
    const known = synonyms.at(words, place);
    terms.push({
      words: words.slice(place, place + known.length).map((word, index) => ({
        text: word,
        forms: formsOf(word),
        prefix: suffices(word, place + index === words.length - 1),
      })),
      synonyms: [...known.synonyms, ...(known.length === 1 ? unitAt(words, place) : [])],
    });
    place += known.length;
  }
  return { text, code: codeOf(query), terms };
};
