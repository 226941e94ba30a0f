import { amountText, quantityText, rateText } from '../domain/invoice/amount-text';
import { type Invoice, type InvoiceLine, isRefundedInFull } from '../domain/invoice/invoice';
import { replacedCells } from './cells';
import { type Brand, drawSums, namedBlocks, setSums, type Sum, type Writing } from './frame';
import { type Block, drawBlock, type Style } from './pen';
import { drawQr } from './qr';
import {
  blocksOf,
  closeSheet,
  drawBlocks,
  drawRule,
  figures,
  heightOf,
  INK_LINE,
  openSheet,
  placed,
  plainBlock,
  type Sheet,
  sideOf,
  widthOf,
} from './sheet';
import { momentText, paymentWord, words } from './words';

/** A roll of 80 mm, of which printers leave some 4 mm on each side blank. */
const WIDTH = (80 * 72) / 25.4;
const MARGIN = 12;
/** As long as a page of a PDF may be (200 inches); longer receipts are cut between their lines. */
const LONGEST = 14_400;
/** Room for what stands below the lines. */
const BELOW_LINES = 1_400;

const TEXT: Style = { size: 8.5, color: '#000000' };
const STRONG: Style = { ...TEXT, bold: true };
const TITLE: Style = { ...STRONG, size: 11 };
const NAME: Style = { size: 13, bold: true, color: '#000000' };
const DUE: Style = { size: 15, bold: true, color: '#000000' };
const QR_SIZE = 120;

/** Begins another piece of the roll. */
type NextPiece = () => void;

/** Something at the beginning of a line and a figure at its end, on a line of its own where there is no room. */
const drawRow = (sheet: Sheet, text: Block, figure: Block, figureWidth: number, y: number): number => {
  const { margin, width } = sheet;
  const isTight = widthOf(text) + 8 + figureWidth > width;
  const below = drawBlocks(sheet, [text], { x: margin, y, width }, sideOf(sheet, 'start'));
  const at = isTight ? below : y;
  const end = placed(sheet, { x: margin + width - figureWidth, y: at, width: figureWidth });
  drawBlock(sheet.doc, figure, end, 'right');
  return Math.max(below, at + figure.height);
};

const drawCentered = (sheet: Sheet, blocks: Block[], y: number): number =>
  drawBlocks(sheet, blocks, { x: sheet.margin, y, width: sheet.width }, 'center');

const drawCut = (sheet: Sheet, y: number): number => {
  drawRule(sheet, { x: sheet.margin, y: y + 5, width: sheet.width }, INK_LINE, 0.7);
  return y + 10;
};

/** Lines and delivery as priced make the total, or what VAT is added to. */
const sumsOf = (invoice: Invoice): Sum[] => {
  const { decimals, currency, refundedTotal } = invoice;
  const text = (amount: number): string => amountText(amount, decimals);
  return [
    ...(invoice.delivery ? [{ label: words.delivery, amount: text(invoice.deliveryFee), style: TEXT }] : []),
    { label: words.taxable, amount: text(invoice.taxable), style: TEXT },
    { label: words.vatTotal, amount: text(invoice.vat), style: TEXT },
    { label: words.total, amount: `${currency} ${text(invoice.total)}`, style: TITLE },
    ...(refundedTotal > 0 ? [{ label: words.refunded, amount: text(refundedTotal), style: TEXT }] : []),
  ];
};

/** Who gets it, where, and what they ask for: what the driver reads first. */
const drawRecipient = (sheet: Sheet, { buyer, notes }: Invoice, y: number): number => {
  const { margin: x, width } = sheet;
  const blocks = [
    ...namedBlocks(sheet, buyer.name ?? words.buyer, STRONG, width),
    ...[buyer.contact, buyer.address].flatMap((text) => (text ? [plainBlock(sheet, text, TEXT, width)] : [])),
    ...(notes
      ? [
          ...blocksOf(sheet, words.notes, STRONG, width),
          ...notes.split('\n').map((text) => plainBlock(sheet, text, TEXT, width)),
        ]
      : []),
  ];
  return drawBlocks(sheet, blocks, { x, y, width }, sideOf(sheet, 'start'));
};

const drawLines = (sheet: Sheet, invoice: Invoice, y: number, nextPiece: NextPiece): number => {
  const { lines, decimals, vatInclusive } = invoice;
  const { margin: x, width } = sheet;
  const amounts = lines.map(({ gross, net }) =>
    figures(amountText(vatInclusive ? gross : net, decimals), STRONG, width),
  );
  const amountWidth = Math.max(0, ...amounts.map(widthOf));
  const countOf = ({ quantity, unitPrice, discount, vatRate }: InvoiceLine): Block => {
    const less = discount > 0 ? `  −${amountText(discount, decimals)}` : '';
    const count = `${quantityText(quantity)} × ${amountText(unitPrice, decimals)}`;
    return figures(`${count}${less}  (${rateText(vatRate)})`, TEXT, width);
  };
  let at = y;
  lines.forEach((line, index) => {
    const titles = [
      ...(line.heading ? blocksOf(sheet, line.heading.title, TITLE, width) : []),
      ...blocksOf(sheet, line.title, STRONG, width),
      ...replacedCells(sheet, line.replaces, TEXT, width),
    ];
    if (at + heightOf(titles) + 40 > LONGEST - BELOW_LINES) {
      nextPiece();
      at = MARGIN;
    }
    at = drawBlocks(sheet, titles, { x, y: at, width });
    at = drawRow(sheet, countOf(line), amounts[index] ?? figures('', STRONG), amountWidth, at) + 2;
  });
  return at;
};

const drawDue = (sheet: Sheet, invoice: Invoice, y: number): number => {
  const { isPaid, isCancelled, paymentMethod, total, decimals, currency } = invoice;
  const say = (text: typeof words.paid, style: Style): number =>
    drawCentered(sheet, blocksOf(sheet, text, style, sheet.width), y);
  if (isRefundedInFull(invoice)) return say(words.fullyRefunded, DUE);
  if (isCancelled) return say(words.cancelled, DUE);
  if (isPaid) return say(words.nothingToCollect, TITLE);
  if (paymentMethod !== 'cod') return say(words.unpaid, DUE);
  const below = say(words.toCollect, TITLE);
  const due = figures(`${currency} ${amountText(total, decimals)}`, DUE, sheet.width);
  return drawCentered(sheet, [due], below);
};

/** Draws everything and answers where it ends, on the last piece. */
const drawAll = (sheet: Sheet, invoice: Invoice, { brand, timezone }: Writing, next: NextPiece): number => {
  const { width } = sheet;
  let y = drawSeller(sheet, invoice, brand);
  const title = invoice.code ? words.taxInvoice : words.receipt;
  y = drawCut(sheet, drawCentered(sheet, blocksOf(sheet, title, TITLE, width), y + 4));
  const issued = figures(momentText(invoice.issuedAt, timezone), TEXT);
  y = drawRow(sheet, figures(`#${invoice.number}`, TITLE), issued, widthOf(issued), y);
  y = drawCut(sheet, drawRecipient(sheet, invoice, y + 2));
  y = drawCut(sheet, drawLines(sheet, invoice, y, next));
  y = drawSums(sheet, setSums(sheet, sumsOf(invoice)), y) + 2;
  y = drawCentered(sheet, blocksOf(sheet, paymentWord(invoice.paymentMethod), TEXT, width), y);
  y = drawDue(sheet, invoice, y + 4) + 6;
  if (invoice.code) {
    drawQr(sheet.doc, invoice.code, { x: (WIDTH - QR_SIZE) / 2, y, size: QR_SIZE });
    y += QR_SIZE;
  }
  return drawCentered(sheet, blocksOf(sheet, words.thanks, TEXT, width), y + 4);
};

const drawSeller = (sheet: Sheet, { seller }: Invoice, brand: Brand): number => {
  const { name, vatNumber, address } = seller;
  const { width } = sheet;
  let y = drawCentered(sheet, [plainBlock(sheet, name ?? brand.name, NAME, width)], sheet.margin);
  const about = [...(address?.split('\n') ?? [])].map((text) => plainBlock(sheet, text, TEXT, width));
  y = drawCentered(sheet, about, y);
  if (!vatNumber) return y;
  const number = { en: `${words.vatNumber.en} ${vatNumber}`, ar: `${words.vatNumber.ar} ${vatNumber}` };
  return drawCentered(sheet, blocksOf(sheet, number, TEXT, width), y);
};

/**
 * The receipt that a driver hands over, for printers of 80 mm: as long as it takes. It is drawn twice, as only the first
 * time tells how long that is.
 */
export const drawReceipt = (invoice: Invoice, writing: Writing): Promise<Uint8Array> => {
  const open = (height: number): Sheet =>
    openSheet({
      language: writing.language,
      title: `${words.receipt.en} ${invoice.number}`,
      author: invoice.seller.name ?? writing.brand.name,
      size: { width: WIDTH, height, margin: MARGIN },
    });
  const trial = open(LONGEST);
  let pieces = 1;
  const end = drawAll(trial, invoice, writing, () => {
    pieces += 1;
    trial.doc.addPage();
  });
  const heightOfPiece = (piece: number): number => (piece < pieces ? LONGEST : end + MARGIN);
  const sheet = open(heightOfPiece(1));
  let piece = 1;
  drawAll(sheet, invoice, writing, () => {
    piece += 1;
    sheet.doc.addPage({ size: [WIDTH, heightOfPiece(piece)], margin: 0 });
  });
  return closeSheet(sheet);
};
