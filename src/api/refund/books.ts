import type { Knex } from 'knex';
import { type Minor, sum } from '../../domain/money';
import { uncredited } from '../../domain/refund/credit';
import type { Invoice } from '../../domain/refund/invoice';
import type { OrderRow } from '../order/life-store';
import { readLines, type StoredLine } from '../order/lines-store';
import { creditedByRate, type PaidPayment, paymentsMade, refundedLines } from './store';

/** What of an order was paid and given back, and what can still go back. */
export type Books = {
  invoice: Invoice;
  lines: StoredLine[];
  /** the newest first */
  payments: PaidPayment[];
  /** no more than was paid, and no more than the invoice says; what waits is counted as gone */
  refundable: Minor;
};

const nothing = { quantity: 0, amount: 0, vat: 0 };

/** Reads the books of an order; whoever goes by them has locked it. */
export const readBooks = async (trx: Knex, order: OrderRow): Promise<Books> => {
  const lines = await readLines(trx, order.documentId);
  const payments = await paymentsMade(trx, order.documentId);
  const refunded = await refundedLines(trx, order.documentId);
  const invoice: Invoice = {
    inclusive: order.vat_inclusive,
    groups: order.vatByRate,
    credited: await creditedByRate(trx, order.documentId),
    lines: lines.map(({ id, quantity, net, vat, vat_rate: vatRate }) => {
      return { id, quantity, net, vat, vatRate, refunded: refunded.get(id) ?? nothing };
    }),
  };
  const paid = sum(payments.map(({ left }) => left));
  return { invoice, lines, payments, refundable: Math.min(paid, uncredited(invoice)) };
};
