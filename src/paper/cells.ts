import { amountText, quantityText, rateText } from '../domain/invoice/amount-text';
import type { Bilingual } from '../domain/invoice/invoice';
import type { Field } from './frame';
import type { Block, Style } from './pen';
import { blocksOf, figures, plainBlock, QUIET, type Sheet } from './sheet';
import type { Column } from './table';
import { words } from './words';

export const CELL: Style = { size: 8.5 };
export const SMALL: Style = { size: 7, color: QUIET };
export const VALUE: Style = { size: 9.5, bold: true };

/** A field of the band at the top of an A4 paper, one of four. */
export const fieldOf = (sheet: Sheet, label: Bilingual, value: string | Bilingual): Field => {
  const width = sheet.width / 4 - 20;
  return {
    label,
    value: typeof value === 'string' ? [figures(value, VALUE, width)] : blocksOf(sheet, value, VALUE, width),
  };
};

/** A row by its number on the paper. */
export const numberColumn = <Row extends { number: string }>(): Column<Row> => ({
  head: { en: '#', ar: '#' },
  width: 28,
  side: 'center',
  cell: ({ number }, width) => [figures(number, SMALL, width)],
});

/** A column of amounts; rows without one are blank in it. */
export const amountColumn = <Row>(
  head: Bilingual,
  width: number,
  decimals: number,
  amountOf: (row: Row) => number | null,
  style: Style = CELL,
): Column<Row> => ({
  head,
  width,
  side: 'figures',
  cell: (row, room) => {
    const amount = amountOf(row);
    return amount === null ? [] : [figures(amountText(amount, decimals), style, room)];
  },
});

/** A VAT amount above its rate. */
export const taxCells = (vat: number, rate: number, decimals: number, width: number): Block[] => [
  figures(amountText(vat, decimals), CELL, width),
  figures(rateText(rate), SMALL, width),
];

/** What was ordered in place of which something else goes; nothing where that goes itself. */
export const replacedCells = (
  sheet: Sheet,
  replaces: Bilingual | null,
  style: Style,
  width: number,
): Block[] => {
  if (!replaces) return [];
  const { en, ar } = words.insteadOf;
  return blocksOf(sheet, { en: `${en} ${replaces.en}`, ar: `${ar} ${replaces.ar}` }, style, width);
};

/** What was sold: its title in each language, what it stands for, and its SKU. */
export const describedCells = (
  sheet: Sheet,
  title: Bilingual,
  goods: { sku: string | null; replaces: Bilingual | null } | null,
  width: number,
): Block[] => [
  ...blocksOf(sheet, title, CELL, width),
  ...replacedCells(sheet, goods?.replaces ?? null, SMALL, width),
  ...(goods?.sku ? [plainBlock(sheet, goods.sku, SMALL, width)] : []),
];

/** How much of it, above its unit. */
export const countedCells = (
  sheet: Sheet,
  { quantity, unit }: { quantity: number; unit: Bilingual },
  width: number,
): Block[] => [figures(quantityText(quantity), CELL, width), ...blocksOf(sheet, unit, SMALL, width)];
