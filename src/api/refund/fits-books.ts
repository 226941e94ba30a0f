import type { Knex } from 'knex';
import { isOvercredited } from '../../domain/refund/credit';
import type { OrderRow } from '../order/life-store';
import { readBooks } from './books';
import { leftOfPayment, type RefundRow } from './store';

const fitsInvoice = async (trx: Knex, order: OrderRow, refund: RefundRow): Promise<boolean> => {
  const { invoice } = await readBooks(trx, order);
  const credited = [...invoice.credited, ...(refund.vatByRate ?? [])];
  if (isOvercredited({ groups: invoice.groups, credited })) return false;
  const left = new Map(invoice.lines.map(({ id, quantity, refunded }) => [id, quantity - refunded.quantity]));
  return (refund.lines ?? []).every(({ id, quantity }) => quantity <= (left.get(id) ?? 0));
};

/**
 * Whether what a refund that failed would take is still there: in its payment, in the invoice by rate, and of the goods.
 * The order is locked.
 */
export const fitsBooks = async (trx: Knex, order: OrderRow, refund: RefundRow): Promise<boolean> => {
  if (refund.kind === 'resend') return true;
  if (refund.amount > (await leftOfPayment(trx, refund.paymentId))) return false;
  return refund.kind === 'excess' || fitsInvoice(trx, order, refund);
};
