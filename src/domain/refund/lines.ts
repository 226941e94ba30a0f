import type { Minor } from '../money';
import { share } from '../rounding';
import type { Thousandths } from '../quantity';
import type { Invoice, InvoiceLine, RefundLine } from './invoice';

/** What the customer paid for a line. */
const paidFor = ({ net, vat }: InvoiceLine, inclusive: boolean): Minor => (inclusive ? net : net + vat);

const between = (value: number, least: number, most: number): number =>
  Math.max(least, Math.min(value, most));

/**
 * What the customer paid for a part of a line. Rounded on all that went back of the line so far, so that its parts sum
 * to the line, however many there are.
 * @param quantity no more than is left of the line
 */
export const refundLine = (line: InvoiceLine, quantity: Thousandths, inclusive: boolean): RefundLine => {
  const { refunded } = line;
  const soFar = refunded.quantity + quantity;
  const due = share(paidFor(line, inclusive), soFar, line.quantity) - refunded.amount;
  const amount = Math.max(0, due);
  const vat = between(share(line.vat, soFar, line.quantity) - refunded.vat, 0, amount);
  return { id: line.id, quantity, amount, vat, vatRate: line.vatRate };
};

/** What the customer paid for parts of lines that are named by their ids. */
export const refundLines = (
  { lines, inclusive }: Pick<Invoice, 'lines' | 'inclusive'>,
  asked: { id: string; quantity: Thousandths }[],
): RefundLine[] => {
  const byId = new Map(lines.map((line) => [line.id, line]));
  return asked.flatMap(({ id, quantity }) => {
    const line = byId.get(id);
    return line ? [refundLine(line, quantity, inclusive)] : [];
  });
};
