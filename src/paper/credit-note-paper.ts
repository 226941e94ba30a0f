import { amountText } from '../domain/invoice/amount-text';
import type { CreditedLine, CreditedRest, CreditNote } from '../domain/invoice/invoice';
import { amountColumn, countedCells, describedCells, fieldOf, numberColumn, taxCells, VALUE } from './cells';
import { drawClosing, GRAND } from './closing';
import {
  buyerCard,
  drawBand,
  drawCards,
  drawFeet,
  drawHead,
  footOf,
  sellerCard,
  type Writing,
} from './frame';
import { ALARM, blocksOf, closeSheet, drawFlow, openSheet, type Sheet } from './sheet';
import { type Column, drawTable } from './table';
import { momentText, words } from './words';

/** A row of the table: goods, or an amount beyond them. */
type Row = CreditedRest & { number: string; goods: CreditedLine | null };

const rowsOf = ({ lines, rest }: CreditNote): Row[] => [
  ...lines.map((line) => ({ ...line, goods: line })),
  ...rest.map((amounts) => ({ ...amounts, number: '', goods: null })),
];

const columns = (sheet: Sheet, { decimals, lines }: CreditNote): Column<Row>[] => {
  const beyond = lines.length > 0 ? words.deliveryAndOther : words.amountOnly;
  return [
    numberColumn(),
    {
      head: words.item,
      width: 217,
      side: 'text',
      cell: ({ goods }, width) => describedCells(sheet, goods?.title ?? beyond, goods, width),
    },
    {
      head: words.quantity,
      width: 64,
      side: 'center',
      cell: ({ goods }, width) => (goods ? countedCells(sheet, goods, width) : []),
    },
    amountColumn(words.net, 66, decimals, ({ net }) => net),
    {
      head: words.vat,
      width: 60,
      side: 'figures',
      cell: ({ vat, vatRate }, width) => taxCells(vat, vatRate, decimals, width),
    },
    amountColumn(words.amountWithVat, 80.28, decimals, ({ amount }) => amount, VALUE),
  ];
};

/** Why an invoice is lowered; a tax authority wants to read it on each credit note. */
const reasonOf = ({ reason, isCancelled }: CreditNote) => {
  if (reason) return { en: reason, ar: reason };
  return isCancelled ? words.orderCancelled : words.correction;
};

/** A credit note, which names the invoice that it lowers. */
export const drawCreditNote = (
  note: CreditNote,
  { language, brand, timezone }: Writing,
): Promise<Uint8Array> => {
  const { decimals } = note;
  const seller = note.seller.name ?? brand.name;
  const sheet = openSheet({ language, title: `${words.creditNote.en} ${note.number}`, author: seller });
  let y = drawHead(sheet, brand, words.creditNote, null);
  y = drawBand(
    sheet,
    [
      fieldOf(sheet, words.creditNoteNumber, String(note.number)),
      fieldOf(sheet, words.issued, momentText(note.issuedAt, timezone)),
      fieldOf(sheet, words.originalInvoice, String(note.invoice.number)),
      fieldOf(sheet, words.originalIssued, momentText(note.invoice.issuedAt, timezone)),
    ],
    y,
  );
  y = drawCards(sheet, [sellerCard(sheet, note.seller, brand), buyerCard(note.buyer)], y);
  const { en, ar } = reasonOf(note);
  const reason = { en: `${words.reason.en}: ${en}`, ar: `${words.reason.ar}: ${ar}` };
  const { margin: x, width } = sheet;
  y = drawFlow(sheet, blocksOf(sheet, reason, { size: 9, color: ALARM }, width), { x, y, width }) + 8;
  y = drawTable(sheet, columns(sheet, note), rowsOf(note), y, () => sheet.margin);
  const text = (amount: number): string => amountText(amount, decimals);
  const sums = [
    { label: words.taxable, amount: text(note.taxable) },
    { label: words.vatTotal, amount: text(note.vat) },
    { label: words.credited, amount: `${note.currency} ${text(note.amount)}`, style: GRAND },
  ];
  drawClosing(sheet, { sums, vatByRate: note.vatByRate, decimals, code: note.code, remark: null }, y);
  drawFeet(sheet, footOf(seller, note.seller.vatNumber));
  return closeSheet(sheet);
};
