import { rateText } from '../domain/invoice/amount-text';
import type { Bilingual } from '../domain/invoice/invoice';
import type { VatGroup } from '../domain/pricing/cart';
import { amountColumn, CELL, SMALL } from './cells';
import { drawSums, region, setSums, type Sum } from './frame';
import type { Style } from './pen';
import { drawQr } from './qr';
import { blocksOf, drawBlocks, figures, heightOf, placed, type Sheet } from './sheet';
import { type Column, drawTable, heightOfTable } from './table';
import { words } from './words';

/** The last of the sums. */
export const GRAND: Style = { size: 10.5, bold: true };

const QR_SIZE = 112;
const GAP = 24;
const SUMS_WIDTH = 275;

const rateColumns = (decimals: number, width: number): Column<VatGroup>[] => [
  {
    head: words.rate,
    width: width * 0.24,
    side: 'center',
    cell: ({ rate }, room) => [figures(rateText(rate), CELL, room)],
  },
  amountColumn(words.net, width * 0.44, decimals, ({ net }) => net),
  amountColumn(words.vat, width * 0.32, decimals, ({ vat }) => vat),
];

/** What stands below the lines of a paper. */
export type Closing = {
  sums: Sum[];
  vatByRate: VatGroup[];
  decimals: number;
  code: string | null;
  remark: Bilingual | null;
};

/**
 * Draws what stands below the lines: code and VAT by rate at the beginning, sums at the end. It is kept together, on a
 * page of its own where there is no room.
 */
export const drawClosing = (
  sheet: Sheet,
  { sums, vatByRate, decimals, code, remark }: Closing,
  y: number,
): void => {
  const { doc, margin, width } = sheet;
  const left = region(sheet, { x: margin, width: width - SUMS_WIDTH - GAP });
  const right = region(sheet, { x: margin + width - SUMS_WIDTH, width: SUMS_WIDTH });
  const set = setSums(right, sums);
  const columns = rateColumns(decimals, left.width);
  const remarks = remark ? blocksOf(sheet, remark, SMALL, left.width) : [];
  const leftHeight =
    heightOfTable(left, columns, vatByRate) + 8 + heightOf(remarks) + 6 + (code ? QR_SIZE : 0);
  let top = y + 16;
  if (top + Math.max(set.height, leftHeight) > sheet.bottom) {
    doc.addPage();
    top = margin;
  }
  drawSums(right, set, top);
  let below = drawTable(left, columns, vatByRate, top, () => margin) + 8;
  below = drawBlocks(sheet, remarks, { x: left.margin, y: below, width: left.width }) + 6;
  if (code) {
    const place = placed(left, { x: left.margin, y: below, width: QR_SIZE });
    drawQr(doc, code, { x: place.x, y: place.y, size: QR_SIZE });
  }
};
