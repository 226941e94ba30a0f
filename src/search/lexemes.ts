import { type SearchTerms, type Term, withoutArticle, type Word } from '../domain/search/terms';

/** A query as PostgreSQL compares it: three `tsquery`, and the beginnings of titles. */
export type SearchLexemes = {
  /** which products are found */
  match: string;
  /** whose title has all the words as they were typed */
  titleWords: string;
  /** whose SKU or barcode it is */
  code: string;
  /** whole titles, or how they begin */
  titles: string[];
};

const SHORTEST_CODE_PART = 5;

/** A synonym this long also stands for its plural and the like. */
const SHORTEST_OPEN_SYNONYM = 4;

// Normalised words have no character that means something to a tsquery.
const lexeme = (word: string, mark = ''): string => `'${word}'${mark && `:${mark}`}`;

const anyOf = (alternatives: string[]): string => `(${[...new Set(alternatives)].join(' | ')})`;

const allOf = (parts: string[]): string => `(${parts.join(' & ')})`;

const wordMatch = ({ text, forms, prefix }: Word): string =>
  anyOf([lexeme(text, prefix ? '*' : ''), ...forms.slice(1).map((form) => lexeme(form))]);

const synonymMatch = (words: string[]): string =>
  allOf(words.map((word) => lexeme(word, word.length >= SHORTEST_OPEN_SYNONYM ? '*' : '')));

const termMatch = ({ words, synonyms }: Term): string =>
  anyOf([allOf(words.map(wordMatch)), ...synonyms.map(synonymMatch)]);

const inTitle = ({ words }: Term): string =>
  allOf(words.map(({ forms }) => anyOf(forms.map((form) => lexeme(form, 'A')))));

const codesLike = (code: string): string[] => [
  lexeme(`#${code}`),
  ...(/^\d+$/.test(code) && code.length >= SHORTEST_CODE_PART ? [lexeme(`#${code}`, '*')] : []),
];

const titlesLike = (text: string): string[] => {
  const bare = withoutArticle(text);
  return [text, `ال${text}`, ...(bare ? [bare] : [])];
};

/** Writes a query for the statement; there must be a term. */
export const lexemesOf = ({ text, code, terms }: SearchTerms): SearchLexemes => ({
  match: anyOf([allOf(terms.map(termMatch)), ...codesLike(code)]),
  titleWords: allOf(terms.map(inTitle)),
  code: lexeme(`#${code}`),
  titles: titlesLike(text),
});
