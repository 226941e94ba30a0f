import type { Knex } from 'knex';
import { DomainError } from '../../domain/errors';
import type { Minor } from '../../domain/money';
import {
  type Effect,
  type Move,
  moveOrder,
  type Mover,
  type MoveRules,
  type States,
  type Step,
} from '../../domain/order/transitions';
import { followIdleness } from '../delivery-assignment/assignment-store';
import { followMove, noteCollected } from '../delivery-assignment/follow';
import { mailInvoice } from '../invoice/paper-mail';
import { moveCounters, pointsSpentOn } from '../customer/counter-store';
import { refundRemainder } from '../refund/remainder';
import { refundedByAmount } from '../refund/store';
import { countSales } from '../stock/move-store';
import { payAtDoor } from '../payment/cash';
import { returnExcess } from '../payment/balance';
import { buyerBehind, redeemerOf } from './buyer';
import { appendEvents, type Actor, type OrderEvent } from './event-store';
import { earnedByKept, kept, toShip } from './goods-back';
import { type OrderRow, updateOrder } from './life-store';
import { readLines, type StoredLine } from './lines-store';
import type { Columns } from './order-columns';
import { salesChange, salesOf } from './sales';
import { leaveSlot, moveSlot, slotEvents, takeSlotAgain } from './slot-flow';
import { putBack, releaseAll, reserveAgain, shipAll } from './stock-flow';
import { addUses, type Offer, removeUses } from './uses-store';

/** Who moves an order, and by what right. */
export type MoveBy = { actor: Actor; mover: Mover; rules: MoveRules };

/** The shop itself moves an order, on behalf of whoever is said to. */
export const byShop = (actor: Actor): MoveBy => ({
  actor,
  mover: 'system',
  rules: { customerMayCancelProcessing: false },
});

/**
 * What else is written with a move: columns of the order, and events that come before those of the move. Whoever brings
 * it may say when it happened, why, and what they were given at the door (minor units). `drivers` have an order more or
 * less by it.
 */
export type Beside = {
  columns: Columns;
  events: OrderEvent[];
  at?: Date;
  reason?: string | null;
  cash?: Minor;
  drivers?: string[];
};

/** What the goods of an order earn, by the rate of its price. */
const earnedBy = async (trx: Knex, order: OrderRow): Promise<number> =>
  earnedByKept(order, await readLines(trx, order.documentId), await refundedByAmount(trx, order.documentId));

/** Points, sales and totals come back, as far as refunds have not brought them back before. */
const takeBack = async (trx: Knex, order: OrderRow): Promise<void> => {
  const sold = (await readLines(trx, order.documentId)).map(kept);
  await countSales(trx, salesChange(salesOf(sold), new Map()));
  await moveCounters(trx, order, {
    orders: -1,
    spent: order.refundedTotal - order.total,
    points: { kind: 'restored', count: await pointsSpentOn(trx, order) },
  });
};

/** The offers that took something off the goods of an order. */
const offersOfLines = (lines: StoredLine[]): Offer[] => {
  const offers = new Map<string, Offer>();
  for (const { kind, id } of lines.flatMap(({ adjustments }) => adjustments)) {
    if (kind !== 'points' && id !== null) offers.set(`${kind} ${id}`, { kind, id });
  }
  return [...offers.values()];
};

/**
 * Everything that a cancelled order gave back is taken again; limits of offers were looked at when it was ordered.
 * @returns the slot that it goes on with
 */
const takeAgain = async (trx: Knex, order: OrderRow, lines: StoredLine[]): Promise<string | null> => {
  const { companyCode, documentId: orderId } = order;
  const customerKey = redeemerOf(buyerBehind(order), orderId);
  await addUses(trx, { companyCode, orderId, customerKey }, offersOfLines(lines));
  const slot = await takeSlotAgain(trx, order);
  await countSales(trx, salesOf(lines));
  await moveCounters(trx, order, {
    orders: 1,
    spent: order.total,
    points: { kind: 'redeemed', count: -order.points_used },
  });
  return slot;
};

/** @throws DomainError `illegal_transition` where nothing was found of what was ordered: such an order is cancelled */
const assertSomething = (lines: StoredLine[]): void => {
  if (lines.some(({ quantity }) => quantity > 0)) return;
  throw new DomainError('illegal_transition', 'there is nothing in the order to bring', {
    field: 'order_status',
    to: 'shipped',
    allowed: ['cancelled'],
  });
};

type EffectOf = (trx: Knex, order: OrderRow, actor: Actor, at: Date, cash: Minor | null) => Promise<Columns>;

/** What an effect does besides changing the state; answers the columns that it sets. */
const effects: Record<Effect, EffectOf> = {
  ship: async (trx, order, actor, at) => {
    const lines = await readLines(trx, order.documentId);
    assertSomething(lines);
    await shipAll(trx, order, actor, lines.map(toShip));
    return { shipped_at: at };
  },
  deliver: async (trx, order, actor, at, cash) => {
    await mailInvoice(trx, order.companyCode, order.documentId);
    const earned = await earnedBy(trx, order);
    await moveCounters(trx, order, { points: { kind: 'earned', count: earned } });
    const { amount, columns } = await payAtDoor(trx, order);
    await noteCollected(trx, order, amount, cash, actor);
    return { actual_delivery: at, points_earned: earned, ...columns };
  },
  release: async (trx, order, actor) => {
    await releaseAll(trx, order, actor);
    await removeUses(trx, order.documentId);
    await leaveSlot(trx, order);
    await takeBack(trx, order);
    return { cancelled_at: new Date(), expires_at: null };
  },
  put_back: async (trx, order, actor) => {
    await putBack(trx, order, actor, null);
    await removeUses(trx, order.documentId);
    await takeBack(trx, order);
    return { cancelled_at: new Date(), expires_at: null };
  },
  await_goods: async (trx, order) => {
    await removeUses(trx, order.documentId);
    await takeBack(trx, order);
    return { cancelled_at: new Date(), expires_at: null };
  },
  reopen: async (trx, order, actor) => {
    const lines = await readLines(trx, order.documentId);
    await reserveAgain(trx, order, actor, lines);
    const slot = await takeAgain(trx, order, lines);
    return { cancelled_at: null, cancel_reason: null, delivery_slot: slot };
  },
};

/** What was paid for a cancelled order goes back: by credit note where it paid an invoice. */
const giveMoneyBack = (trx: Knex, order: OrderRow, actor: Actor, reason: unknown): Promise<void> =>
  order.payment_status === 'paid'
    ? refundRemainder(trx, order, actor, reason)
    : returnExcess(trx, order, 0, 'order_cancelled');

const eventOf = ({ field, from, to }: Step): OrderEvent => ({
  kind: field === 'order_status' ? 'order_status_changed' : 'delivery_status',
  data: { from, to },
});

/** The delivery is over: what is said beside its status, for those who wait for nothing else. */
const completion = ({ steps }: Move, at: Date): OrderEvent[] =>
  steps.some(({ field, to }) => field === 'delivery_status' && to === 'delivered')
    ? [{ kind: 'delivery_completed', data: { at: at.toISOString() } }]
    : [];

/**
 * Moves a locked order and its delivery to other states, with all that follows: stock, points, uses, counters, events.
 * What is wanted and already so changes nothing.
 * @returns whether anything was written
 * @throws DomainError `illegal_transition`, `insufficient_stock`, `slot_full`
 */
export const applyMove = async (
  trx: Knex,
  order: OrderRow,
  wanted: Partial<States>,
  { actor, mover, rules }: MoveBy,
  beside: Beside = { columns: {}, events: [] },
): Promise<boolean> => {
  const move = moveOrder(order, wanted, mover, rules);
  const { states, steps } = move;
  if (steps.length === 0 && beside.events.length === 0 && Object.keys(beside.columns).length === 0)
    return false;
  const at = beside.at ?? new Date();
  let columns = beside.columns;
  for (const step of steps) {
    const effect = step.field === 'order_status' ? step.effect : null;
    if (effect)
      columns = { ...columns, ...(await effects[effect](trx, order, actor, at, beside.cash ?? null)) };
  }
  await moveSlot(trx, order, beside.columns);
  const freed = await followMove(trx, order, move, { at, reason: beside.reason ?? null });
  if (states.order_status === 'cancelled' && order.order_status !== 'cancelled') {
    await giveMoneyBack(trx, order, actor, beside.columns['cancel_reason']);
  }
  const events = [
    ...beside.events,
    ...slotEvents(order, columns),
    ...steps.map(eventOf),
    ...completion(move, at),
  ];
  const lastEvent = await appendEvents(trx, order, actor, events);
  await updateOrder(trx, order, {
    ...columns,
    order_status: states.order_status,
    delivery_status: states.delivery_status,
    last_event: lastEvent,
  });
  // Last of all, because whoever has a driver locked waits for nothing else.
  const drivers = [...new Set([...(beside.drivers ?? []), ...freed])];
  if (drivers.length > 0) await followIdleness(trx, drivers);
  return true;
};
