import type { Knex } from 'knex';
import type { Minor } from '../../domain/money';
import { splitRefund } from '../../domain/refund/split';
import { system } from '../order/event-store';
import type { OrderRow } from '../order/life-store';
import { nameParts } from './parts';
import { type NewRefundRow, paymentsMade } from './store';
import { writeWaiting } from './waiting';

type ExcessOrder = Pick<OrderRow, 'documentId' | 'companyCode'>;

/**
 * Has money of one payment given back. No credit note is due for it.
 * @param reason a word, such as `mismatched`
 */
export const requestExcessOf = (
  trx: Knex,
  { companyCode, documentId: orderId }: ExcessOrder,
  excess: Pick<NewRefundRow, 'id' | 'paymentId' | 'amount' | 'reason' | 'partOf'>,
): Promise<void> => {
  const ofNoGoods = { lines: null, vatByRate: null, goods: null };
  return writeWaiting(trx, { ...excess, ...ofNoGoods, companyCode, orderId, kind: 'excess' }, system);
};

/**
 * Has money given back that was paid beyond what the invoice of a locked order asks: out of the newest payment first, no
 * more than is left of all of them.
 * @param reason a word, such as `paid_twice`
 */
export const requestExcess = async (
  trx: Knex,
  order: ExcessOrder,
  amount: Minor,
  reason: string,
): Promise<void> => {
  const payments = await paymentsMade(trx, order.documentId);
  const parts = splitRefund(
    { amount, lines: [] },
    payments.map(({ left }) => left),
  );
  for (const { part, id, paymentId, partOf } of nameParts(parts, payments)) {
    await requestExcessOf(trx, order, { id, paymentId, amount: part.amount, reason, partOf });
  }
};
