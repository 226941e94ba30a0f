import type { Bilingual, Buyer } from '../domain/invoice/invoice';
import type { Seller } from '../domain/seller';
import { languagesOf, type PaperLanguage, spoken } from './language';
import { type Block, drawBlock, setPiece, startOf, type Style } from './pen';
import {
  ACCENT,
  ALARM,
  blocksOf,
  drawBlocks,
  drawRule,
  figures,
  fillBox,
  heightOf,
  type Place,
  placed,
  plainBlock,
  QUIET,
  type Sheet,
  sideOf,
  TINT,
  widthOf,
} from './sheet';
import { pageWord, words } from './words';

/** A picture that PDFKit can draw: PNG or JPEG. */
export type Logo = Uint8Array;

/** In whose name a paper is written. */
export type Brand = { name: string; logo: Logo | null };

/** How a paper is written: in which languages, in whose name and time. */
export type Writing = { language: PaperLanguage; brand: Brand; timezone: string };

/** Part of a paper, within which things are placed as on the whole. */
export const region = (sheet: Sheet, { x, width }: { x: number; width: number }): Sheet => ({
  ...sheet,
  margin: placed(sheet, { x, y: 0, width }).x,
  width,
});

/** Whether blocks of one line each stand beside each other. */
const standAbreast = (blocks: Block[], width: number): boolean =>
  blocks.every(({ lines }) => lines.length <= 1) &&
  blocks.reduce((total, block) => total + widthOf(block) + 6, 0) <= width;

/** Draws a label: both languages on one line, each at its side, where there is room; else below each other. */
export const drawLabel = (sheet: Sheet, text: Bilingual, style: Style, place: Place): number => {
  const blocks = blocksOf(sheet, text, style, place.width);
  if (blocks.length > 1 && !standAbreast(blocks, place.width)) return drawBlocks(sheet, blocks, place);
  for (const block of blocks) drawBlock(sheet.doc, block, place);
  return place.y + Math.max(0, ...blocks.map(({ height }) => height));
};

const LOGO = { width: 150, height: 52 };

/**
 * Draws the head of a paper: whose it is at its beginning, what it is at its end.
 * @param mark said in red below the title, such as that an order is cancelled
 * @returns where it ends
 */
export const drawHead = (sheet: Sheet, brand: Brand, title: Bilingual, mark: Bilingual | null): number => {
  const { doc, margin, width } = sheet;
  const half = width / 2 - 10;
  const top = margin;
  const ours = placed(sheet, { x: margin, y: top, width: half });
  let brandEnd = top;
  if (brand.logo) {
    doc.image(
      Buffer.from(brand.logo),
      ours.x + (sideOf(sheet, 'start') === 'left' ? 0 : half - LOGO.width),
      top,
      {
        fit: [LOGO.width, LOGO.height],
        align: sideOf(sheet, 'start') === 'left' ? undefined : 'right',
      },
    );
    brandEnd = top + LOGO.height;
  } else {
    const name = plainBlock(sheet, brand.name, { size: 17, bold: true, color: ACCENT }, half);
    brandEnd = drawBlocks(sheet, [name], ours, sideOf(sheet, 'start'));
  }
  const theirs = placed(sheet, { x: margin + width - half, y: top, width: half });
  const titles = blocksOf(sheet, title, { size: 15, bold: true }, half);
  const marks = mark ? blocksOf(sheet, mark, { size: 12, bold: true, color: ALARM }, half) : [];
  const titleEnd = drawBlocks(sheet, [...titles, ...marks], theirs, sideOf(sheet, 'end'));
  const end = Math.max(brandEnd, titleEnd) + 8;
  drawRule(sheet, { x: margin, y: end, width }, ACCENT, 1.4);
  return end + 12;
};

export type Field = { label: Bilingual; value: Block[] };

/** Draws fields side by side in a tinted band. Answers where it ends. */
export const drawBand = (sheet: Sheet, fields: Field[], y: number): number => {
  const { margin, width } = sheet;
  const own = width / fields.length;
  const inner = own - 20;
  const label = { size: 7.5, color: QUIET };
  const labelHeight = Math.max(
    ...fields.map((field) => {
      const blocks = blocksOf(sheet, field.label, label, inner);
      return standAbreast(blocks, inner) ? Math.max(...blocks.map(({ height }) => height)) : heightOf(blocks);
    }),
  );
  const height = labelHeight + Math.max(...fields.map(({ value }) => heightOf(value))) + 16;
  fillBox(sheet, { x: margin, y, width }, height, TINT);
  fields.forEach((field, index) => {
    const place = placed(sheet, { x: margin + index * own + 10, y: y + 7, width: inner });
    drawLabel(sheet, field.label, label, place);
    const below = { ...place, y: place.y + labelHeight + 1 };
    if (sheet.language === 'both' && field.value.length === 2) drawPair(sheet, field.value, below);
    else drawBlocks(sheet, field.value, below, sideOf(sheet, 'start'));
  });
  return y + height + 14;
};

/** Two texts on one line, each at its side, or below each other where there is no room. */
const drawPair = (sheet: Sheet, blocks: Block[], place: Place): void => {
  if (!standAbreast(blocks, place.width)) drawBlocks(sheet, blocks, place);
  else for (const block of blocks) drawBlock(sheet.doc, block, place, startOf(block));
};

/** Draws a card: a heading in all languages, and lines below it. Answers where it ends. */
const drawCard = (sheet: Sheet, heading: Bilingual, blocks: Block[], y: number): number => {
  const { margin, width } = sheet;
  const place = { x: margin, y, width };
  const below = drawLabel(sheet, heading, { size: 8, bold: true, color: ACCENT }, place) + 2;
  drawRule(sheet, { ...place, y: below });
  return drawBlocks(sheet, blocks, { ...place, y: below + 4 }, sideOf(sheet, 'start'));
};

/** A text of a card: the same in all languages, or one in each. */
export type Card = { heading: Bilingual; lines: { text: string | Bilingual; style: Style }[] };

/** A text that is the same in all languages, or words of the paper. */
export const namedBlocks = (sheet: Sheet, text: string | Bilingual, style: Style, width: number): Block[] =>
  typeof text === 'string' ? [plainBlock(sheet, text, style, width)] : blocksOf(sheet, text, style, width);

/** Draws two cards side by side. Answers where the longer one ends. */
export const drawCards = (sheet: Sheet, cards: [Card, Card], y: number): number => {
  const gap = 24;
  const width = (sheet.width - gap) / 2;
  const ends = cards.map(({ heading, lines }, index) => {
    const part = region(sheet, { x: sheet.margin + index * (width + gap), width });
    const blocks = lines.flatMap(({ text, style }) => namedBlocks(sheet, text, style, width));
    return drawCard(part, heading, blocks, y);
  });
  return Math.max(...ends) + 14;
};

const NAME = { size: 10.5, bold: true };
const DETAIL = { size: 8.5, color: QUIET };

const detail = (text: string | null): Card['lines'] =>
  text ? text.split('\n').map((line) => ({ text: line, style: DETAIL })) : [];

/** What a paper says of who sells. */
export const sellerCard = (sheet: Sheet, { name, vatNumber, address }: Seller, brand: Brand): Card => ({
  heading: words.seller,
  lines: [
    { text: name ?? brand.name, style: NAME },
    ...(vatNumber
      ? languagesOf(sheet.language).map((language) => ({
          text: `${words.vatNumber[language]}: ${vatNumber}`,
          style: DETAIL,
        }))
      : []),
    ...detail(address),
  ],
});

/** What a paper says of who buys. */
export const buyerCard = (buyer: Buyer): Card => ({
  heading: words.buyer,
  lines: [
    { text: buyer.name ?? words.buyer, style: NAME },
    ...detail(buyer.contact),
    ...detail(buyer.address),
  ],
});

/** A line of sums: what it is, and how much. */
export type Sum = { label: Bilingual; amount: string; style?: Style };

const SUM = { size: 9 };

/** Sums with the room that they take. */
export type SetSums = {
  rows: { labels: Block[]; value: Block; height: number }[];
  valueWidth: number;
  height: number;
};

/** What stands between a sum, the rule below it and the next one. */
const SUM_GAP = 3;

/** Sets sums below each other; amounts take half of the width at most. */
export const setSums = ({ language, width }: Sheet, sums: Sum[]): SetSums => {
  const values = sums.map(({ amount, style = SUM }) => figures(amount, { ...style, bold: true }, width / 2));
  const valueWidth = Math.max(0, ...values.map(widthOf));
  const room = language === 'both' ? (width - valueWidth) / 2 - 8 : width - valueWidth - 12;
  const rows = sums.flatMap(({ label, style = SUM }, index) => {
    const value = values[index];
    const labels = spoken(label, language).map((piece) => setPiece({ ...style, ...piece }, room));
    return value
      ? [{ labels, value, height: Math.max(value.height, ...labels.map(({ height }) => height)) }]
      : [];
  });
  return { rows, valueWidth, height: rows.reduce((total, { height }) => total + height + 2 * SUM_GAP, 0) };
};

/**
 * Draws sums: English on the left, Arabic on the right, the amounts at the end or between them, so that decimals stand
 * below each other.
 */
export const drawSums = (sheet: Sheet, { rows, valueWidth }: SetSums, y: number): number => {
  const { margin, width } = sheet;
  const x = sheet.language === 'both' ? margin + (width - valueWidth) / 2 : margin + width - valueWidth;
  let at = y;
  for (const { labels, value, height } of rows) {
    for (const block of labels) drawBlock(sheet.doc, block, { x: margin, y: at, width });
    drawBlock(sheet.doc, value, placed(sheet, { x, y: at, width: valueWidth }), 'right');
    drawRule(sheet, { x: margin, y: at + height + SUM_GAP, width });
    at += height + 2 * SUM_GAP;
  }
  return at;
};

/** Whose paper it is, for its foot. */
export const footOf = (name: string, vatNumber: string | null): string =>
  vatNumber ? `${name}  ${vatNumber}` : name;

/** Writes the foot of every page: whose paper it is, and which page of how many. */
export const drawFeet = (sheet: Sheet, text: string): void => {
  const { doc, margin, width, bottom } = sheet;
  const { start, count } = doc.bufferedPageRange();
  const style = { size: 7.5, color: QUIET };
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(start + page);
    const place = { x: margin, y: bottom + 14, width };
    drawRule(sheet, { ...place, y: bottom + 9 });
    const own = plainBlock(sheet, text, style, width / 2);
    drawBlocks(
      sheet,
      own.lines.length > 0 ? [{ ...own, lines: own.lines.slice(0, 1) }] : [],
      place,
      sideOf(sheet, 'start'),
    );
    const pages = pageWord(page + 1, count);
    const both = spoken(pages, sheet.language);
    let right = place;
    for (const piece of [...both].reverse()) {
      const block = setPiece({ ...style, ...piece }, width);
      drawBlock(doc, block, right, sideOf(sheet, 'end'));
      right = { ...right, width: right.width - (block.lines[0]?.width ?? 0) - 14 };
    }
  }
};
