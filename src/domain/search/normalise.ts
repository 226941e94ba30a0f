import {
  deletedRanges,
  expandedCharacters,
  type Range,
  replacedCharacters,
  separatorRanges,
} from './characters';

const classOf = (ranges: readonly Range[]): string =>
  ranges.map(([first, last]) => `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`).join('');

const deleted = new RegExp(`[${classOf(deletedRanges)}]+`, 'gu');

// NUL and halves of a surrogate pair are no text; PostgreSQL cannot hold them.
const separators = new RegExp(`[${classOf(separatorRanges)}\\u{0}\\u{d800}-\\u{dfff}]+`, 'gu');

const replacements = new Map<string, string>([...replacedCharacters, ...expandedCharacters]);

const replaced = new RegExp(`[${[...replacements.keys()].join('')}]`, 'gu');

/**
 * Makes texts comparable, whatever language, case, marks or digits they are written in: lower case, letters
 * without marks, one form of each Arabic letter, ASCII digits, words parted by single spaces.
 * `search_normal` of the database does the same.
 */
export const normalise = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(deleted, '')
    .replace(replaced, (character) => replacements.get(character) ?? character)
    .replace(separators, ' ')
    .trim();
