import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { inTransaction } from '../../documents/save';
import { notFound } from '../../domain/errors';
import { sum, toMajor } from '../../domain/money';
import type { RefundState } from '../../payments/provider';
import { moveCounters, pointsSpentOn } from '../customer/counter-store';
import { mailCreditNote } from '../invoice/paper-mail';
import { appendEvents, type OrderEvent } from '../order/event-store';
import { countKept, earnedByKept, type LinesChange, putGoodsBack, releaseGoods } from '../order/goods-back';
import { lockOrder, type OrderRow, updateOrder } from '../order/life-store';
import { readLines, type StoredLine, writeBack } from '../order/lines-store';
import { removeUses } from '../order/uses-store';
import { beginOrderWrite, orderWritten } from '../order/writing';
import { issueCreditNote } from './credit-note-store';
import {
  endRefund,
  findRefund,
  keepWaiting,
  noteBounce,
  refundedByAmount,
  type RefundRow,
  type RefundStatus,
} from './store';

/** How a refund stands where the money is; cash has no name of its own. */
export type SettledState = Omit<RefundState, 'providerId'> & { providerId: string | null };

/** Cash is given back at once. */
export const inCash: SettledState = { status: 'succeeded', providerId: null, failure: null };

/** Whether the goods of a refund move now: not when they have left, or came back, since it was asked for. */
const moveOf = ({ goods }: RefundRow, { order_status: status }: OrderRow): 'release' | 'return' | null => {
  const isInShop = status === 'pending' || status === 'processing';
  if (goods === 'release') return isInShop ? goods : null;
  return goods === 'return' && (status === 'shipped' || status === 'delivered') ? goods : null;
};

/** The lines as they are after a refund. Goods come back as far as they have not come back before. */
const linesAfter = (before: StoredLine[], { lines }: RefundRow, move: boolean): LinesChange => {
  const back = new Map((lines ?? []).map(({ id, quantity }) => [id, quantity]));
  const after = before.map((line) => {
    const quantity = back.get(line.id) ?? 0;
    const refunded_quantity = line.refunded_quantity + quantity;
    const missing = Math.max(0, refunded_quantity - line.returned_quantity);
    const returned = move ? Math.min(quantity, missing) : 0;
    return { ...line, refunded_quantity, returned_quantity: line.returned_quantity + returned };
  });
  return { before, after };
};

/** What goes with goods and money, in the order in which locks are taken. A cancelled order has brought it all back. */
const bringBack = async (
  trx: Knex,
  order: OrderRow,
  refund: RefundRow,
  change: LinesChange,
): Promise<{ points_earned: number }> => {
  if (order.order_status === 'cancelled') return { points_earned: order.points_earned };
  const move = moveOf(refund, order);
  if (move === 'return') await putGoodsBack(trx, order, refund.actor, change);
  if (move === 'release') await releaseGoods(trx, order, refund.actor, change);
  const isAll = order.refundedTotal + refund.amount >= order.total;
  if (isAll) await removeUses(trx, order.documentId);
  await countKept(trx, change);
  const earned = earnedByKept(order, change.after, await refundedByAmount(trx, order.documentId));
  const points_earned = Math.min(earned, order.points_earned);
  await moveCounters(trx, order, {
    spent: -refund.amount,
    points: { kind: 'reversed', count: points_earned - order.points_earned },
  });
  if (isAll) {
    await moveCounters(trx, order, {
      points: { kind: 'restored', count: await pointsSpentOn(trx, order) },
    });
  }
  return { points_earned };
};

const refunded = (refund: RefundRow, creditNote: number | null): OrderEvent => ({
  kind: 'order_refunded',
  data: {
    refund: refund.id,
    kind: refund.kind,
    amount: toMajor(refund.amount, refund.decimals),
    credit_note: creditNote,
    reason: refund.reason,
  },
});

/** The money went back: the invoice is corrected by a credit note, and everything else with it. */
const credit = async (trx: Knex, order: OrderRow, refund: RefundRow): Promise<OrderRow> => {
  const { documentId: orderId, companyCode } = order;
  const lines = await readLines(trx, orderId);
  const change = linesAfter(lines, refund, moveOf(refund, order) !== null);
  const { points_earned } = await bringBack(trx, order, refund, change);
  if (refund.lines) await writeBack(trx, orderId, change.after);
  const vatByRate = refund.vatByRate ?? [];
  const number = await issueCreditNote(trx, {
    companyCode,
    orderId,
    refundId: refund.id,
    amount: refund.amount,
    vat: sum(vatByRate.map(({ vat }) => vat)),
    vatByRate,
    lines: refund.lines ?? [],
  });
  const lastEvent = await appendEvents(trx, order, refund.actor, [refunded(refund, number)]);
  const refundedTotal = order.refundedTotal + refund.amount;
  await updateOrder(trx, order, { refunded_total: refundedTotal, points_earned, last_event: lastEvent });
  await mailCreditNote(trx, { companyCode, orderId, number });
  return { ...order, refundedTotal, points_earned, lastEvent };
};

/** Too much had been paid: the invoice stays as it is. */
const giveBackExcess = async (trx: Knex, order: OrderRow, refund: RefundRow): Promise<OrderRow> => {
  const lastEvent = await appendEvents(trx, order, refund.actor, [refunded(refund, null)]);
  await updateOrder(trx, order, { last_event: lastEvent });
  return { ...order, lastEvent };
};

/**
 * Notes how a refund of a locked order stands, once, with all that follows.
 * @returns the order as it is then
 */
export const settleWithin = async (
  trx: Knex,
  order: OrderRow,
  refund: RefundRow,
  { status, providerId, failure }: SettledState,
): Promise<OrderRow> => {
  if (status === 'pending') {
    await keepWaiting(trx, refund, providerId);
    return order;
  }
  if (!(await endRefund(trx, refund, { status, providerId, failure })) || status === 'failed') return order;
  return refund.kind === 'credit' ? credit(trx, order, refund) : giveBackExcess(trx, order, refund);
};

/**
 * Notes how a refund stands at its provider; what was noted before changes nothing.
 * @returns how it stands then
 * @throws DomainError `not_found`
 */
export const settleRefund = async (
  strapi: Core.Strapi,
  companyCode: string,
  refundId: string,
  state: SettledState,
): Promise<RefundStatus> => {
  const status = await inTransaction(strapi, async (trx): Promise<RefundStatus> => {
    const refund = await findRefund(trx, companyCode, refundId);
    if (!refund) throw notFound('refund');
    await beginOrderWrite(trx);
    const order = await lockOrder(trx, companyCode, refund.orderId, { hidden: true });
    await settleWithin(trx, order, refund, state);
    const settled = await findRefund(trx, companyCode, refundId);
    if (settled?.status === 'succeeded' && state.status === 'failed') {
      await noteBounce(trx, refund, state.failure ?? 'failed');
      strapi.log.error(`refund ${refundId} of order ${refund.orderId} has failed after it was done`);
    }
    return settled?.status ?? refund.status;
  });
  orderWritten(companyCode);
  return status;
};
