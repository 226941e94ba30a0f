import { fromLeftToRight, levelsOf, paragraphDirection, printable, type Run, runsOf } from './bidi';
import type { Direction, Language } from './language';
import { LRM, RLM, typefaces } from './typeface';

export type Style = { size: number; bold?: boolean; color?: string };

/** A paragraph in one language. */
export type Piece = Style & { text: string; language: Language };

export type Align = 'left' | 'right' | 'center';

/** A run of a line with its width in points. */
type SetRun = { text: string; direction: Direction; width: number };

type Line = { runs: SetRun[]; width: number };

/** A paragraph broken into lines, ready to be drawn. */
export type Block = { lines: Line[]; style: Style; direction: Direction; lineHeight: number; height: number };

/** From the top of a line to its baseline, and from line to line, by the size of the letters. */
const BASELINE = 1.08;
const LEADING = 1.5;

export const INK = '#1b2a26';

const measure = (text: string, direction: Direction, { size, bold }: Style): number => {
  const { regular, bold: semibold } = typefaces();
  const face = bold ? semibold : regular;
  return (face.layout(text, [direction]).advanceWidth * size) / 1000;
};

const directionAt = (level: number): Direction => (level % 2 === 1 ? 'rtl' : 'ltr');

/** Where the words of a paragraph begin and end. */
const wordsOf = (text: string): { start: number; end: number }[] =>
  [...text.matchAll(/\S+/g)].map(({ index, 0: word }) => ({ start: index, end: index + word.length }));

const toLine = (text: string, levels: Uint8Array, start: number, end: number, style: Style): Line => {
  const base = fromLeftToRight(runsOf(text, levels, start, end));
  // Within a right-to-left line, readers would count the blank on the left of a number or a Latin word to it;
  // and the bracket at the end of a Latin line to what follows.
  const runs = base.map((run, place): SetRun => {
    const direction = directionAt(run.level);
    const isIsland = run.level === 2 && base[place - 1]?.level === 1;
    const isEnd = run.level === 0 && place === base.length - 1 && !/[\p{L}\p{N}]$/u.test(run.text);
    const shown = `${isIsland ? RLM : ''}${run.text}${isEnd ? LRM : ''}`;
    return { text: shown, direction, width: measure(shown, direction, style) };
  });
  return { runs, width: runs.reduce((total, { width }) => total + width, 0) };
};

const widthOf = (text: string, levels: Uint8Array, start: number, end: number, style: Style): number =>
  runsOf(text, levels, start, end).reduce(
    (total, run: Run) => total + measure(run.text, directionAt(run.level), style),
    0,
  );

/** As much of a word as fits, at least one letter; a word of several lines is cut anywhere. */
const fitting = (
  text: string,
  levels: Uint8Array,
  { start, end }: { start: number; end: number },
  width: number,
  style: Style,
): number => {
  let to = start;
  for (const letter of text.slice(start, end)) {
    const next = to + letter.length;
    if (to > start && widthOf(text, levels, start, next, style) > width) break;
    to = next;
  }
  return to;
};

/**
 * Breaks a paragraph into lines between its words, in the order of reading, and puts each line in the order of
 * drawing.
 * @param width in points
 */
export const setPiece = ({ text: typed, language, ...style }: Piece, width: number): Block => {
  const text = printable(typed);
  const direction = paragraphDirection(text, language);
  const levels = levelsOf(text, direction);
  const words = wordsOf(text);
  const blank = measure(' ', 'ltr', style);
  const lines: Line[] = [];
  let start: number | null = null;
  let end = 0;
  let taken = 0;
  const finish = (): void => {
    if (start !== null) lines.push(toLine(text, levels, start, end, style));
    start = null;
    taken = 0;
  };
  for (const word of words) {
    let from = word.start;
    let own = widthOf(text, levels, from, word.end, style);
    if (start !== null && taken + blank + own > width) finish();
    while (own > width && word.end - from > 1) {
      const to = fitting(text, levels, { start: from, end: word.end }, width, style);
      if (to >= word.end) break;
      lines.push(toLine(text, levels, from, to, style));
      from = to;
      own = widthOf(text, levels, from, word.end, style);
    }
    taken += start === null ? own : blank + own;
    start ??= from;
    end = word.end;
  }
  finish();
  const lineHeight = style.size * LEADING;
  return { lines, style, direction, lineHeight, height: lines.length * lineHeight };
};

/** The side at which a paragraph begins. */
export const startOf = ({ direction }: Block): Align => (direction === 'rtl' ? 'right' : 'left');

/** How many more Latin letters than Arabic ones a page has, marks of direction among them. */
const balances = new WeakMap<object, number>();

const LETTERS: [RegExp, number][] = [
  [/[\p{Script=Latin}\u200e]/gu, 1],
  [/\p{Script=Arabic}/gu, -1],
];

const balanceOf = (text: string): number =>
  LETTERS.reduce((total, [letters, worth]) => total + worth * (text.match(letters)?.length ?? 0), 0);

/** The typeface takes the direction of a text where PDFKit knows features, see there. */
const featuresFor = (direction: Direction): PDFKit.Mixins.OpenTypeFeatures[] =>
  [direction] as unknown as PDFKit.Mixins.OpenTypeFeatures[];

/** So many letters more make a page right-to-left for certain. */
const MAJORITY = 10;

/**
 * Makes a page one of right-to-left text, by marks that nobody sees. Whoever reads the text layer guesses from the
 * letters of a page in which order the runs of a mixed line follow each other (poppler does).
 */
export const markRightToLeft = (doc: PDFKit.PDFDocument): void => {
  const missing = (balances.get(doc.page) ?? 0) + MAJORITY;
  if (missing <= 0) return;
  doc.font('regular').fontSize(4);
  const width = doc.page.width - 2;
  doc.text(RLM.repeat(missing), 1, 5, {
    lineBreak: false,
    baseline: 'alphabetic',
    // At one place they would be taken for one.
    characterSpacing: Math.min(0.6, width / missing),
    features: featuresFor('rtl'),
  });
};

const offsetFor = (align: Align, room: number): number => {
  if (align === 'left') return 0;
  return align === 'right' ? room : room / 2;
};

/** Draws a block with its top left corner at a place. */
export const drawBlock = (
  doc: PDFKit.PDFDocument,
  block: Block,
  { x, y, width }: { x: number; y: number; width: number },
  align: Align = startOf(block),
): void => {
  const { style } = block;
  doc
    .font(style.bold ? 'bold' : 'regular')
    .fontSize(style.size)
    .fillColor(style.color ?? INK);
  block.lines.forEach((line, index) => {
    const baseline = y + index * block.lineHeight + style.size * BASELINE;
    let left = x + offsetFor(align, width - line.width);
    for (const run of line.runs) {
      doc.text(run.text, left, baseline, {
        lineBreak: false,
        baseline: 'alphabetic',
        features: featuresFor(run.direction),
      });
      balances.set(doc.page, (balances.get(doc.page) ?? 0) + balanceOf(run.text));
      left += run.width;
    }
  });
};
