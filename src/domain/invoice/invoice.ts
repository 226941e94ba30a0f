import { type Minor, sum } from '../money';
import type { VatGroup } from '../pricing/cart';
import type { Thousandths } from '../quantity';
import type { Seller } from '../seller';
import { zatcaCode } from './zatca-code';

/** A text in both languages; where one is missing the other stands for it. */
export type Bilingual = { en: string; ar: string };

/** Both languages of a text of which one or both may be missing. */
export const bilingual = (en: string | null, ar: string | null, fallback = ''): Bilingual => ({
  en: en || ar || fallback,
  ar: ar || en || fallback,
});

/** Who buys, as an order has them. */
export type Buyer = {
  name: string;
  contact: string | null;
  email: string | null;
  /** street, city, postal code and country, what there is of them */
  address: string;
};

/** A stored line of an order, amounts as priced. */
export type SoldLine = {
  id: string;
  sku: string | null;
  title: Bilingual;
  unit: Bilingual;
  quantity: Thousandths;
  unitPrice: Minor;
  shelf: Minor;
  promotionDiscount: Minor;
  discount: Minor;
  net: Minor;
  vat: Minor;
  vatRate: number;
};

/** A stored order as its invoice needs it. Amounts are minor units of its currency, as priced. */
export type SoldOrder = {
  number: number;
  issuedAt: Date;
  seller: Seller;
  buyer: Buyer;
  currency: string;
  decimals: number;
  vatInclusive: boolean;
  /** per cent: the shop's own rate, by which the delivery is taxed */
  vatRate: number;
  lines: SoldLine[];
  promotionDiscount: Minor;
  couponDiscount: Minor;
  couponCode: string | null;
  pointsDiscount: Minor;
  deliveryFee: Minor;
  vat: Minor;
  vatByRate: VatGroup[];
  total: Minor;
  refundedTotal: Minor;
  paymentMethod: PaymentWord;
  isPaid: boolean;
  isCancelled: boolean;
  notes: string | null;
};

export type PaymentWord = 'cod' | 'stripe' | 'paypal' | 'razorpay';

/** A line as an invoice prints it; `unitPrice` and `discount` as priced, `gross` with VAT. */
export type InvoiceLine = {
  id: string;
  sku: string | null;
  title: Bilingual;
  unit: Bilingual;
  quantity: Thousandths;
  unitPrice: Minor;
  discount: Minor;
  /** without VAT */
  net: Minor;
  vatRate: number;
  vat: Minor;
  gross: Minor;
};

/** The delivery, without and with VAT. */
export type DeliveryLine = { net: Minor; vatRate: number; vat: Minor; gross: Minor };

/** An invoice, ready to be drawn. All amounts are minor units. */
export type Invoice = Omit<SoldOrder, 'lines' | 'vatRate'> & {
  lines: InvoiceLine[];
  /** the goods as priced, before anything was taken off */
  shelf: Minor;
  /** null where nothing was charged for it */
  delivery: DeliveryLine | null;
  /** what is taxed, without VAT */
  taxable: Minor;
  /** of the ZATCA code; null where the seller has no name or no VAT number */
  code: string | null;
};

/** Whether what a seller has makes an invoice a tax invoice. */
const codeOf = (
  { name, vatNumber }: Seller,
  document: { issuedAt: Date; total: Minor; vat: Minor; decimals: number },
): string | null => (name && vatNumber ? zatcaCode({ sellerName: name, vatNumber, ...document }) : null);

/** An amount as priced, without and with its VAT. */
const taxed = (amount: Minor, vat: Minor, inclusive: boolean): { net: Minor; gross: Minor } =>
  inclusive ? { net: amount - vat, gross: amount } : { net: amount, gross: amount + vat };

/** The delivery has what the lines leave of the document's VAT. */
const deliveryOf = ({ deliveryFee, vat, vatRate, lines, vatInclusive }: SoldOrder): DeliveryLine | null => {
  if (deliveryFee === 0) return null;
  const own = vat - sum(lines.map((line) => line.vat));
  return { vatRate, vat: own, ...taxed(deliveryFee, own, vatInclusive) };
};

/** The invoice of an order. Lines of which nothing was left when it was picked are not on it. */
export const invoiceOf = ({ vatRate, ...order }: SoldOrder): Invoice => {
  const lines = order.lines.filter(({ quantity }) => quantity > 0);
  return {
    ...order,
    lines: lines.map(({ promotionDiscount, discount, net, shelf: _shelf, ...line }) => ({
      ...line,
      discount: promotionDiscount + discount,
      ...taxed(net, line.vat, order.vatInclusive),
    })),
    shelf: sum(lines.map(({ shelf }) => shelf)),
    delivery: deliveryOf({ vatRate, ...order }),
    taxable: sum(order.vatByRate.map(({ net }) => net)),
    code: codeOf(order.seller, order),
  };
};

/** A line that a credit note takes back; amounts are minor units. */
export type CreditedLine = {
  id: string;
  title: Bilingual;
  unit: Bilingual;
  quantity: Thousandths;
  net: Minor;
  vat: Minor;
  vatRate: number;
  amount: Minor;
};

/** A stored credit note. `amount` is with VAT; without lines it is an amount of money alone. */
export type StoredCreditNote = {
  number: number;
  issuedAt: Date;
  amount: Minor;
  vat: Minor;
  vatByRate: VatGroup[];
  lines: CreditedLine[];
  reason: string | null;
  seller: Seller;
};

/** A credit note, ready to be drawn. */
export type CreditNote = StoredCreditNote & {
  /** what is credited beyond the lines: the delivery, or all of it; null where there is nothing */
  rest: { amount: Minor; vat: Minor } | null;
  invoice: { number: number; issuedAt: Date };
  buyer: Buyer;
  currency: string;
  decimals: number;
  taxable: Minor;
  code: string | null;
};

const restOf = ({ amount, vat, lines }: StoredCreditNote): CreditNote['rest'] => {
  const rest = amount - sum(lines.map((line) => line.amount));
  return rest > 0 ? { amount: rest, vat: vat - sum(lines.map((line) => line.vat)) } : null;
};

/**
 * The credit note of a refund, beside the order whose invoice it lowers. One that was issued without a seller has the
 * order's.
 */
export const creditNoteOf = (stored: StoredCreditNote, order: SoldOrder): CreditNote => {
  const note = { ...stored, seller: stored.seller.name ? stored.seller : order.seller };
  return {
    ...note,
    rest: restOf(stored),
    invoice: { number: order.number, issuedAt: order.issuedAt },
    buyer: order.buyer,
    currency: order.currency,
    decimals: order.decimals,
    taxable: note.amount - note.vat,
    code: codeOf(note.seller, {
      issuedAt: note.issuedAt,
      total: note.amount,
      vat: note.vat,
      decimals: order.decimals,
    }),
  };
};
