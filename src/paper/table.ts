import { type Align, type Block, INK } from './pen';
import {
  blocksOf,
  drawBlocks,
  drawRule,
  fillBox,
  heightOf,
  LINE,
  type Place,
  placed,
  type Sheet,
  sideOf,
  TINT,
} from './sheet';
import type { Bilingual } from '../domain/invoice/invoice';

/** A column: its head, how wide it is in points, and at which side its cells stand. */
export type Column<Row> = {
  head: Bilingual;
  width: number;
  /**
   * `text`: at the beginning, on papers of two languages each at its own side; `figures`: on the right in each language,
   * so that decimals stand below each other
   */
  side: 'text' | 'end' | 'figures' | 'center';
  cell: (row: Row, width: number) => Block[];
  /** the side of a box to tick, in points */
  box?: number;
};

const PADDING = { x: 5, y: 5 };
const HEAD = { size: 7.5, bold: true };

const alignOf = <Row>(sheet: Sheet, { side }: Column<Row>): Align | undefined => {
  if (side === 'text') return sheet.language === 'both' ? undefined : sideOf(sheet, 'start');
  if (side === 'figures') return 'right';
  return side === 'center' ? 'center' : sideOf(sheet, 'end');
};

const headsOf = <Row>(sheet: Sheet, columns: Column<Row>[]): Block[][] =>
  columns.map(({ head, width }) => blocksOf(sheet, head, HEAD, width - 2 * PADDING.x));

const cellsOf = <Row>(columns: Column<Row>[], row: Row): Block[][] =>
  columns.map(({ cell, width }) => cell(row, width - 2 * PADDING.x));

const heightOfRow = (cells: Block[][]): number => Math.max(0, ...cells.map(heightOf)) + 2 * PADDING.y;

/** What the head of a table and these rows take. */
export const heightOfTable = <Row>(sheet: Sheet, columns: Column<Row>[], rows: Row[]): number =>
  [headsOf(sheet, columns), ...rows.map((row) => cellsOf(columns, row))].reduce(
    (total, cells) => total + heightOfRow(cells),
    0,
  );

/** Where the columns stand, the first of them at the paper's beginning. */
const placesOf = <Row>(sheet: Sheet, columns: Column<Row>[]): { x: number; width: number }[] => {
  let x = sheet.margin;
  return columns.map(({ width }) => {
    const place = placed(sheet, { x: x + PADDING.x, y: 0, width: width - 2 * PADDING.x });
    x += width;
    return place;
  });
};

/**
 * Draws a table over as many pages as it takes; its head stands on each of them. A row is never cut.
 * @param y where it begins
 * @param onPage draws what else stands at the top of a new page, and answers where the table goes on
 * @returns where it ends
 */
export const drawTable = <Row>(
  sheet: Sheet,
  columns: Column<Row>[],
  rows: Row[],
  y: number,
  onPage: () => number,
): number => {
  const { doc, margin, width } = sheet;
  const places = placesOf(sheet, columns);
  const whole = (top: number): Place => ({ x: margin, y: top, width });

  const drawCells = (cells: Block[][], top: number): void => {
    cells.forEach((blocks, index) => {
      const column = columns[index];
      const place = places[index];
      if (column && place)
        drawBlocks(sheet, blocks, { ...place, y: top + PADDING.y }, alignOf(sheet, column));
    });
  };
  const drawBoxes = (top: number): void => {
    columns.forEach(({ box }, index) => {
      const place = places[index];
      if (box && place) {
        doc.rect(place.x + (place.width - box) / 2, top + PADDING.y + 4, box, box);
        doc.lineWidth(1).strokeColor(INK).stroke();
      }
    });
  };

  const heads = headsOf(sheet, columns);
  const drawHead = (top: number): number => {
    const height = heightOfRow(heads);
    fillBox(sheet, whole(top), height, TINT);
    drawCells(heads, top);
    return top + height;
  };

  let at = drawHead(y);
  for (const row of rows) {
    const cells = cellsOf(columns, row);
    const height = heightOfRow(cells);
    if (at + height > sheet.bottom) {
      doc.addPage();
      at = drawHead(onPage());
    }
    drawCells(cells, at);
    drawBoxes(at);
    at += height;
    drawRule(sheet, whole(at), LINE, 0.5);
  }
  return at;
};
