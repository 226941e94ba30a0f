import type { Knex } from 'knex';
import { DomainError } from '../../domain/errors';
import { type Minor, toMajor } from '../../domain/money';
import { balanceOf } from '../../domain/payment/books';
import { type OrderRow, updateOrder } from '../order/life-store';
import { requestExcess } from '../refund/excess';
import { booksOf } from './payment-store';

/**
 * Refuses a change by which an order that is paid would cost more: nobody would collect the rest.
 * @throws DomainError `total_would_rise`
 */
export const assertPaidFor = (order: OrderRow, total: Minor): void => {
  if (order.payment_status !== 'paid' || total <= order.total) return;
  throw new DomainError('total_would_rise', 'the order is paid, and would cost more', {
    total: toMajor(order.total, order.decimals),
    would_be: toMajor(total, order.decimals),
  });
};

/**
 * Gives back what was paid beyond what is owed for an order now.
 * @param reason a word, such as `order_cancelled`
 */
export const returnExcess = async (
  trx: Knex,
  order: OrderRow,
  owed: Minor,
  reason: string,
): Promise<void> => {
  const { excess } = balanceOf(await booksOf(trx, order.documentId), owed);
  if (excess > 0) await requestExcess(trx, order, excess, reason);
};

/**
 * Follows a total that has changed: what was paid beyond it goes back, and an order of which nothing is due any more,
 * because a part was paid before, is paid.
 */
export const followTotal = async (trx: Knex, order: OrderRow, total: Minor): Promise<void> => {
  const books = await booksOf(trx, order.documentId);
  const { due, excess } = balanceOf(books, total);
  if (excess > 0) await requestExcess(trx, order, excess, 'total_fell');
  if (order.payment_status === 'paid' || books.received === 0 || due > 0) return;
  await updateOrder(trx, order, { payment_status: 'paid', paid_at: new Date(), expires_at: null });
};
