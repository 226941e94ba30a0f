import type { Knex } from 'knex';
import { DomainError } from '../../domain/errors';
import type { Thousandths } from '../../domain/quantity';
import type { Stocked } from '../../domain/stock/reservation';
import { queryPrepared } from '../../postgres/prepared';

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
export const lockLevelsOf = async (trx: Knex, companyCode: string, productIds: string[]): Promise<void> => {
  await queryPrepared(
    trx,
    `select 1 from stock_levels where product_id = any(?::text[]) and company_code = ?
      order by product_id, location_id for update`,
    [productIds, companyCode],
  );
};

/**
 * Moves stock, writes the ledger and counts sales, in one guarded statement: nothing falls below zero, and no more is
 * reserved than there is. Whoever calls holds the levels locked and has seen that they allow every move.
 * @param moves at levels that exist, each level once
 * @param sales whole basic units that were sold of products
 * @throws DomainError `conflict`, when a level is not as it was seen
 */
export const moveStock = async (
  trx: Knex,
  cause: MoveCause,
  moves: StockMove[],
  sales = new Map<string, number>(),
): Promise<void> => {
  if (moves.length === 0 && sales.size === 0) return;
  const [moved] = await queryPrepared<{ moved: number }>(
    trx,
    `with wanted as (
       select * from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::numeric[])
         w(product_id, location_id, on_hand_delta, reserved_delta, unit_cost)),
     changed as (
       update stock_levels l
          set on_hand = l.on_hand + w.on_hand_delta, reserved = l.reserved + w.reserved_delta, updated_at = now()
         from wanted w
        where l.product_id = w.product_id and l.location_id = w.location_id and l.company_code = ?
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
      cause.companyCode,
      cause.kind,
      cause.orderId,
      cause.actor,
      cause.reason ?? null,
      [...sales.keys()],
      [...sales.values()],
    ],
  );
  if (moved?.moved !== moves.length) {
    throw new DomainError('conflict', 'the stock changed at the same moment');
  }
};

/** What lies of products, each product's default location first; read under {@link lockLevelsOf}. */
export const readLevelsOf = async (
  trx: Knex,
  companyCode: string,
  productIds: string[],
): Promise<Stocked[]> => {
  const rows = await queryPrepared<{
    product_id: string;
    location_id: string;
    on_hand: string;
    reserved: string;
  }>(
    trx,
    `select l.product_id, l.location_id, l.on_hand, l.reserved
       from stock_levels l join locations loc on loc.document_id = l.location_id
      where l.product_id = any(?::text[]) and l.company_code = ?
      order by l.product_id, loc.is_default desc nulls last, loc.id`,
    [productIds, companyCode],
  );
  return rows.map((row) => ({
    productId: row.product_id,
    locationId: row.location_id,
    onHand: Number(row.on_hand),
    reserved: Number(row.reserved),
  }));
};

/**
 * Gives products that lie nowhere any more an empty level at the default location of their company, so that something
 * can be put there; deleted products get none.
 */
export const addMissingLevels = async (
  trx: Knex,
  companyCode: string,
  productIds: string[],
): Promise<void> => {
  await queryPrepared(
    trx,
    `with living as (
       select document_id from products
        where document_id = any(?::text[]) and company_code = ? and locale = 'en' for key share)
     insert into stock_levels (product_id, location_id, company_code, on_hand)
     select p.document_id, loc.document_id, loc.company_code, 0
       from living p join locations loc on loc.company_code = ? and loc.is_default
      where not exists (select 1 from stock_levels l where l.product_id = p.document_id)
         on conflict do nothing`,
    [productIds, companyCode, companyCode],
  );
};

/** What an order holds of a product at a location, and what of it has left the house. */
export type HeldStock = {
  productId: string;
  locationId: string;
  reserved: Thousandths;
  shipped: Thousandths;
  /** of a basic unit, when it was reserved last */
  unitCost: number | null;
};

/** What an order holds, as its ledger says. */
export const heldBy = async (trx: Knex, companyCode: string, orderId: string): Promise<HeldStock[]> => {
  const rows = await queryPrepared<{
    product_id: string;
    location_id: string;
    reserved: string;
    shipped: string;
    unit_cost: string | null;
  }>(
    trx,
    `select product_id, location_id, sum(reserved_delta) as reserved, -sum(on_hand_delta) as shipped,
            (array_agg(unit_cost order by id desc) filter (where kind = 'reservation'))[1] as unit_cost
       from stock_movements where order_id = ? and company_code = ?
      group by product_id, location_id order by product_id, location_id`,
    [orderId, companyCode],
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
  await queryPrepared(
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
