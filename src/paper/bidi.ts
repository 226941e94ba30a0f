import bidiFactory from 'bidi-js';
import type { Direction, Language } from './language';

const bidi = bidiFactory();

const ARABIC = /\p{Script=Arabic}/u;
const LATIN = /\p{Script=Latin}/u;

/** What is between these runs from left to right, whatever is around it; they are not drawn. */
const ISOLATE = '\u2066';
const END_ISOLATE = '\u2069';

/** Characters that are not printed and for which no font has a glyph: marks of direction, joiners, selectors. */
const UNSEEN = /(?![\u2066\u2069])\p{Default_Ignorable_Code_Point}|\p{Cc}/gu;

/** A number with its unit: -18°C, 1.5 L, 3×50g, 20%. */
const MEASURE =
  /(?<![\p{L}\p{N}\u2066])[-+−]?\d+(?:[.,×x*/]\d+)*(?: ?(?:[%°]\p{Script=Latin}*|\p{Script=Latin}+))(?![\p{L}\p{N}])/gu;

/** A text that runs from left to right within any other, such as a code. */
export const ltr = (text: string): string => `${ISOLATE}${text}${END_ISOLATE}`;

/** A text on one line, without what is not printed. */
export const printable = (text: string): string =>
  text.normalize('NFC').replace(/\s+/g, ' ').replace(UNSEEN, '').trim();

/** Whatever may have a mirror image: no letters, digits or blanks. */
const BRACKETS = /[\p{P}\p{S}]/gu;

/** Brackets and the like as they are drawn from right to left. */
export const mirrored = (text: string): string =>
  text.replace(BRACKETS, (character) => bidi.getMirroredCharacter(character) ?? character);

/**
 * The direction of a paragraph: that of its language, if it has letters of it. An Arabic title that begins with a
 * brand in Latin letters is Arabic all the same; a telephone number is not.
 */
export const paragraphDirection = (text: string, language: Language): Direction => {
  if (language === 'ar') return ARABIC.test(text) ? 'rtl' : 'ltr';
  return LATIN.test(text) || !ARABIC.test(text) ? 'ltr' : 'rtl';
};

/** A paragraph without marks, and the embedding level of each of its UTF-16 units; odd ones run from right to left. */
export type Levelled = { text: string; levels: Uint8Array };

/** In Arabic a number and its unit would change places: they are kept together. */
export const levelled = (typed: string, direction: Direction): Levelled => {
  const marked = direction === 'rtl' ? typed.replace(MEASURE, ltr) : typed;
  const { levels } = bidi.getEmbeddingLevels(marked, direction);
  if (!marked.includes(ISOLATE) && !marked.includes(END_ISOLATE)) return { text: marked, levels };
  const seen = Array.from({ length: marked.length }, (_, unit) => unit).filter((unit) => {
    const character = marked[unit];
    return character !== ISOLATE && character !== END_ISOLATE;
  });
  return {
    text: seen.map((unit) => marked[unit]).join(''),
    levels: Uint8Array.from(seen, (unit) => levels[unit] ?? 0),
  };
};

/** A piece of a line in which everything runs in one direction, as typed. */
export type Run = { text: string; level: number };

/** Cuts part of a paragraph where the direction changes, in the order of reading. */
export const runsOf = (text: string, levels: Uint8Array, start: number, end: number): Run[] => {
  const runs: Run[] = [];
  for (let from = start; from < end; ) {
    const level = levels[from] ?? 0;
    let to = from + 1;
    while (to < end && levels[to] === level) to += 1;
    runs.push({ text: text.slice(from, to), level });
    from = to;
  }
  return runs;
};

/** Puts the runs of a line in the order in which they stand from left to right (UAX #9, rule L2). */
export const fromLeftToRight = (runs: Run[]): Run[] => {
  const ordered = [...runs];
  const highest = Math.max(0, ...runs.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) {
    for (let from = 0; from < ordered.length; from += 1) {
      let to = from;
      while (to < ordered.length && (ordered[to]?.level ?? 0) >= level) to += 1;
      if (to > from) {
        ordered.splice(from, to - from, ...ordered.slice(from, to).reverse());
        from = to;
      }
    }
  }
  return ordered;
};

/**
 * In which direction simple readers of a text layer (poppler) go on at a character: numbers and their signs count as
 * Latin letters; blanks, brackets and the like go on as before.
 */
export const readAs = (codePoint: number): 'left' | 'right' | 'either' => {
  const type = bidi.getBidiCharTypeName(String.fromCodePoint(codePoint));
  if (type === 'R' || type === 'AL' || type === 'NSM') return 'right';
  return ['L', 'EN', 'AN', 'ES', 'ET', 'CS'].includes(type) ? 'left' : 'either';
};
