/**
 * The one table of characters by which texts are made comparable, after compatibility decomposition. The
 * function of this folder and the function of the database are both made of it (`search.sql.ts`).
 */

/** A range of code points, both ends included. */
export type Range = readonly [first: number, last: number];

/** What is deleted: marks, tatweel, invisible controls. */
export const deletedRanges: readonly Range[] = [
  [0x00ad, 0x00ad],
  [0x0300, 0x036f],
  [0x0483, 0x0489],
  [0x0591, 0x05bd],
  [0x0610, 0x061a],
  [0x061c, 0x061c],
  [0x0640, 0x0640],
  [0x064b, 0x065f],
  [0x0670, 0x0670],
  [0x06d6, 0x06dc],
  [0x06df, 0x06e8],
  [0x06ea, 0x06ed],
  [0x08ca, 0x08ff],
  [0x180b, 0x180f],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x20d0, 0x20ff],
  [0xfe00, 0xfe0f],
  [0xfe20, 0xfe2f],
  [0xfeff, 0xfeff],
  [0xe0000, 0xe01ef],
];

/** What parts words: everything that is neither letter nor digit, as far as shops and shoppers write it. */
export const separatorRanges: readonly Range[] = [
  [0x0001, 0x002f],
  [0x003a, 0x0040],
  [0x005b, 0x0060],
  [0x007b, 0x00bf],
  [0x00d7, 0x00d7],
  [0x00f7, 0x00f7],
  [0x02b0, 0x02ff],
  [0x055a, 0x055f],
  [0x0589, 0x058f],
  [0x05be, 0x05c6],
  [0x05f3, 0x05f4],
  [0x0600, 0x060f],
  [0x061b, 0x061f],
  [0x066a, 0x066d],
  [0x06d4, 0x06d4],
  [0x06dd, 0x06de],
  [0x06e9, 0x06e9],
  [0x06fd, 0x06fe],
  [0x0964, 0x0965],
  [0x2000, 0x2bff],
  [0x2e00, 0x2e7f],
  [0x3000, 0x303f],
  [0xe000, 0xf8ff],
  [0xfd3e, 0xfd4f],
  [0xfff0, 0xffff],
  [0x1f000, 0x1faff],
];

const letters = (first: number, last: number, offset: number): [string, string][] =>
  Array.from({ length: last - first + 1 }, (_, index) => [
    String.fromCodePoint(first + index),
    String.fromCodePoint(first + index + offset),
  ]);

/** One character for another. */
export const replacedCharacters: readonly (readonly [from: string, to: string])[] = [
  ...letters(0x41, 0x5a, 0x20),
  ...letters(0x0391, 0x03a1, 0x20),
  ...letters(0x03a3, 0x03a9, 0x20),
  ...letters(0x0410, 0x042f, 0x20),
  ...letters(0x0660, 0x0669, 0x30 - 0x0660),
  ...letters(0x06f0, 0x06f9, 0x30 - 0x06f0),
  ['ς', 'σ'],
  ['Ø', 'o'],
  ['ø', 'o'],
  ['Ł', 'l'],
  ['ł', 'l'],
  ['Đ', 'd'],
  ['đ', 'd'],
  ['Ð', 'd'],
  ['ð', 'd'],
  ['Ħ', 'h'],
  ['ħ', 'h'],
  ['ı', 'i'],
  // Decomposition leaves the hamza's carrier of أ إ آ ؤ ئ; these four it does not know.
  ['\u0671', '\u0627'],
  ['\u0649', '\u064a'],
  ['\u06cc', '\u064a'],
  ['\u0629', '\u0647'],
  ['\u06a9', '\u0643'],
];

/** One character for two. */
export const expandedCharacters: readonly (readonly [from: string, to: string])[] = [
  ['æ', 'ae'],
  ['Æ', 'ae'],
  ['œ', 'oe'],
  ['Œ', 'oe'],
  ['ß', 'ss'],
  ['ẞ', 'ss'],
  ['þ', 'th'],
  ['Þ', 'th'],
];
