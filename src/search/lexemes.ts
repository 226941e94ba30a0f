import { type SearchTerms, type Term, withoutArticle, type Word } from '../domain/search/terms';

/** A query as PostgreSQL compares it: four `tsquery`, and the beginnings of titles. */
export type SearchLexemes = {
  /** which products are found */
  match: string;
  /** whose title has all the words as they were typed */
  titleWords: string;
  /** whose title alone would be found */
  titleMatch: string;
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

/** Words of all fields, or of titles alone. */
type Field = '' | 'A';

const wordMatch = ({ text, forms, prefix }: Word, field: Field): string =>
  anyOf([
    lexeme(text, `${prefix ? '*' : ''}${field}`),
    ...forms.filter((form) => form !== text).map((form) => lexeme(form, field)),
  ]);

const synonymMatch = (words: string[], field: Field): string =>
  allOf(words.map((word) => lexeme(word, `${word.length >= SHORTEST_OPEN_SYNONYM ? '*' : ''}${field}`)));

const termMatch = ({ words, synonyms }: Term, field: Field): string =>
  anyOf([
    allOf(words.map((word) => wordMatch(word, field))),
    ...synonyms.map((phrase) => synonymMatch(phrase, field)),
  ]);

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
  match: anyOf([allOf(terms.map((term) => termMatch(term, ''))), ...codesLike(code)]),
  titleWords: allOf(terms.map(inTitle)),
  titleMatch: allOf(terms.map((term) => termMatch(term, 'A'))),
  code: lexeme(`#${code}`),
  titles: titlesLike(text),
});
