import { amountText, quantityText, rateText } from '../domain/invoice/amount-text';
import type { Bilingual, CreditNote, CreditedLine, Invoice, InvoiceLine } from '../domain/invoice/invoice';
import type { VatGroup } from '../domain/pricing/cart';
import {
  type Brand,
  buyerCard,
  drawBand,
  drawCards,
  drawFeet,
  drawHead,
  drawSums,
  type Field,
  region,
  sellerCard,
  type Sum,
} from './frame';
import type { PaperLanguage } from './language';
import type { Block, Style } from './pen';
import { drawQr } from './qr';
import {
  ALARM,
  blocksOf,
  closeSheet,
  drawBlocks,
  figures,
  openSheet,
  placed,
  plainBlock,
  QUIET,
  type Sheet,
} from './sheet';
import { type Column, drawTable } from './table';
import { momentText, paymentWord, words } from './words';

/** How a paper is written: in which languages, in whose name and time. */
export type Writing = { language: PaperLanguage; brand: Brand; timezone: string };

const CELL: Style = { size: 8.5 };
const SMALL: Style = { size: 7, color: QUIET };
const VALUE: Style = { size: 9.5, bold: true };
const GRAND: Style = { size: 10.5, bold: true };

const QR_SIZE = 112;

/** Room that the sums need below the table. */
const SUMS_HEIGHT = 210;

const fieldOf = (sheet: Sheet, label: Bilingual, value: string | Bilingual): Field => ({
  label,
  value: typeof value === 'string' ? [figures(value, VALUE)] : blocksOf(sheet, value, VALUE, sheet.width / 4),
});

const amounts =
  (decimals: number) =>
  (amount: number, style: Style = CELL) =>
    figures(amountText(amount, decimals), style);

type Described = Pick<InvoiceLine, 'title' | 'unit' | 'quantity'>;

/** What was sold: its title in each language, and its SKU. */
const described = (sheet: Sheet, { title }: Described, sku: string | null, width: number): Block[] => [
  ...blocksOf(sheet, title, CELL, width),
  ...(sku ? [plainBlock(sheet, sku, SMALL, width)] : []),
];

const counted = (sheet: Sheet, { quantity, unit }: Described, width: number): Block[] => [
  figures(quantityText(quantity), CELL),
  ...blocksOf(sheet, unit, SMALL, width),
];

const taxed = (vat: number, rate: number, decimals: number): Block[] => [
  amounts(decimals)(vat),
  figures(rateText(rate), SMALL),
];

const invoiceColumns = (sheet: Sheet, decimals: number): Column<InvoiceLine>[] => {
  const amount = amounts(decimals);
  return [
    { head: { en: '#', ar: '#' }, width: 28, side: 'center', cell: ({ id }) => [figures(id, SMALL)] },
    {
      head: words.item,
      width: 173,
      side: 'text',
      cell: (line, width) => described(sheet, line, line.sku, width),
    },
    { head: words.quantity, width: 60, side: 'center', cell: (line, width) => counted(sheet, line, width) },
    { head: words.unitPrice, width: 60, side: 'end', cell: ({ unitPrice }) => [amount(unitPrice)] },
    { head: words.discount, width: 56, side: 'end', cell: ({ discount }) => [amount(discount)] },
    { head: words.vat, width: 58, side: 'end', cell: ({ vat, vatRate }) => taxed(vat, vatRate, decimals) },
    { head: words.amountWithVat, width: 80.28, side: 'end', cell: ({ gross }) => [amount(gross, VALUE)] },
  ];
};

const creditColumns = (sheet: Sheet, decimals: number): Column<CreditedLine>[] => {
  const amount = amounts(decimals);
  return [
    { head: { en: '#', ar: '#' }, width: 28, side: 'center', cell: ({ id }) => [figures(id, SMALL)] },
    {
      head: words.item,
      width: 217,
      side: 'text',
      cell: (line, width) => described(sheet, line, null, width),
    },
    { head: words.quantity, width: 64, side: 'center', cell: (line, width) => counted(sheet, line, width) },
    { head: words.net, width: 66, side: 'end', cell: ({ net }) => [amount(net)] },
    { head: words.vat, width: 60, side: 'end', cell: ({ vat, vatRate }) => taxed(vat, vatRate, decimals) },
    { head: words.amountWithVat, width: 80.28, side: 'end', cell: (line) => [amount(line.amount, VALUE)] },
  ];
};

const rateColumns = (decimals: number, width: number): Column<VatGroup>[] => {
  const amount = amounts(decimals);
  return [
    {
      head: words.rate,
      width: width * 0.24,
      side: 'center',
      cell: ({ rate }) => [figures(rateText(rate), CELL)],
    },
    { head: words.net, width: width * 0.44, side: 'end', cell: ({ net }) => [amount(net)] },
    { head: words.vat, width: width * 0.32, side: 'end', cell: ({ vat }) => [amount(vat)] },
  ];
};

type Closing = {
  sums: Sum[];
  vatByRate: VatGroup[];
  decimals: number;
  code: string | null;
  remark: Bilingual | null;
};

/** Draws what stands below the lines: code and VAT by rate at the beginning, sums at the end. */
const drawClosing = (sheet: Sheet, { sums, vatByRate, decimals, code, remark }: Closing, y: number): void => {
  const { doc, margin, width } = sheet;
  let top = y + 16;
  if (top + SUMS_HEIGHT + vatByRate.length * 22 > sheet.bottom) {
    doc.addPage();
    top = margin;
  }
  const gap = 24;
  const sumsWidth = 275;
  const left = region(sheet, { x: margin, width: width - sumsWidth - gap });
  const right = region(sheet, { x: margin + width - sumsWidth, width: sumsWidth });
  drawSums(right, sums, top);
  const rates = drawTable(left, rateColumns(decimals, left.width), vatByRate, top, () => margin);
  let below = rates + 8;
  if (remark) {
    const place = { x: left.margin, y: below, width: left.width };
    below = drawBlocks(sheet, blocksOf(sheet, remark, SMALL, left.width), place) + 6;
  }
  if (code) {
    const place = placed(left, { x: left.margin, y: below, width: QR_SIZE });
    drawQr(doc, code, { x: place.x, y: place.y, size: QR_SIZE });
  }
};

const footOf = (name: string, vatNumber: string | null): string =>
  vatNumber ? `${name}  ${vatNumber}` : name;

const sum = (label: Bilingual, amount: string, style?: Style): Sum => ({
  label,
  amount,
  ...(style && { style }),
});

const invoiceSums = (invoice: Invoice): Sum[] => {
  const { decimals, currency } = invoice;
  const text = (amount: number): string => amountText(amount, decimals);
  const less = (label: Bilingual, amount: number): Sum[] =>
    amount > 0 ? [sum(label, text(-amount).replace('-', '−'))] : [];
  const { couponCode } = invoice;
  const coupon = couponCode
    ? { en: `${words.coupon.en} (${couponCode})`, ar: `${words.coupon.ar} (${couponCode})` }
    : words.coupon;
  return [
    sum(words.goods, text(invoice.shelf)),
    ...less(words.promotions, invoice.promotionDiscount),
    ...less(coupon, invoice.couponDiscount),
    ...less(words.points, invoice.pointsDiscount),
    ...(invoice.delivery ? [sum(words.delivery, text(invoice.deliveryFee))] : []),
    sum(words.taxable, text(invoice.taxable)),
    sum(words.vatTotal, text(invoice.vat)),
    sum(words.amountWithVat, `${text(invoice.total)} ${currency}`, GRAND),
    ...(invoice.refundedTotal > 0 ? [sum(words.refunded, text(invoice.refundedTotal))] : []),
  ];
};

/** An invoice: a simplified tax invoice with its code where the seller has a VAT number. */
export const drawInvoice = (
  invoice: Invoice,
  { language, brand, timezone }: Writing,
): Promise<Uint8Array> => {
  const title = invoice.code ? words.taxInvoice : words.invoice;
  const seller = invoice.seller.name ?? brand.name;
  const sheet = openSheet({ language, title: `${title.en} ${invoice.number}`, author: seller });
  let y = drawHead(sheet, brand, title, invoice.isCancelled ? words.cancelled : null);
  y = drawBand(
    sheet,
    [
      fieldOf(sheet, words.invoiceNumber, String(invoice.number)),
      fieldOf(sheet, words.issued, momentText(invoice.issuedAt, timezone)),
      fieldOf(sheet, words.payment, paymentWord(invoice.paymentMethod)),
      fieldOf(sheet, words.status, invoice.isPaid ? words.paid : words.unpaid),
    ],
    y,
  );
  y = drawCards(sheet, [sellerCard(sheet, invoice.seller, brand), buyerCard(invoice.buyer)], y);
  y = drawTable(sheet, invoiceColumns(sheet, invoice.decimals), invoice.lines, y, () => sheet.margin);
  drawClosing(
    sheet,
    {
      ...invoice,
      sums: invoiceSums(invoice),
      remark: invoice.vatInclusive ? words.inclusive : words.exclusive,
    },
    y,
  );
  drawFeet(sheet, footOf(seller, invoice.seller.vatNumber));
  return closeSheet(sheet);
};

/** What is credited beyond the lines, as a line. */
const restLines = ({ rest, lines, vatByRate }: CreditNote): CreditedLine[] =>
  rest === null
    ? []
    : [
        {
          id: '',
          title: lines.length > 0 ? words.deliveryAndOther : words.amountOnly,
          unit: { en: '', ar: '' },
          quantity: 1000,
          net: rest.amount - rest.vat,
          vat: rest.vat,
          vatRate: Math.max(0, ...vatByRate.map(({ rate }) => rate)),
          amount: rest.amount,
        },
      ];

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
  if (note.reason) {
    const style = { size: 9, color: ALARM };
    const reason = { en: `${words.reason.en}: ${note.reason}`, ar: `${words.reason.ar}: ${note.reason}` };
    y =
      drawBlocks(sheet, blocksOf(sheet, reason, style, sheet.width), {
        x: sheet.margin,
        y,
        width: sheet.width,
      }) + 8;
  }
  const lines = [...note.lines, ...restLines(note)];
  y = drawTable(sheet, creditColumns(sheet, decimals), lines, y, () => sheet.margin);
  const text = (amount: number): string => amountText(amount, decimals);
  const sums = [
    sum(words.taxable, text(note.taxable)),
    sum(words.vatTotal, text(note.vat)),
    sum(words.credited, `${text(note.amount)} ${note.currency}`, GRAND),
  ];
  drawClosing(sheet, { sums, vatByRate: note.vatByRate, decimals, code: note.code, remark: null }, y);
  drawFeet(sheet, footOf(seller, note.seller.vatNumber));
  return closeSheet(sheet);
};
