import { createId } from '@paralleldrive/cuid2';
import type { Knex } from 'knex';
import type { Minor } from '../../domain/money';
import type { PaymentMethod } from '../../domain/order/payment';
import { balanceOf } from '../../domain/payment/books';
import { booksOf, insertCash } from './payment-store';

/** An order as of which somebody pays. */
type PayableOrder = {
  documentId: string;
  companyCode: string;
  payment_method: PaymentMethod;
  payment_status: string;
  total: Minor;
  currency: string;
  decimals: number;
};

/**
 * Whoever takes goods at the door that are to be paid there pays what is still due.
 * @returns how much (minor units), and what the order's columns say of it
 */
export const payAtDoor = async (
  trx: Knex,
  order: PayableOrder,
): Promise<{ amount: Minor; columns: { payment_status?: string; paid_at?: Date } }> => {
  if (order.payment_method !== 'cod' || order.payment_status === 'paid') return { amount: 0, columns: {} };
  const { documentId: orderId, companyCode, currency, decimals } = order;
  const { due: amount } = balanceOf(await booksOf(trx, orderId), order.total);
  if (amount > 0) await insertCash(trx, { id: createId(), companyCode, orderId, amount, currency, decimals });
  return { amount, columns: { payment_status: 'paid', paid_at: new Date() } };
};
