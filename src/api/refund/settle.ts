import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { inTransaction } from '../../documents/save';
import { notFound } from '../../domain/errors';
import { sum } from '../../domain/money';
import { MADE_AFTER_ALL } from '../../domain/refund/failure';
import type { RefundState } from '../../payments/provider';
import { moveCounters, pointsSpentOn } from '../customer/counter-store';
import { mailCreditNote } from '../invoice/paper-mail';
import { type Actor, appendEvents, type OrderEvent, system } from '../order/event-store';
import { countKept, earnedByKept, type LinesChange, putGoodsBack, releaseGoods } from '../order/goods-back';
import { lockOrder, type OrderRow, updateOrder } from '../order/life-store';
import { readLines, type StoredLine, writeBack } from '../order/lines-store';
import { removeUses } from '../order/uses-store';
import { beginOrderWrite, orderWritten } from '../order/writing';
import { issueCreditNote } from './credit-note-store';
import { fitsBooks } from './fits-books';
import { refunded, refundFailed, refundStuck, refundUnknown } from './news';
import {
  endRefund,
  findRefund,
  noteFailure,
  noteProviderId,
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

/** Whether it is the last of an order's money. */
const isAll = (order: OrderRow, { amount }: RefundRow): boolean =>
  order.refundedTotal + amount >= order.total;

/** Whether what catalogues show can change with a refund: stock and sales by goods, uses by the last of the money. */
const movesAnything = (order: OrderRow, refund: RefundRow): boolean =>
  order.order_status !== 'cancelled' && (refund.lines !== null || isAll(order, refund));

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
  if (isAll(order, refund)) await removeUses(trx, order.documentId);
  await countKept(trx, change);
  const earned = earnedByKept(order, change.after, await refundedByAmount(trx, order.documentId));
  const points_earned = Math.min(earned, order.points_earned);
  await moveCounters(trx, order, {
    spent: -refund.amount,
    points: { kind: 'reversed', count: points_earned - order.points_earned },
  });
  if (isAll(order, refund)) {
    await moveCounters(trx, order, {
      points: { kind: 'restored', count: await pointsSpentOn(trx, order) },
    });
  }
  return { points_earned };
};

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

const writeEvent = async (trx: Knex, order: OrderRow, actor: Actor, event: OrderEvent): Promise<OrderRow> => {
  const lastEvent = await appendEvents(trx, order, actor, [event]);
  await updateOrder(trx, order, { last_event: lastEvent });
  return { ...order, lastEvent };
};

/** What a locked order is like once news of a refund were noted, and what people have to be told at once. */
type Settled = { order: OrderRow; hasMoved: boolean; alarm: string | null };

const unchanged = (order: OrderRow): Settled => ({ order, hasMoved: false, alarm: null });

/** The money is back. */
const succeed = async (
  trx: Knex,
  order: OrderRow,
  refund: RefundRow,
  { providerId }: SettledState,
): Promise<Settled> => {
  if (refund.status === 'succeeded') return unchanged(order);
  const isLate = refund.status === 'failed';
  if (isLate && !(await fitsBooks(trx, order, refund))) {
    if (!(await noteFailure(trx, refund, MADE_AFTER_ALL))) return unchanged(order);
    const event = refundUnknown(refund.provider, providerId, refund);
    const alarm = 'was made after it had failed, and its money had gone back otherwise';
    return { order: await writeEvent(trx, order, system, event), hasMoved: false, alarm };
  }
  await endRefund(trx, refund, { status: 'succeeded', providerId, failure: null });
  const alarm = isLate ? 'was made after it had failed' : null;
  if (refund.kind === 'credit') {
    const after = await credit(trx, order, refund);
    return { order: after, hasMoved: movesAnything(order, refund), alarm };
  }
  // Too much had been paid, or the money is sent again: the invoice stays as it is.
  return {
    order: await writeEvent(trx, order, refund.actor, refunded(refund, null)),
    hasMoved: false,
    alarm,
  };
};

/** The money is not back. A bank may send it back even after a success; its credit note stays. */
const fail = async (
  trx: Knex,
  order: OrderRow,
  refund: RefundRow,
  { providerId, failure }: SettledState,
): Promise<Settled> => {
  const isNews =
    refund.status === 'pending'
      ? await endRefund(trx, refund, { status: 'failed', providerId, failure: failure ?? 'failed' })
      : refund.status === 'succeeded' && (await noteFailure(trx, refund, failure ?? 'failed'));
  if (!isNews) return unchanged(order);
  const alarm =
    refund.status === 'pending' ? `has failed: ${failure}` : `has failed after it was done: ${failure}`;
  return {
    order: await writeEvent(trx, order, system, refundFailed(refund, failure)),
    hasMoved: false,
    alarm,
  };
};

/**
 * Notes how a refund of a locked order stands, once, with all that follows.
 * @param refund as it is under the lock
 */
export const settleWithin = async (
  trx: Knex,
  order: OrderRow,
  refund: RefundRow,
  state: SettledState,
): Promise<Settled> => {
  switch (state.status) {
    case 'pending':
      await noteProviderId(trx, refund, state.providerId);
      return unchanged(order);
    case 'succeeded':
      return succeed(trx, order, refund, state);
    case 'failed':
      return fail(trx, order, refund, state);
  }
};

type Named = { companyCode: string; id: string };

const underLock = async (
  strapi: Core.Strapi,
  { companyCode, id }: Named,
  settle: (trx: Knex, order: OrderRow, refund: RefundRow) => Promise<Settled>,
): Promise<RefundStatus> => {
  const { status, orderId, hasMoved, alarm } = await inTransaction(strapi, async (trx) => {
    const asked = await findRefund(trx, companyCode, id);
    if (!asked) throw notFound('refund');
    await beginOrderWrite(trx);
    const order = await lockOrder(trx, companyCode, asked.orderId, { hidden: true });
    const refund = (await findRefund(trx, companyCode, id)) ?? asked;
    const settled = await settle(trx, order, refund);
    const after = (await findRefund(trx, companyCode, id)) ?? refund;
    return { ...settled, status: after.status, orderId: refund.orderId };
  });
  if (hasMoved) orderWritten(companyCode);
  if (alarm !== null) strapi.log.error(`refund ${id} of order ${orderId} ${alarm}`);
  return status;
};

/**
 * Notes how a refund stands at its provider; what was noted before changes nothing. One that had failed and was made
 * after all is taken into the books, as far as its money is still in them.
 * @returns how it stands then
 * @throws DomainError `not_found`
 */
export const settleRefund = (
  strapi: Core.Strapi,
  companyCode: string,
  id: string,
  state: SettledState,
): Promise<RefundStatus> =>
  underLock(strapi, { companyCode, id }, (trx, order, refund) => settleWithin(trx, order, refund, state));

/**
 * Notes, once, that a refund waits for people: its provider may or may not have made it. What it takes stays taken.
 * @returns how it stands then
 */
export const noteStuck = (strapi: Core.Strapi, refund: RefundRow, why: string): Promise<RefundStatus> =>
  underLock(strapi, refund, async (trx, order, now) => {
    if (now.status !== 'pending' || !(await noteFailure(trx, now, why))) return unchanged(order);
    const after = await writeEvent(trx, order, system, refundStuck(now, why));
    return { order: after, hasMoved: false, alarm: `is stuck: ${why}` };
  });
