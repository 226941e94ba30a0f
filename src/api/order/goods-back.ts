import type { Knex } from 'knex';
import { earnedPoints } from '../../domain/pricing/points';
import { keptQuantity, keptValue } from '../../domain/refund/kept-goods';
import type { Minor } from '../../domain/money';
import { countSales } from '../stock/move-store';
import type { Actor } from './event-store';
import type { OrderRow } from './life-store';
import type { StoredLine } from './lines-store';
import { salesChange, salesOf } from './sales';
import { demandOfLines, followQuantities, putBack } from './stock-flow';

/** The lines of an order before and after goods came back, or money for them went back; in the same order. */
export type LinesChange = { before: StoredLine[]; after: StoredLine[] };

/** A line as of which so much is to leave the shop: what was released of it is sold to others. */
export const toShip = (line: StoredLine): StoredLine => ({
  ...line,
  quantity: line.quantity - line.returned_quantity,
});

/** A line as of which so much counts as sold. */
export const kept = (line: StoredLine): StoredLine => ({ ...line, quantity: keptQuantity(line) });

/**
 * Goods that had left the shop lie where they came from again.
 * @throws DomainError `conflict`
 */
export const putGoodsBack = async (
  trx: Knex,
  order: OrderRow,
  actor: Actor,
  { before, after }: LinesChange,
): Promise<void> => {
  const returned = after.map((line, index) => ({
    ...line,
    quantity: line.returned_quantity - (before[index]?.returned_quantity ?? 0),
  }));
  const quantities = demandOfLines(returned.filter(({ quantity }) => quantity > 0));
  if (quantities.size > 0) await putBack(trx, order, actor, quantities);
};

/** Goods that are still reserved in the shop can be sold to others. */
export const releaseGoods = async (
  trx: Knex,
  order: OrderRow,
  actor: Actor,
  { before, after }: LinesChange,
): Promise<void> => followQuantities(trx, order, actor, before.map(toShip), after.map(toShip));

/** Goods that came back or were refunded count as sold no longer. */
export const countKept = async (trx: Knex, { before, after }: LinesChange): Promise<void> =>
  countSales(trx, salesChange(salesOf(before.map(kept)), salesOf(after.map(kept))));

/**
 * The points that an order earns by what stays sold of it.
 * @param byAmount what was refunded of it without naming goods
 */
export const earnedByKept = (order: OrderRow, lines: StoredLine[], byAmount: Minor): number => {
  const goods = order.subtotal - order.discount;
  const value = keptValue(lines, { goods, total: order.total, byAmount });
  return earnedPoints(value, order.earnRate, order.decimals);
};
