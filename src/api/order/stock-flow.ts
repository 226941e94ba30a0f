import type { Knex } from 'knex';
import { DomainError } from '../../domain/errors';
import type { Thousandths } from '../../domain/quantity';
import { demandOf, type Portion } from '../../domain/stock/demand';
import { planReservation, type Stocked, type Take } from '../../domain/stock/reservation';
import {
  addMissingLevels,
  heldBy,
  type HeldStock,
  lockLevelsOf,
  type MoveCause,
  moveStock,
  readLevelsOf,
  type StockMove,
} from '../stock/move-store';
import { millionths } from './assemble';
import type { Actor } from './event-store';
import type { StoredLine } from './lines-store';

/** The order whose goods move, and on whose behalf. */
export type StockOrder = { documentId: string; companyCode: string };

type Quantities = Pick<StoredLine, 'product_id' | 'pack_qty' | 'quantity'>;

const causeOf = (order: StockOrder, actor: Actor, kind: MoveCause['kind']): MoveCause => ({
  companyCode: order.companyCode,
  orderId: order.documentId,
  kind,
  actor: actor.id ?? actor.kind,
});

/** What lines need of each product, in thousandths of its basic unit. */
export const demandOfLines = (lines: Quantities[]): Map<string, Thousandths> =>
  demandOf(
    lines.map(
      (line): Portion => ({
        productId: line.product_id,
        packQty: millionths(line.pack_qty),
        quantity: line.quantity,
      }),
    ),
  );

const sumBy = (held: HeldStock[], of: (stock: HeldStock) => Thousandths): Map<string, Thousandths> => {
  const sums = new Map<string, Thousandths>();
  for (const stock of held) sums.set(stock.productId, (sums.get(stock.productId) ?? 0) + of(stock));
  return sums;
};

/** @throws DomainError `insufficient_stock`, in basic units */
export const assertEnough = (
  shortages: { productId: string; requested: Thousandths; available: Thousandths }[],
): void => {
  if (shortages.length === 0) return;
  throw new DomainError('insufficient_stock', 'there is not enough stock', {
    lines: shortages.map(({ productId, requested, available }) => ({
      productId,
      requested: requested / 1_000,
      available: available / 1_000,
    })),
  });
};

const reserving = (takes: Take[], costs: Map<string, number | null>): StockMove[] =>
  takes.map(({ productId, locationId, quantity }) => ({
    productId,
    locationId,
    onHandDelta: 0,
    reservedDelta: quantity,
    unitCost: costs.get(productId) ?? null,
  }));

/** Reserves goods where {@link planReservation} found them, and counts sales; the levels are locked. */
export const reserveTakes = (
  trx: Knex,
  order: StockOrder,
  actor: Actor,
  takes: Take[],
  costs: Map<string, number | null>,
  sales?: Map<string, number>,
): Promise<void> => moveStock(trx, causeOf(order, actor, 'reservation'), reserving(takes, costs), sales);

const lockedHoldings = async (trx: Knex, order: StockOrder, others: string[] = []): Promise<HeldStock[]> => {
  const held = await heldBy(trx, order.companyCode, order.documentId);
  const productIds = [...new Set([...held.map(({ productId }) => productId), ...others])];
  await lockLevelsOf(trx, order.companyCode, productIds);
  return held;
};

const releasing = (held: HeldStock[]): StockMove[] =>
  held
    .filter(({ reserved }) => reserved > 0)
    .map(({ productId, locationId, reserved, unitCost }) => ({
      productId,
      locationId,
      onHandDelta: 0,
      reservedDelta: -reserved,
      unitCost,
    }));

/**
 * Gives back everything that is reserved for an order.
 * @param others further products whose levels are to be locked with its own, because they will be reserved next
 */
export const releaseAll = async (
  trx: Knex,
  order: StockOrder,
  actor: Actor,
  others: string[] = [],
): Promise<void> => {
  const held = await lockedHoldings(trx, order, others);
  await moveStock(trx, causeOf(order, actor, 'release'), releasing(held));
};

const costsOfLines = (lines: StoredLine[]): Map<string, number | null> =>
  new Map(lines.map(({ product_id: id, unit_cost: cost }) => [id, cost]));

/** Reserves more of some products, where there is more. */
const reserveMore = async (
  trx: Knex,
  order: StockOrder,
  actor: Actor,
  lines: StoredLine[],
  more: Map<string, Thousandths>,
): Promise<void> => {
  const demands = [...more].map(([productId, quantity]) => ({ productId, quantity, backorder: false }));
  const levels = await readLevelsOf(trx, order.companyCode, [...more.keys()]);
  const { takes, shortages } = planReservation(demands, levels);
  assertEnough(shortages);
  await reserveTakes(trx, order, actor, takes, costsOfLines(lines));
};

const positive = (entries: [string, Thousandths][]): Map<string, Thousandths> =>
  new Map(entries.filter(([, quantity]) => quantity > 0));

/**
 * Reserves the goods of an order anew whose reservation was given back.
 * @throws DomainError `insufficient_stock`
 */
export const reserveAgain = async (
  trx: Knex,
  order: StockOrder,
  actor: Actor,
  lines: StoredLine[],
): Promise<void> => {
  const demand = positive([...demandOfLines(lines)]);
  await lockLevelsOf(trx, order.companyCode, [...demand.keys()]);
  await reserveMore(trx, order, actor, lines, demand);
};

/**
 * The goods of an order leave. What was sold without being there is reserved at last.
 * @throws DomainError `insufficient_stock` where something of it is still not there
 */
export const shipAll = async (
  trx: Knex,
  order: StockOrder,
  actor: Actor,
  lines: StoredLine[],
): Promise<void> => {
  const demand = demandOfLines(lines);
  const held = await lockedHoldings(trx, order, [...demand.keys()]);
  const reserved = sumBy(held, (stock) => stock.reserved);
  const missing = positive([...demand].map(([id, quantity]) => [id, quantity - (reserved.get(id) ?? 0)]));
  if (missing.size > 0) await reserveMore(trx, order, actor, lines, missing);
  const leaving = missing.size > 0 ? await heldBy(trx, order.companyCode, order.documentId) : held;
  await moveStock(
    trx,
    causeOf(order, actor, 'shipment'),
    releasing(leaving).map((move) => ({ ...move, onHandDelta: move.reservedDelta })),
  );
};

/** Gives back what was taken at the last locations first. */
const excessOf = (held: HeldStock[], demand: Map<string, Thousandths>): StockMove[] => {
  const excess = sumBy(held, (stock) => stock.reserved);
  for (const [productId, quantity] of demand) excess.set(productId, (excess.get(productId) ?? 0) - quantity);
  return [...held].reverse().flatMap(({ productId, locationId, reserved, unitCost }) => {
    const quantity = Math.min(reserved, Math.max(excess.get(productId) ?? 0, 0));
    excess.set(productId, (excess.get(productId) ?? 0) - quantity);
    return quantity > 0
      ? [{ productId, locationId, onHandDelta: 0, reservedDelta: -quantity, unitCost }]
      : [];
  });
};

/**
 * Follows a change of quantities or of goods with what is reserved: less is given back, more is reserved.
 * @param before and after: the lines of the order, with their goods and quantities
 * @throws DomainError `insufficient_stock`
 */
export const followQuantities = async (
  trx: Knex,
  order: StockOrder,
  actor: Actor,
  before: StoredLine[],
  after: StoredLine[],
): Promise<void> => {
  const earlier = demandOfLines(before);
  const demand = demandOfLines(after);
  const held = await lockedHoldings(trx, order, [...demand.keys()]);
  await moveStock(trx, causeOf(order, actor, 'release'), excessOf(held, demand));
  const more = positive([...demand].map(([id, quantity]) => [id, quantity - (earlier.get(id) ?? 0)]));
  if (more.size > 0) await reserveMore(trx, order, actor, after, more);
};

/** How much of each product comes back: no more than has left, whatever rounding of parts makes of it. */
const backOf = (
  held: HeldStock[],
  wanted: Map<string, Thousandths> | null,
): { productId: string; quantity: Thousandths; backorder: boolean }[] =>
  [...sumBy(held, (stock) => stock.shipped)].map(([productId, shipped]) => ({
    productId,
    quantity: Math.min(wanted ? (wanted.get(productId) ?? 0) : shipped, shipped),
    backorder: true,
  }));

const shippedLevels = (held: HeldStock[]): Stocked[] =>
  held.map(({ productId, locationId, shipped }) => ({ productId, locationId, onHand: shipped, reserved: 0 }));

/** The levels as they are, so that whatever is still a product of the shop has one. */
const levelsToFill = async (trx: Knex, order: StockOrder, takes: Take[]): Promise<Stocked[]> => {
  const productIds = [...new Set(takes.map(({ productId }) => productId))];
  const levels = await readLevelsOf(trx, order.companyCode, productIds);
  const missing = productIds.filter((id) => !levels.some(({ productId }) => productId === id));
  if (missing.length === 0) return levels;
  await addMissingLevels(trx, order.companyCode, missing);
  return readLevelsOf(trx, order.companyCode, productIds);
};

/** Where a location is gone, its part goes to the product's first one; where the product is gone, nowhere. */
const comingBack = (held: HeldStock[], takes: Take[], levels: Stocked[]): StockMove[] => {
  const moves = new Map<string, StockMove>();
  for (const { productId, locationId, quantity } of takes) {
    const own = levels.filter((level) => level.productId === productId);
    const to = own.find((level) => level.locationId === locationId) ?? own[0];
    if (!to) continue;
    const key = `${productId} ${to.locationId}`;
    const from = held.find((stock) => stock.productId === productId && stock.locationId === locationId);
    moves.set(key, {
      productId,
      locationId: to.locationId,
      onHandDelta: (moves.get(key)?.onHandDelta ?? 0) + quantity,
      reservedDelta: 0,
      unitCost: moves.get(key)?.unitCost ?? from?.unitCost ?? null,
    });
  }
  return [...moves.values()];
};

/**
 * Puts goods of an order that had left back to where they came from. What came from a location that was deleted since
 * goes to the first one that the product has, the default one before others; what is of a deleted product is left out.
 * @param quantities how much of each product, in thousandths of its basic unit; null = everything
 */
export const putBack = async (
  trx: Knex,
  order: StockOrder,
  actor: Actor,
  quantities: Map<string, Thousandths> | null,
): Promise<void> => {
  const held = await lockedHoldings(trx, order);
  const { takes } = planReservation(backOf(held, quantities), shippedLevels(held));
  const levels = await levelsToFill(trx, order, takes);
  await moveStock(trx, causeOf(order, actor, 'return'), comingBack(held, takes, levels));
};
