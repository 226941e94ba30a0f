import { createId } from '@paralleldrive/cuid2';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { inTransaction } from '../../documents/save';
import { DomainError } from '../../domain/errors';
import { toMajor } from '../../domain/money';
import { balanceOf } from '../../domain/payment/books';
import { requestExcess, requestExcessOf } from '../refund/excess';
import { appendEvents, type OrderEvent, system } from '../order/event-store';
import { lockOrder, type OrderRow, updateOrder } from '../order/life-store';
import { applyMove, type Beside, byShop } from '../order/move';
import { beginOrderWrite, orderWritten } from '../order/writing';
import type { Outcome } from './inbox-store';
import {
  booksOf,
  hasExpired,
  insertFurtherCharge,
  knowsCharge,
  lockPayment,
  noteMismatch,
  notePaid,
  type PaymentRow,
  type Proof,
} from './payment-store';

/** What became of the news that something was paid. */
export type Settlement = Extract<Outcome, 'settled' | 'reopened' | 'returned' | 'repeated' | 'mismatched'>;

const byTheShop = byShop(system);

/** What can keep an order from being taken up again; its money goes back then. */
const obstacles = ['insufficient_stock', 'insufficient_points'];

const received = ({ provider, amount, decimals }: PaymentRow): OrderEvent => ({
  kind: 'payment_received',
  data: { payment_method: provider, amount: toMajor(amount, decimals) },
});

const writeEvents = async (trx: Knex, order: OrderRow, { columns, events }: Beside): Promise<void> => {
  const lastEvent = await appendEvents(trx, order, system, events);
  await updateOrder(trx, order, { ...columns, last_event: lastEvent });
};

/**
 * Takes up an order again that was cancelled because its money had not come, if everything is still there.
 * @returns whether it could be
 */
const reopen = async (trx: Knex, order: OrderRow, beside: Beside): Promise<boolean> => {
  try {
    await (trx as Knex.Transaction).transaction((attempt) =>
      // Whoever was to bring it before has other things to do by now.
      applyMove(attempt, order, { order_status: 'pending', delivery_status: 'pending' }, byTheShop, {
        ...beside,
        columns: { ...beside.columns, delivery_personnel: null },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof DomainError && obstacles.includes(error.code)) return false;
    throw error;
  }
};

/** Money has come that was asked for: what it pays, and what of it is too much. */
const takeIn = async (trx: Knex, order: OrderRow, payment: PaymentRow): Promise<Settlement> => {
  const isPaid = order.payment_status === 'paid';
  const isCancelled = order.order_status === 'cancelled';
  const books = await booksOf(trx, order.documentId);
  const news: Beside = { columns: {}, events: [received(payment)] };
  const paid: Beside = {
    ...news,
    columns: {
      payment_status: 'paid',
      paid_at: new Date(),
      expires_at: null,
      payment_method: payment.provider,
    },
  };
  const covers = balanceOf(books, order.total).due === 0;
  if (isCancelled && !isPaid && covers && (await hasExpired(trx, order.documentId))) {
    if (await reopen(trx, order, paid)) return 'reopened';
  }
  await writeEvents(trx, order, covers && !isPaid && !isCancelled ? paid : news);
  const owed = isCancelled && !isPaid ? 0 : order.total;
  const { excess } = balanceOf(books, owed);
  if (excess === 0) return 'settled';
  await requestExcess(trx, order, excess, isCancelled ? 'order_cancelled' : 'paid_twice');
  return 'returned';
};

/** Another amount or currency than was asked for pays nothing, and goes back. */
const turnAway = async (
  trx: Knex,
  order: OrderRow,
  payment: PaymentRow,
  proof: Proof,
): Promise<Settlement> => {
  const { id, provider, amount, decimals } = payment;
  const paid = `${toMajor(proof.amount, decimals)} ${proof.currency}`;
  await noteMismatch(trx, id, proof, `paid ${paid}`);
  const data = { payment_method: provider, asked: toMajor(amount, decimals), paid };
  await writeEvents(trx, order, { columns: {}, events: [{ kind: 'payment_mismatched', data }] });
  if (proof.amount > 0) {
    const excess = {
      id: createId(),
      paymentId: id,
      amount: proof.amount,
      reason: 'mismatched',
      partOf: null,
    };
    await requestExcessOf(trx, order, excess);
  }
  return 'mismatched';
};

/** A charge under a payment that had one: the same, or another one, which may be one too many. */
const takeFurther = async (
  trx: Knex,
  order: OrderRow,
  payment: PaymentRow,
  { chargeId, amount }: Proof,
): Promise<Settlement> => {
  if (chargeId === null || (await knowsCharge(trx, payment, chargeId))) return 'repeated';
  const further = { ...payment, id: createId(), chargeId, amount };
  await insertFurtherCharge(trx, further);
  return takeIn(trx, order, further);
};

/**
 * Notes that a payment was made, once, with all that follows: the order is paid, or taken up again, or the money goes
 * back, as it does where another amount or currency was paid than was asked for.
 */
export const settlePayment = async (
  strapi: Core.Strapi,
  { id, companyCode, orderId }: PaymentRow,
  proof: Proof,
): Promise<Settlement> => {
  const settlement = await inTransaction(strapi, async (trx): Promise<Settlement> => {
    await beginOrderWrite(trx);
    const order = await lockOrder(trx, companyCode, orderId, { hidden: true });
    const payment = await lockPayment(trx, id);
    if (payment.status === 'paid' || payment.status === 'mismatched') {
      return takeFurther(trx, order, payment, proof);
    }
    if (proof.amount !== payment.amount || proof.currency !== payment.currency) {
      return turnAway(trx, order, payment, proof);
    }
    await notePaid(trx, id, proof);
    return takeIn(trx, order, payment);
  });
  if (settlement === 'reopened') orderWritten(companyCode);
  if (settlement === 'mismatched') {
    strapi.log.error(`payment ${id} of order ${orderId} was paid with another amount or currency`);
  }
  return settlement;
};
