import { amountText } from '../domain/invoice/amount-text';
import { type Bilingual, type Invoice, type InvoiceLine, isRefundedInFull } from '../domain/invoice/invoice';
import {
  amountColumn,
  CELL,
  countedCells,
  describedCells,
  fieldOf,
  numberColumn,
  taxCells,
  VALUE,
} from './cells';
import { drawClosing, GRAND } from './closing';
import {
  buyerCard,
  drawBand,
  drawCards,
  drawFeet,
  drawHead,
  footOf,
  sellerCard,
  type Sum,
  type Writing,
} from './frame';
import { ltr } from './bidi';
import { blocksOf, closeSheet, openSheet, type Sheet } from './sheet';
import { type Column, drawTable } from './table';
import { momentText, paymentWord, words } from './words';

/** A row of the table: goods, the name of the combo that follows, or the delivery. */
type Row = {
  number: string;
  title: Bilingual;
  isHeading: boolean;
  goods: InvoiceLine | null;
  price: number | null;
  taxed: { vat: number; vatRate: number; gross: number } | null;
};

const rowsOf = ({ lines, delivery, deliveryFee }: Invoice): Row[] => [
  ...lines.flatMap((line): Row[] => [
    ...(line.heading ? [{ ...line.heading, isHeading: true, goods: null, price: null, taxed: null }] : []),
    {
      number: line.number,
      title: line.title,
      isHeading: false,
      goods: line,
      price: line.unitPrice,
      taxed: line,
    },
  ]),
  ...(delivery
    ? [
        {
          number: '',
          title: words.delivery,
          isHeading: false,
          goods: null,
          price: deliveryFee,
          taxed: delivery,
        },
      ]
    : []),
];

const columns = (sheet: Sheet, decimals: number): Column<Row>[] => [
  numberColumn(),
  {
    head: words.item,
    width: 173,
    side: 'text',
    cell: ({ title, goods, isHeading }, width) =>
      isHeading
        ? blocksOf(sheet, title, { ...CELL, bold: true }, width)
        : describedCells(sheet, title, goods, width),
  },
  {
    head: words.quantity,
    width: 60,
    side: 'center',
    cell: ({ goods }, width) => (goods ? countedCells(sheet, goods, width) : []),
  },
  amountColumn(words.unitPrice, 60, decimals, ({ price }) => price),
  amountColumn(words.discount, 56, decimals, ({ goods }) => goods?.discount ?? null),
  {
    head: words.vat,
    width: 58,
    side: 'figures',
    cell: ({ taxed }, width) => (taxed ? taxCells(taxed.vat, taxed.vatRate, decimals, width) : []),
  },
  amountColumn(words.amountWithVat, 80.28, decimals, ({ taxed }) => taxed?.gross ?? null, VALUE),
];

const sumsOf = (invoice: Invoice): Sum[] => {
  const { decimals, currency, couponCode } = invoice;
  const text = (amount: number): string => amountText(amount, decimals);
  const less = (label: Bilingual, amount: number): Sum[] =>
    amount > 0 ? [{ label, amount: `−${text(amount)}` }] : [];
  const coupon = couponCode
    ? {
        en: `${words.coupon.en} (${ltr(couponCode)})`,
        ar: `${words.coupon.ar} (${ltr(couponCode)})`,
      }
    : words.coupon;
  return [
    { label: words.goods, amount: text(invoice.shelf) },
    ...less(words.promotions, invoice.promotionDiscount),
    ...less(coupon, invoice.couponDiscount),
    ...less(words.points, invoice.pointsDiscount),
    ...(invoice.delivery ? [{ label: words.delivery, amount: text(invoice.deliveryFee) }] : []),
    { label: words.taxable, amount: text(invoice.taxable) },
    { label: words.vatTotal, amount: text(invoice.vat) },
    { label: words.amountWithVat, amount: `${currency} ${text(invoice.total)}`, style: GRAND },
    ...(invoice.refundedTotal > 0 ? [{ label: words.refunded, amount: text(invoice.refundedTotal) }] : []),
  ];
};

const statusOf = (invoice: Invoice): Bilingual => {
  if (isRefundedInFull(invoice)) return words.fullyRefunded;
  return invoice.isPaid ? words.paid : words.unpaid;
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
      fieldOf(sheet, words.status, statusOf(invoice)),
    ],
    y,
  );
  y = drawCards(sheet, [sellerCard(sheet, invoice.seller, brand), buyerCard(invoice.buyer)], y);
  y = drawTable(sheet, columns(sheet, invoice.decimals), rowsOf(invoice), y, () => sheet.margin);
  const remark = invoice.vatInclusive ? words.inclusive : words.exclusive;
  drawClosing(sheet, { ...invoice, sums: sumsOf(invoice), remark }, y);
  drawFeet(sheet, footOf(seller, invoice.seller.vatNumber));
  return closeSheet(sheet);
};
