import PDFDocument from 'pdfkit';
import type { Bilingual } from '../domain/invoice/invoice';
import { directionOf, type PaperLanguage, spoken } from './language';
import {
  type Align,
  type Block,
  drawBlock,
  INK,
  markRightToLeft,
  setPiece,
  startOf,
  type Style,
} from './pen';
import { typefaces } from './typeface';

/** Colours beside the ink of the letters. */
export const QUIET = '#5c6f69';
export const ACCENT = '#0b7a53';
export const TINT = '#eef5f2';
export const LINE = '#cfdcd7';
export const INK_LINE = '#000000';
export const ALARM = '#b3261e';

/** A place on a page, in points from its top left corner. */
export type Place = { x: number; y: number; width: number };

/** A paper being drawn: its document, language and where things may stand. */
export type Sheet = {
  doc: PDFKit.PDFDocument;
  language: PaperLanguage;
  margin: number;
  width: number;
  /** the lowest line on a page */
  bottom: number;
};

/** Points of an A4 page. */
const A4 = { width: 595.28, height: 841.89 };
const A4_MARGIN = 40;
/** what the line at the foot of each page takes */
const FOOT = 30;

export type SheetOptions = {
  language: PaperLanguage;
  title: string;
  author: string;
  size?: { width: number; height: number; margin: number };
};

/** Begins a paper: on A4, or on a roll of the given width. */
export const openSheet = ({ language, title, author, size }: SheetOptions): Sheet => {
  const { width, height } = size ?? A4;
  const margin = size?.margin ?? A4_MARGIN;
  const doc = new PDFDocument({
    size: [width, height],
    margin: 0,
    bufferPages: true,
    // Otherwise PDFKit reads Helvetica for nothing.
    font: null as unknown as string,
    lang: language === 'en' ? 'en' : 'ar',
    displayTitle: true,
    info: { Title: title, Author: author, Creator: 'SaptMarkets' },
  });
  const { regular, bold } = typefaces();
  doc.registerFont('regular', regular as unknown as string);
  doc.registerFont('bold', bold as unknown as string);
  const foot = size ? 0 : FOOT;
  return { doc, language, margin, width: width - 2 * margin, bottom: height - margin - foot };
};

/** The whole paper, once it is ended. */
export const closeSheet = ({ doc, language }: Sheet): Promise<Uint8Array> => {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; language !== 'en' && page < start + count; page += 1) {
    doc.switchToPage(page);
    markRightToLeft(doc);
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.on('error', reject);
    doc.end();
  });
};

/** The place of something on a paper that begins on the right, given as if it began on the left. */
export const placed = ({ language, margin, width }: Sheet, place: Place): Place =>
  directionOf(language) === 'ltr' ? place : { ...place, x: 2 * margin + width - place.x - place.width };

/** The sides of a paper by its direction. */
export const sideOf = ({ language }: Sheet, side: 'start' | 'end'): Align =>
  (directionOf(language) === 'ltr') === (side === 'start') ? 'left' : 'right';

/** A text of the paper in its languages, one below the other. */
export const blocksOf = ({ language }: Sheet, text: Bilingual, style: Style, width: number): Block[] =>
  spoken(text, language).map((piece) => setPiece({ ...style, ...piece }, width));

/** A text that is the same in all languages, such as a number or a name. */
export const plainBlock = ({ language }: Sheet, text: string, style: Style, width: number): Block =>
  setPiece({ ...style, text, language: language === 'ar' ? 'ar' : 'en' }, width);

/**
 * Amounts, numbers and dates: always written from left to right, on one line.
 * @param width letters are made smaller where they would not fit into it
 */
export const figures = (text: string, style: Style, width = Number.POSITIVE_INFINITY): Block => {
  const set = (size: number): Block =>
    setPiece({ ...style, size, text, language: 'en' }, Number.POSITIVE_INFINITY);
  const block = set(style.size);
  const taken = widthOf(block);
  return taken > width ? set((style.size * width) / taken) : block;
};

/** What the longest line of a block takes. */
export const widthOf = ({ lines }: Block): number => Math.max(0, ...lines.map(({ width }) => width));

/** The height of blocks below each other. */
export const heightOf = (blocks: Block[]): number => blocks.reduce((total, { height }) => total + height, 0);

/** Draws blocks below each other; without a side each at the one where it begins. Answers where the last one ends. */
export const drawBlocks = (sheet: Sheet, blocks: Block[], place: Place, align?: Align): number => {
  let { y } = place;
  for (const block of blocks) {
    drawBlock(sheet.doc, block, { ...place, y }, align ?? startOf(block));
    y += block.height;
  }
  return y;
};

/**
 * Draws blocks below each other over as many pages as it takes. Answers where the last one ends, on the last page.
 */
export const drawFlow = (sheet: Sheet, blocks: Block[], place: Place, align?: Align): number => {
  let { y } = place;
  for (const block of blocks) {
    for (const line of block.lines) {
      if (y + block.lineHeight > sheet.bottom) {
        sheet.doc.addPage();
        y = sheet.margin;
      }
      const one = { ...block, lines: [line], height: block.lineHeight };
      drawBlock(sheet.doc, one, { ...place, y }, align ?? startOf(block));
      y += block.lineHeight;
    }
  }
  return y;
};

export const drawRule = ({ doc }: Sheet, { x, y, width }: Place, color = LINE, weight = 0.6): void => {
  doc
    .moveTo(x, y)
    .lineTo(x + width, y)
    .lineWidth(weight)
    .strokeColor(color)
    .stroke();
};

export const fillBox = ({ doc }: Sheet, { x, y, width }: Place, height: number, color: string): void => {
  doc.rect(x, y, width, height).fillColor(color).fill();
  doc.fillColor(INK);
};
