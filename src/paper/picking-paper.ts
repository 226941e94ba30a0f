import { quantityText } from '../domain/invoice/amount-text';
import type { PickingLine, PickingList } from '../domain/invoice/picking-list';
import { replacedCells } from './cells';
import { drawBand, drawFeet, drawHead, drawLabel, namedBlocks, type Writing } from './frame';
import type { Style } from './pen';
import {
  ACCENT,
  blocksOf,
  closeSheet,
  drawFlow,
  figures,
  openSheet,
  plainBlock,
  QUIET,
  type Sheet,
} from './sheet';
import { type Column, drawTable } from './table';
import { momentText, words } from './words';

const TITLE: Style = { size: 10 };
const SMALL: Style = { size: 8, color: QUIET };
const COUNT: Style = { size: 17, bold: true };
const VALUE: Style = { size: 11, bold: true };
const BOX = 13;

/** Room that the name of a group and its first line need. */
const GROUP_HEIGHT = 110;

const columns = (sheet: Sheet): Column<PickingLine>[] => [
  { head: words.picked, width: 50, side: 'center', cell: () => [], box: BOX },
  {
    head: words.quantity,
    width: 84,
    side: 'center',
    cell: ({ quantity, unit }, width) => [
      figures(quantityText(quantity), COUNT, width),
      ...blocksOf(sheet, unit, SMALL, width),
    ],
  },
  {
    head: words.item,
    width: 281.28,
    side: 'text',
    cell: ({ title, replaces }, width) => [
      ...blocksOf(sheet, title, TITLE, width),
      ...replacedCells(sheet, replaces, SMALL, width),
    ],
  },
  {
    head: words.sku,
    width: 100,
    side: 'end',
    cell: ({ sku }, width) => (sku ? [plainBlock(sheet, sku, { size: 9, bold: true }, width)] : []),
  },
];

/** What a picker walks along the shelves with: A4, a box to tick at each line. */
export const drawPickingList = (
  list: PickingList,
  { language, brand, timezone }: Writing,
): Promise<Uint8Array> => {
  const title = words.pickingList;
  const sheet = openSheet({ language, title: `${title.en} ${list.number}`, author: brand.name });
  const { doc, margin, width } = sheet;
  let y = drawHead(sheet, brand, title, null);
  y = drawBand(
    sheet,
    [
      { label: words.orderNumber, value: [figures(String(list.number), COUNT)] },
      { label: words.ordered, value: [figures(momentText(list.placedAt, timezone), VALUE)] },
      { label: words.buyer, value: namedBlocks(sheet, list.recipient ?? words.buyer, VALUE, width / 3 - 20) },
    ],
    y,
  );
  if (list.notes) {
    const place = { x: margin, y, width };
    const below = drawLabel(sheet, words.notes, { size: 8, bold: true, color: ACCENT }, place);
    const notes = list.notes.split('\n').map((text) => plainBlock(sheet, text, TITLE, width));
    y = drawFlow(sheet, notes, { ...place, y: below }) + 10;
  }
  for (const { name, lines } of list.groups) {
    if (y + GROUP_HEIGHT > sheet.bottom) {
      doc.addPage();
      y = margin;
    }
    const heading = name ?? (list.by === 'shelf' ? words.noShelf : words.noCategory);
    y = drawLabel(sheet, heading, { size: 11, bold: true, color: ACCENT }, { x: margin, y, width }) + 3;
    y = drawTable(sheet, columns(sheet), lines, y, () => margin) + 16;
  }
  drawFeet(sheet, `${words.orderNumber[language === 'ar' ? 'ar' : 'en']} ${list.number}`);
  return closeSheet(sheet);
};
