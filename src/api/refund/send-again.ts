import { createId } from '@paralleldrive/cuid2';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { recordAct } from '../../audit/record-act';
import { DomainError, notFound } from '../../domain/errors';
import { isSendable } from '../../domain/refund/failure';
import type { Company } from '../../tenancy/company';
import { ORDER } from '../order/change';
import type { Actor } from '../order/event-store';
import { lockOrder } from '../order/life-store';
import { readBooks } from './books';
import { isClaimed } from './claim-store';
import { fitsBooks } from './fits-books';
import { tooLarge } from './plan';
import { endRefund, findRefund, type RefundRow, wasRetried } from './store';
import { writeWaiting } from './waiting';

/** Staff send a refund again that has failed, or is stuck and was not made, as they have seen at its provider. */
export type SendAgainRequest = { company: Company; orderId: string; refundId: string; actor: Actor };

/** For what the keys of such requests are. */
export const retryRoute = (orderId: string, refundId: string): string =>
  `POST /order/${orderId}/refunds/${refundId}/retry`;

/** @throws DomainError `illegal_transition` */
const assertFailed = async (trx: Knex, refund: RefundRow): Promise<void> => {
  const { id, status, failure } = refund;
  const isOpen = (await isClaimed(trx, refund)) || (await wasRetried(trx, id));
  if (isSendable(refund) && !isOpen) return;
  throw new DomainError('illegal_transition', 'only a refund that has failed is sent again, and once', {
    status,
    failure,
  });
};

/**
 * Writes a refund anew that has failed, of the same money out of the same payment. What a bank sent back after it was
 * refunded has its credit note already, and only goes once more.
 * @param claim by which the writer goes on with it
 * @throws DomainError `not_found`, `illegal_transition`, `refund_too_large`
 */
export const sendAgain = async (
  strapi: Core.Strapi,
  trx: Knex.Transaction,
  { company, orderId, refundId, actor }: SendAgainRequest,
  claim: string,
): Promise<RefundRow[]> => {
  const order = await lockOrder(trx, company.code, orderId, { hidden: true });
  const failed = await findRefund(trx, company.code, refundId);
  if (failed?.orderId !== orderId) throw notFound('refund');
  await assertFailed(trx, failed);
  if (failed.status === 'pending') {
    await endRefund(trx, failed, { status: 'failed', providerId: null, failure: failed.failure });
  }
  const isBooked = failed.status === 'succeeded';
  if (!isBooked && !(await fitsBooks(trx, order, failed))) throw tooLarge(await readBooks(trx, order), order);
  const row = {
    id: createId(),
    companyCode: company.code,
    orderId,
    paymentId: failed.paymentId,
    kind: isBooked ? ('resend' as const) : failed.kind,
    amount: failed.amount,
    lines: isBooked ? null : failed.lines,
    vatByRate: isBooked ? null : failed.vatByRate,
    goods: isBooked ? null : failed.goods,
    reason: failed.reason,
    partOf: null,
    retryOf: failed.id,
  };
  await writeWaiting(trx, row, actor, claim);
  await recordAct(strapi, trx, {
    action: 'update',
    subject: { type: ORDER, id: orderId },
    company: company.code,
    after: { refund_sent_again: failed.id },
  });
  const written = await findRefund(trx, company.code, row.id);
  return written ? [written] : [];
};
