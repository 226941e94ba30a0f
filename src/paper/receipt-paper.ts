import { amountText, quantityText, rateText } from '../domain/invoice/amount-text';
import type { Invoice } from '../domain/invoice/invoice';
import { type Brand, drawSums, type Sum } from './frame';
import type { Writing } from './invoice-paper';
import { spoken } from './language';
import { type Block, drawBlock, setPiece, type Style } from './pen';
import { drawQr } from './qr';
import {
  blocksOf,
  closeSheet,
  drawBlocks,
  drawRule,
  figures,
  INK_LINE,
  openSheet,
  plainBlock,
  type Sheet,
  sideOf,
} from './sheet';
import { momentText, paymentWord, words } from './words';

/** A roll of 80 mm, of which printers leave some 4 mm on each side blank. */
const WIDTH = (80 * 72) / 25.4;
const MARGIN = 12;
/** Longer than any receipt; the paper is cut where it ends. */
const ENDLESS = 14_000;

const TEXT: Style = { size: 8.5, color: '#000000' };
const STRONG: Style = { ...TEXT, bold: true };
const NAME: Style = { size: 13, bold: true, color: '#000000' };
const DUE: Style = { size: 15, bold: true, color: '#000000' };
const QR_SIZE = 120;

/** Something at the beginning of a line and something at its end. */
const drawRow = (sheet: Sheet, blocks: Block[], end: Block, y: number): number => {
  const place = { x: sheet.margin, y, width: sheet.width };
  drawBlock(sheet.doc, end, place, sideOf(sheet, 'end'));
  return Math.max(drawBlocks(sheet, blocks, place, sideOf(sheet, 'start')), y + end.height);
};

const drawCentered = (sheet: Sheet, blocks: Block[], y: number): number =>
  drawBlocks(sheet, blocks, { x: sheet.margin, y, width: sheet.width }, 'center');

const drawCut = (sheet: Sheet, y: number): number => {
  drawRule(sheet, { x: sheet.margin, y: y + 5, width: sheet.width }, INK_LINE, 0.7);
  return y + 10;
};

const sumsOf = (invoice: Invoice): Sum[] => {
  const { decimals, currency } = invoice;
  const text = (amount: number): string => amountText(amount, decimals);
  const off = invoice.couponDiscount + invoice.pointsDiscount;
  return [
    ...(off > 0 ? [{ label: words.discount, amount: text(-off).replace('-', '−'), style: TEXT }] : []),
    ...(invoice.delivery ? [{ label: words.delivery, amount: text(invoice.deliveryFee), style: TEXT }] : []),
    { label: words.taxable, amount: text(invoice.taxable), style: TEXT },
    { label: words.vatTotal, amount: text(invoice.vat), style: TEXT },
    { label: words.total, amount: `${text(invoice.total)} ${currency}`, style: { ...STRONG, size: 11 } },
  ];
};

/** Who gets it, and where: what the driver reads first. */
const drawRecipient = (sheet: Sheet, { buyer }: Invoice, y: number): number => {
  const lines = [
    [buyer.name, STRONG],
    [buyer.contact ?? '', TEXT],
    [buyer.address, TEXT],
  ] as const;
  const blocks = lines
    .filter(([text]) => text !== '')
    .map(([text, style]) => plainBlock(sheet, text, style, sheet.width));
  return drawBlocks(sheet, blocks, { x: sheet.margin, y, width: sheet.width }, sideOf(sheet, 'start'));
};

const drawLines = (sheet: Sheet, { lines, decimals, vatInclusive }: Invoice, y: number): number => {
  let at = y;
  for (const line of lines) {
    const titles = spoken(line.title, sheet.language).map((piece) =>
      setPiece({ ...STRONG, ...piece }, sheet.width),
    );
    at = drawBlocks(sheet, titles, { x: sheet.margin, y: at, width: sheet.width });
    const count = `${quantityText(line.quantity)} × ${amountText(line.unitPrice, decimals)}`;
    const less = line.discount > 0 ? `  −${amountText(line.discount, decimals)}` : '';
    const amount = amountText(vatInclusive ? line.gross : line.net, decimals);
    at =
      drawRow(
        sheet,
        [figures(`${count}${less}  (${rateText(line.vatRate)})`, TEXT)],
        figures(amount, STRONG),
        at,
      ) + 2;
  }
  return at;
};

const drawDue = (
  sheet: Sheet,
  { isPaid, isCancelled, total, decimals, currency }: Invoice,
  y: number,
): number => {
  if (isCancelled) return drawCentered(sheet, blocksOf(sheet, words.cancelled, DUE, sheet.width), y);
  if (isPaid) {
    return drawCentered(
      sheet,
      blocksOf(sheet, words.nothingToCollect, { ...STRONG, size: 11 }, sheet.width),
      y,
    );
  }
  const below = drawCentered(
    sheet,
    blocksOf(sheet, words.toCollect, { ...STRONG, size: 11 }, sheet.width),
    y,
  );
  return drawCentered(sheet, [figures(`${amountText(total, decimals)} ${currency}`, DUE)], below);
};

/** Draws everything and answers where it ends. */
const drawAll = (sheet: Sheet, invoice: Invoice, brand: Brand, timezone: string): number => {
  const { name, vatNumber, address } = invoice.seller;
  let y = drawCentered(sheet, [plainBlock(sheet, name ?? brand.name, NAME, sheet.width)], sheet.margin);
  const about = [...(address?.split('\n') ?? [])].map((text) => plainBlock(sheet, text, TEXT, sheet.width));
  y = drawCentered(sheet, about, y);
  if (vatNumber) {
    const number = { en: `${words.vatNumber.en} ${vatNumber}`, ar: `${words.vatNumber.ar} ${vatNumber}` };
    y = drawCentered(sheet, blocksOf(sheet, number, TEXT, sheet.width), y);
  }
  const title = invoice.code ? words.taxInvoice : words.receipt;
  y = drawCut(
    sheet,
    drawCentered(sheet, blocksOf(sheet, title, { ...STRONG, size: 11 }, sheet.width), y + 4),
  );
  y = drawRow(
    sheet,
    [figures(`#${invoice.number}`, { ...STRONG, size: 11 })],
    figures(momentText(invoice.issuedAt, timezone), TEXT),
    y,
  );
  y = drawCut(sheet, drawRecipient(sheet, invoice, y + 2));
  y = drawCut(sheet, drawLines(sheet, invoice, y));
  y = drawSums(sheet, sumsOf(invoice), y) + 2;
  y = drawCentered(sheet, blocksOf(sheet, paymentWord(invoice.paymentMethod), TEXT, sheet.width), y);
  y = drawDue(sheet, invoice, y + 4) + 6;
  if (invoice.code) {
    drawQr(sheet.doc, invoice.code, { x: (WIDTH - QR_SIZE) / 2, y, size: QR_SIZE });
    y += QR_SIZE;
  }
  return drawCentered(sheet, blocksOf(sheet, words.thanks, TEXT, sheet.width), y + 4);
};

/**
 * The receipt that a driver hands over, for printers of 80 mm: as long as it takes. It is drawn twice, as only the first
 * time tells how long that is.
 */
export const drawReceipt = (
  invoice: Invoice,
  { language, brand, timezone }: Writing,
): Promise<Uint8Array> => {
  const open = (height: number): Sheet =>
    openSheet({
      language,
      title: `${words.receipt.en} ${invoice.number}`,
      author: invoice.seller.name ?? brand.name,
      size: { width: WIDTH, height, margin: MARGIN },
    });
  const length = drawAll(open(ENDLESS), invoice, brand, timezone) + MARGIN;
  const sheet = open(length);
  drawAll(sheet, invoice, brand, timezone);
  return closeSheet(sheet);
};
