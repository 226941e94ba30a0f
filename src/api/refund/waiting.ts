import type { Knex } from 'knex';
import { enqueue } from '../../outbox/enqueue';
import type { Actor } from '../order/event-store';
import { CLAIM_MS, insertRefund, type NewRefundRow } from './store';

/** The topic of refunds that go on behind the answer. */
export const REFUND_TOPIC = 'refund';

/**
 * Has a refund gone on with, whatever becomes of this process. Messages carry no key: no refund waits for another one,
 * whose provider may not answer for days.
 */
export const goOnLater = (
  trx: Knex,
  { id, companyCode }: Pick<NewRefundRow, 'id' | 'companyCode'>,
  delayMs = 0,
): Promise<void> =>
  enqueue(trx, { topic: REFUND_TOPIC, company: companyCode, payload: { refundId: id }, delayMs });

/**
 * Writes a refund with the message that has it gone on with.
 * @param claim as for `insertRefund`; the message is for when the claim has run out
 */
export const writeWaiting = async (
  trx: Knex,
  refund: NewRefundRow,
  actor: Actor,
  claim: string | null = null,
): Promise<void> => {
  await insertRefund(trx, refund, actor, claim);
  await goOnLater(trx, refund, claim === null ? 0 : CLAIM_MS);
};
