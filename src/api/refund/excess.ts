import type { Knex } from 'knex';
import type { Minor } from '../../domain/money';
import { splitRefund } from '../../domain/refund/split';
import { system } from '../order/event-store';
import type { OrderRow } from '../order/life-store';
import { nameParts } from './parts';
import { paymentsMade } from './store';
import { writeWaiting } from './waiting';

/**
 * Has money given back that was paid beyond what the invoice of a locked order asks: out of the newest payment first, no
 * more than is left of all of them. No credit note is due for it.
 * @param reason a word, such as `paid_twice`
 */
export const requestExcess = async (
  trx: Knex,
  order: Pick<OrderRow, 'documentId' | 'companyCode'>,
  amount: Minor,
  reason: string,
): Promise<void> => {
  const payments = await paymentsMade(trx, order.documentId);
  const parts = splitRefund(
    { amount, lines: [] },
    payments.map(({ left }) => left),
  );
  for (const { part, id, paymentId, partOf } of nameParts(parts, payments)) {
    const refund = {
      id,
      companyCode: order.companyCode,
      orderId: order.documentId,
      paymentId,
      kind: 'excess' as const,
      amount: part.amount,
      lines: null,
      vatByRate: null,
      goods: null,
      reason,
      partOf,
    };
    await writeWaiting(trx, refund, system);
  }
};
