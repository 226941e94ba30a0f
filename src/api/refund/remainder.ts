import type { Knex } from 'knex';
import type { Actor } from '../order/event-store';
import type { OrderRow } from '../order/life-store';
import { readBooks } from './books';
import { planCredit } from './plan';
import { writeWaiting } from './waiting';

/**
 * Gives back whatever is left of what was paid for a locked order that is being cancelled. Its goods, points and uses
 * are brought back by that, so this is of money only.
 * @param reason why it is cancelled
 */
export const refundRemainder = async (
  trx: Knex,
  order: OrderRow,
  actor: Actor,
  reason: unknown = null,
): Promise<void> => {
  const books = await readBooks(trx, order);
  if (books.refundable === 0) return;
  const words = typeof reason === 'string' ? reason : null;
  const refund = { amount: books.refundable, lines: [] };
  for (const { row } of planCredit(order, books, refund, { reason: words, goods: null })) {
    await writeWaiting(trx, row, actor);
  }
};
