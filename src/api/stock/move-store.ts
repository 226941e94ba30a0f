import type { Knex } from 'knex';
import { DomainError } from '../../domain/errors';
import type { Thousandths } from '../../domain/quantity';
import type { Stocked } from '../../domain/stock/reservation';
import { readPrepared } from '../../storefront/prepared';

/** What moves at a location on account of an order; deltas are in thousandths of the basic unit. */
export type StockMove = {
  productId: string;
  locationId: string;
  onHandDelta: Thousandths;
  reservedDelta: Thousandths;
  /** of a basic unit, in major units */
  unitCost: number | null;
};

/** Why it moves, for which order, and on whose behalf. */
export type MoveCause = {
  companyCode: string;
  kind: 'reservation' | 'release' | 'shipment' | 'return';
  orderId: string;
  actor: string;
  reason?: string | null;
};

/** Locks the levels of products until the transaction ends, in the order of product and location. */
export const lockLevelsOf = async (trx: Knex, productIds: string[]): Promise<void> => {
  await readPrepared(
    trx,
    `select 1 from stock_levels where product_id = any(?::text[]) order by product_id, location_id for update`,
    [productIds],
  );
};

/**
 * Moves stock, writes the ledger and counts sales, in one guarded statement: nothing falls below zero, and no more is
 * reserved than there is. Whoever calls holds the levels locked.
 * @param sales whole basic units that were sold of products
 * @throws DomainError `insufficient_stock` where a move would break that; a move to a level that is no longer there
 * (its product was deleted) is left out when goods come back
 */
export const moveStock = async (
  trx: Knex,
  cause: MoveCause,
  moves: StockMove[],
  sales = new Map<string, number>(),
): Promise<void> => {
  if (moves.length === 0 && sales.size === 0) return;
  const [moved] = await readPrepared<{ moved: number }>(
    trx,
    `with wanted as (
       select * from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::numeric[])
         w(product_id, location_id, on_hand_delta, reserved_delta, unit_cost)),
     changed as (
       update stock_levels l
          set on_hand = l.on_hand + w.on_hand_delta, reserved = l.reserved + w.reserved_delta, updated_at = now()
         from wanted w
        where l.product_id = w.product_id and l.location_id = w.location_id
          and l.reserved + w.reserved_delta between 0 and l.on_hand + w.on_hand_delta
       returning w.*),
     written as (
       insert into stock_movements (company_code, product_id, location_id, kind, on_hand_delta, reserved_delta,
                                    unit_cost, order_id, actor, reason)
       select ?, product_id, location_id, ?, on_hand_delta, reserved_delta, unit_cost, ?, ?, ? from changed),
     counted as (
       insert into product_counters as c (product_id, sales)
       select product_id, units from unnest(?::text[], ?::bigint[]) sold(product_id, units) order by product_id
       on conflict (product_id) do update set sales = c.sales + excluded.sales)
     select count(*)::int as moved from changed`,
    [
      moves.map(({ productId }) => productId),
      moves.map(({ locationId }) => locationId),
      moves.map(({ onHandDelta }) => onHandDelta),
      moves.map(({ reservedDelta }) => reservedDelta),
      moves.map(({ unitCost }) => unitCost),
      cause.companyCode,
      cause.kind,
      cause.orderId,
      cause.actor,
      cause.reason ?? null,
      [...sales.keys()],
      [...sales.values()],
    ],
  );
  if (moved?.moved !== moves.length && cause.kind !== 'return') {
    throw new DomainError('insufficient_stock', 'the stock changed at the same moment', {
      products: [...new Set(moves.map(({ productId }) => productId))],
    });
  }
};

/** What lies of products, each product's default location first; read under {@link lockLevelsOf}. */
export const readLevelsOf = async (trx: Knex, productIds: string[]): Promise<Stocked[]> => {
  const rows = await readPrepared<{
    product_id: string;
    location_id: string;
    on_hand: string;
    reserved: string;
  }>(
    trx,
    `select l.product_id, l.location_id, l.on_hand, l.reserved
       from stock_levels l join locations loc on loc.document_id = l.location_id
      where l.product_id = any(?::text[])
      order by l.product_id, loc.is_default desc nulls last, loc.id`,
    [productIds],
  );
  return rows.map((row) => ({
    productId: row.product_id,
    locationId: row.location_id,
    onHand: Number(row.on_hand),
    reserved: Number(row.reserved),
  }));
};

/** What an order holds of a product at a location, and what of it has left the house. */
export type HeldStock = {
  productId: string;
  locationId: string;
  reserved: Thousandths;
  shipped: Thousandths;
  unitCost: number | null;
};

/** What an order holds, as its ledger says. */
export const heldBy = async (trx: Knex, orderId: string): Promise<HeldStock[]> => {
  const rows = await readPrepared<{
    product_id: string;
    location_id: string;
    reserved: string;
    shipped: string;
    unit_cost: string | null;
  }>(
    trx,
    `select product_id, location_id, sum(reserved_delta) as reserved, -sum(on_hand_delta) as shipped,
            max(unit_cost) as unit_cost
       from stock_movements where order_id = ?
      group by product_id, location_id order by product_id, location_id`,
    [orderId],
  );
  return rows.map((row) => ({
    productId: row.product_id,
    locationId: row.location_id,
    reserved: Number(row.reserved),
    shipped: Number(row.shipped),
    unitCost: row.unit_cost === null ? null : Number(row.unit_cost),
  }));
};

/** Counts what was sold of products, whole basic units; negative where sales are taken back. */
export const countSales = async (trx: Knex, sales: Map<string, number>): Promise<void> => {
  const changed = [...sales].filter(([, units]) => units !== 0);
  if (changed.length === 0) return;
  await readPrepared(
    trx,
    `insert into product_counters as c (product_id, sales)
     select product_id, greatest(units, 0) from unnest(?::text[], ?::bigint[]) sold(product_id, units) order by product_id
     on conflict (product_id) do update set sales = greatest(c.sales + (
       select units from unnest(?::text[], ?::bigint[]) sold(product_id, units) where sold.product_id = excluded.product_id), 0)`,
    [
      changed.map(([productId]) => productId),
      changed.map(([, units]) => units),
      changed.map(([productId]) => productId),
      changed.map(([, units]) => units),
    ],
  );
};
