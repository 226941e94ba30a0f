import type { Minor } from '../money';
import type { VatGroup } from '../pricing/cart';
import type { Thousandths } from '../quantity';

/** A line of an invoice, and what of it went back before. */
export type InvoiceLine = {
  id: string;
  quantity: Thousandths;
  /** as priced: with the VAT in it where prices are inclusive */
  net: Minor;
  vat: Minor;
  /** per cent */
  vatRate: number;
  refunded: RefundedPart;
};

/** So much of a line: its quantity, what was paid for it, and the VAT in that. */
export type RefundedPart = { quantity: Thousandths; amount: Minor; vat: Minor };

/** What an order asks its customer to pay, and what of that was given back. */
export type Invoice = {
  /** whether the VAT is in the prices */
  inclusive: boolean;
  lines: InvoiceLine[];
  groups: VatGroup[];
  /** of all refunds that did not fail, by rate */
  credited: VatGroup[];
};

/** A line of a refund. */
export type RefundLine = RefundedPart & { id: string; vatRate: number };

/** What is to go back: an amount, and for which goods; none where only an amount was said. */
export type Refund = { amount: Minor; lines: RefundLine[] };

/** A refund with the VAT in it. */
export type Credit = Refund & { vat: Minor; vatByRate: VatGroup[] };
