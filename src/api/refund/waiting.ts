import type { Knex } from 'knex';
import { enqueue } from '../../outbox/enqueue';
import type { Actor } from '../order/event-store';
import { insertRefund, type NewRefundRow } from './store';

/** The topic of refunds that go on behind the answer. */
export const REFUND_TOPIC = 'refund';

/**
 * Has a refund gone on with, whatever becomes of this process. Messages carry no key: no refund waits for another one,
 * whose provider may not answer for days.
 */
export const goOnLater = (
  trx: Knex,
  { id, companyCode }: Pick<NewRefundRow, 'id' | 'companyCode'>,
): Promise<void> => enqueue(trx, { topic: REFUND_TOPIC, company: companyCode, payload: { refundId: id } });

/** Writes a refund with the message that has it gone on with. */
export const writeWaiting = async (
  trx: Knex,
  refund: NewRefundRow,
  actor: Actor,
  isClaimed: boolean,
): Promise<void> => {
  await insertRefund(trx, refund, actor, isClaimed);
  await goOnLater(trx, refund);
};
