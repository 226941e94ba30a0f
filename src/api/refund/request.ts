import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { recordAct } from '../../audit/record-act';
import type { Company } from '../../tenancy/company';
import { ORDER } from '../order/change';
import type { Actor } from '../order/event-store';
import { lockOrder } from '../order/life-store';
import { readBooks } from './books';
import { assertPaid, goodsOf, planCredit, wantedRefund } from './plan';
import { inCash, settleWithin } from './settle';
import { findRefund, insertRefund, type NewRefundRow, type RefundRow } from './store';
import type { RefundBody } from './validation';
import { writeWaiting } from './waiting';

/** Staff give money back. */
export type RefundRequest = { company: Company; orderId: string; body: RefundBody; actor: Actor };

const written = async (trx: Knex, { companyCode, id }: NewRefundRow): Promise<RefundRow> => {
  const refund = await findRefund(trx, companyCode, id);
  if (!refund) throw new Error(`refund ${id} was not written`);
  return refund;
};

/**
 * Writes a refund, in parts where several payments have to pay it. Cash is settled with it; everything else waits for
 * its provider, which is asked once this is committed.
 * @param claim by which the writer goes on with what waits
 * @returns the refunds, as they are then
 * @throws DomainError `not_found`, `not_paid`, `refund_too_large`; ValidationError
 */
export const requestRefund = async (
  strapi: Core.Strapi,
  trx: Knex.Transaction,
  { company, orderId, body, actor }: RefundRequest,
  claim: string,
): Promise<RefundRow[]> => {
  let order = await lockOrder(trx, company.code, orderId);
  const books = await readBooks(trx, order);
  assertPaid(books, order);
  const refund = wantedRefund(body, books, order);
  const goods = body.restock === false ? null : goodsOf(refund, order);
  const rows: RefundRow[] = [];
  for (const { row, provider } of planCredit(order, books, refund, { reason: body.reason, goods })) {
    if (provider === 'cod') {
      await insertRefund(trx, row, actor, null);
      ({ order } = await settleWithin(trx, order, await written(trx, row), inCash));
    } else {
      await writeWaiting(trx, row, actor, claim);
    }
    rows.push(await written(trx, row));
  }
  await recordAct(strapi, trx, {
    action: 'update',
    subject: { type: ORDER, id: orderId },
    company: company.code,
    after: { refund_requested: body },
  });
  return rows;
};
