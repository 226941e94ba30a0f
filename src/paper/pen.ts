import {
  fromLeftToRight,
  type Levelled,
  levelled,
  paragraphDirection,
  printable,
  readAs,
  type Run,
  runsOf,
} from './bidi';
import type { Direction, Language } from './language';
import { drawable, LRM, RLM, type Typeface, typefaces } from './typeface';

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

const faceOf = ({ bold }: Style): Typeface => (bold ? typefaces().bold : typefaces().regular);

const measure = (text: string, direction: Direction, style: Style): number =>
  (faceOf(style).layout(text, [direction]).advanceWidth * style.size) / 1000;

const directionAt = (level: number): Direction => (level % 2 === 1 ? 'rtl' : 'ltr');

/** Part of a paragraph. */
type Span = { start: number; end: number };

/** Where the words of a paragraph begin and end. */
const wordsOf = (text: string): Span[] =>
  [...text.matchAll(/\S+/g)].map(({ index, 0: word }) => ({ start: index, end: index + word.length }));

/** The character of a run at its left or right edge. */
const edgeOf = ({ text, level }: Run, side: 'left' | 'right'): number => {
  const letters = Array.from(text);
  const isFirst = (level % 2 === 1) === (side === 'right');
  return (isFirst ? letters[0] : letters.at(-1))?.codePointAt(0) ?? 0;
};

/**
 * The marks without which simple readers of a right-to-left page put a run into the wrong place: on the left of a number
 * or a Latin word, which would take along the blank that follows; and at the end of a Latin line, for a bracket there.
 */
const marked = (run: Run, before: Run | undefined, isLast: boolean): string => {
  const isLoose = before !== undefined && before.level !== 0 && readAs(edgeOf(before, 'right')) !== 'right';
  if (run.level > 0 && isLoose && readAs(edgeOf(run, 'left')) === 'left') return `${RLM}${run.text}`;
  const isOpen = run.level === 0 && isLast && readAs(edgeOf(run, 'right')) === 'either';
  return isOpen ? `${run.text}${LRM}` : run.text;
};

const toLine = ({ text, levels }: Levelled, { start, end }: Span, style: Style): Line => {
  const base = fromLeftToRight(runsOf(text, levels, start, end));
  const runs = base.map((run, place): SetRun => {
    const direction = directionAt(run.level);
    const shown = marked(run, base[place - 1], place === base.length - 1);
    return { text: shown, direction, width: measure(run.text, direction, style) };
  });
  return { runs, width: runs.reduce((total, { width }) => total + width, 0) };
};

const widthOf = ({ text, levels }: Levelled, { start, end }: Span, style: Style): number =>
  runsOf(text, levels, start, end).reduce(
    (total, run: Run) => total + measure(run.text, directionAt(run.level), style),
    0,
  );

/**
 * Cuts a word of several lines anywhere. All of its letters are measured once; where a cut changes the form of the last
 * one, some fewer fit.
 */
const cut = (paragraph: Levelled, word: Span, width: number, style: Style): Span[] => {
  const { text, levels } = paragraph;
  const advances = runsOf(text, levels, word.start, word.end).flatMap((run) =>
    faceOf(style).advances(run.text, directionAt(run.level)),
  );
  const isWithinLetter = (at: number): boolean => /[\udc00-\udfff]/.test(text.charAt(at));
  const pieces: Span[] = [];
  for (let start = word.start; start < word.end; ) {
    let end = start;
    let taken = 0;
    while (end < word.end && (end === start || taken <= width)) {
      taken += ((advances[end - word.start] ?? 0) * style.size) / 1000;
      end += 1;
    }
    while (end - start > 1 && (isWithinLetter(end) || widthOf(paragraph, { start, end }, style) > width)) {
      end -= 1;
    }
    if (isWithinLetter(end)) end += 1;
    pieces.push({ start, end });
    start = end;
  }
  return pieces;
};

/**
 * Breaks a paragraph into lines between its words, in the order of reading, and puts each line in the order of
 * drawing.
 * @param width in points
 */
export const setPiece = ({ text: typed, language, ...style }: Piece, width: number): Block => {
  const printed = drawable(printable(typed));
  const direction = paragraphDirection(printed, language);
  const paragraph = levelled(printed, direction);
  const blank = measure(' ', 'ltr', style);
  const lines: Line[] = [];
  let open: Span | null = null;
  let taken = 0;
  const finish = (): void => {
    if (open) lines.push(toLine(paragraph, open, style));
    open = null;
    taken = 0;
  };
  for (const word of wordsOf(paragraph.text)) {
    const whole = widthOf(paragraph, word, style);
    if (open && taken + blank + whole > width) finish();
    const pieces = whole > width ? cut(paragraph, word, width, style) : [word];
    const last = pieces.pop() ?? word;
    lines.push(...pieces.map((piece) => toLine(paragraph, piece, style)));
    const own = pieces.length > 0 ? widthOf(paragraph, last, style) : whole;
    taken += open ? blank + own : own;
    open = { start: open ? open.start : last.start, end: word.end };
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
  const isEnglish = doc.options.lang === 'en';
  doc
    .font(style.bold ? 'bold' : 'regular')
    .fontSize(style.size)
    .fillColor(style.color ?? INK);
  block.lines.forEach((line, index) => {
    const baseline = y + index * block.lineHeight + style.size * BASELINE;
    let left = x + offsetFor(align, width - line.width);
    for (const run of line.runs) {
      doc.text(isEnglish ? run.text.replace(LRM, '') : run.text, left, baseline, {
        lineBreak: false,
        baseline: 'alphabetic',
        features: featuresFor(run.direction),
      });
      balances.set(doc.page, (balances.get(doc.page) ?? 0) + balanceOf(run.text));
      left += run.width;
    }
  });
};
