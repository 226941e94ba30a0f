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

/** The same of a text that may be missing altogether. */
export const bilingualOrNone = (en?: string | null, ar?: string | null): Bilingual | null =>
  en || ar ? bilingual(en ?? null, ar ?? null) : null;

/** Who buys, as an order has them. */
export type Buyer = {
  /** null of a customer who was erased */
  name: string | null;
  contact: string | null;
  email: string | null;
  /** street, city, postal code and country, what there is of them */
  address: string;
};

/** A stored line of an order, amounts as priced. */
export type SoldLine = {
  /** `2`, or `2.1` for a good of a combo */
  id: string;
  /** what the combo is called that this good belongs to */
  combo: Bilingual | null;
  sku: string | null;
  title: Bilingual;
  /** what was ordered, where this is a substitute */
  replaces: Bilingual | null;
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
  /** `2`, or `2.1` for a good of a combo: counted anew, as empty lines are not printed */
  number: string;
  /** of the combo that begins with this line */
  heading: { number: string; title: Bilingual } | null;
  sku: string | null;
  title: Bilingual;
  /** what was ordered, where this is a substitute */
  replaces: Bilingual | null;
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

/** The numbers that lines have on paper, by their ids: without gaps, goods of a combo below the number of it. */
const numbersOf = (lines: SoldLine[]): Map<string, string> => {
  const numbers = new Map<string, string>();
  let [whole, part, last] = [0, 0, ''];
  for (const { id } of lines) {
    const [line = '', component] = id.split('.');
    if (line !== last) [whole, part, last] = [whole + 1, 0, line];
    part += 1;
    numbers.set(id, component === undefined ? String(whole) : `${whole}.${part}`);
  }
  return numbers;
};

const isPrinted = ({ quantity }: SoldLine): boolean => quantity > 0;

/** The invoice of an order. Lines of which nothing was left when it was picked are not on it. */
export const invoiceOf = ({ vatRate, ...order }: SoldOrder): Invoice => {
  const lines = order.lines.filter(isPrinted);
  const numbers = numbersOf(lines);
  return {
    ...order,
    lines: lines.map(({ id, combo, promotionDiscount, discount, net, shelf: _shelf, ...line }) => {
      const number = numbers.get(id) ?? id;
      const [whole, part] = number.split('.');
      return {
        ...line,
        number,
        heading: combo && whole && part === '1' ? { number: whole, title: combo } : null,
        discount: promotionDiscount + discount,
        ...taxed(net, line.vat, order.vatInclusive),
      };
    }),
    shelf: sum(lines.map(({ shelf }) => shelf)),
    delivery: deliveryOf({ vatRate, ...order }),
    taxable: sum(order.vatByRate.map(({ net }) => net)),
    code: codeOf(order.seller, order),
  };
};

/** Whether everything that was paid for an order has gone back. */
export const isRefundedInFull = ({
  refundedTotal,
  total,
}: Pick<SoldOrder, 'refundedTotal' | 'total'>): boolean => refundedTotal > 0 && refundedTotal >= total;

/** A line that a credit note takes back; amounts are minor units. */
export type StoredCreditLine = {
  id: string;
  title: Bilingual;
  replaces: Bilingual | null;
  unit: Bilingual;
  quantity: Thousandths;
  net: Minor;
  vat: Minor;
  vatRate: number;
  amount: Minor;
};

/** Such a line as it is printed: by its number on the invoice. */
export type CreditedLine = Omit<StoredCreditLine, 'id'> & { number: string; sku: string | null };

/** What is credited at a rate beyond the lines: the delivery, or money alone. */
export type CreditedRest = { vatRate: number; net: Minor; vat: Minor; amount: Minor };

/** A stored credit note. `amount` is with VAT; without lines it is an amount of money alone. */
export type StoredCreditNote = {
  number: number;
  issuedAt: Date;
  amount: Minor;
  vat: Minor;
  vatByRate: VatGroup[];
  lines: StoredCreditLine[];
  reason: string | null;
  seller: Seller;
};

/** A credit note, ready to be drawn. */
export type CreditNote = Omit<StoredCreditNote, 'lines'> & {
  lines: CreditedLine[];
  /** one for each rate of which more is credited than the lines say */
  rest: CreditedRest[];
  invoice: { number: number; issuedAt: Date };
  /** which says why where no reason was given */
  isCancelled: boolean;
  buyer: Buyer;
  currency: string;
  decimals: number;
  taxable: Minor;
  code: string | null;
};

const restOf = ({ vatByRate, lines }: StoredCreditNote): CreditedRest[] =>
  vatByRate
    .map(({ rate, ...group }): CreditedRest => {
      const own = lines.filter(({ vatRate }) => vatRate === rate);
      const net = group.net - sum(own.map((line) => line.net));
      const vat = group.vat - sum(own.map((line) => line.vat));
      return { vatRate: rate, net, vat, amount: net + vat };
    })
    .filter(({ net, vat }) => net !== 0 || vat !== 0);

/**
 * The credit note of a refund, beside the order whose invoice it lowers. One that was issued without a seller has the
 * order's.
 */
export const creditNoteOf = (stored: StoredCreditNote, order: SoldOrder): CreditNote => {
  const seller = stored.seller.name ? stored.seller : order.seller;
  const numbers = numbersOf(order.lines.filter(isPrinted));
  const skus = new Map(order.lines.map(({ id, sku }) => [id, sku]));
  return {
    ...stored,
    seller,
    lines: stored.lines.map(({ id, ...line }) => ({
      ...line,
      number: numbers.get(id) ?? id,
      sku: skus.get(id) ?? null,
    })),
    rest: restOf(stored),
    invoice: { number: order.number, issuedAt: order.issuedAt },
    isCancelled: order.isCancelled,
    buyer: order.buyer,
    currency: order.currency,
    decimals: order.decimals,
    taxable: stored.amount - stored.vat,
    code: codeOf(seller, {
      issuedAt: stored.issuedAt,
      total: stored.amount,
      vat: stored.vat,
      decimals: order.decimals,
    }),
  };
};
