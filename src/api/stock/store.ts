import type { Knex } from 'knex';
import type { UnitType } from '../../domain/quantity';
import type { Level, LevelChange } from '../../domain/stock/levels';
import { availableAt } from '../../storefront/measure.sql';

/**
 * Locks a product against other stock changes and says in what kind of unit it is counted.
 * @returns null when the company has no such product
 */
export const lockStockedProduct = async (
  trx: Knex,
  companyCode: string,
  productId: string,
): Promise<{ unitType: UnitType } | null> => {
  const { rows } = await trx.raw<{ rows: { unit_type: UnitType }[] }>(
    `select coalesce(u.type, 'piece') as unit_type
       from products p
       left join products_basic_unit_lnk l on l.product_id = p.id
       left join units u on u.id = l.unit_id
      where p.document_id = ? and p.company_code = ? and p.locale = 'en'
        for no key update of p`,
    [productId, companyCode],
  );
  return rows[0] ? { unitType: rows[0].unit_type } : null;
};

/**
 * Keeps products from being deleted until the transaction ends.
 * @returns those that are there and that nobody is deleting
 */
export const holdProducts = async (
  trx: Knex,
  companyCode: string,
  productIds: string[],
): Promise<string[]> => {
  const { rows } = await trx.raw<{ rows: { document_id: string }[] }>(
    `select document_id from products where document_id = any(?) and company_code = ? and locale = 'en'
        for key share skip locked`,
    [productIds, companyCode],
  );
  return rows.map((row) => row.document_id);
};

/** Locks a product that is to be deleted: whoever changes its stock is through, and nobody orders it meanwhile. */
export const lockDepartingProduct = async (
  trx: Knex,
  companyCode: string,
  productId: string,
): Promise<void> => {
  await trx.raw(`select 1 from products where document_id = ? and company_code = ? order by id for update`, [
    productId,
    companyCode,
  ]);
};

/** The locations of a company: their ids, the default one first. None of them is deleted before the transaction ends. */
export const holdLocations = async (trx: Knex, companyCode: string): Promise<string[]> => {
  const { rows } = await trx.raw<{ rows: { document_id: string }[] }>(
    'select document_id from locations where company_code = ? order by is_default desc nulls last, id for key share',
    [companyCode],
  );
  return rows.map((row) => row.document_id);
};

/** Locks the levels of a product at some locations, in the order of their ids. */
export const lockLevels = async (trx: Knex, productId: string, locationIds: string[]): Promise<Level[]> => {
  const { rows } = await trx.raw<{ rows: { location_id: string; on_hand: string; reserved: string }[] }>(
    `select location_id, on_hand, reserved from stock_levels
      where product_id = ? and location_id = any(?) order by location_id for update`,
    [productId, locationIds],
  );
  return rows.map((row) => ({
    locationId: row.location_id,
    onHand: Number(row.on_hand),
    reserved: Number(row.reserved),
  }));
};

/** The cost of a basic unit of a product now, for the ledger. */
const costOf = (productId: string): string =>
  `(select p.cost from products p where p.document_id = ${productId} and p.locale = 'en')`;

/** Writes new levels and their ledger rows, one statement each. */
export const writeLevels = async (
  trx: Knex,
  entry: {
    companyCode: string;
    productId: string;
    kind: 'opening' | 'adjustment';
    reason: string;
    actor: string;
  },
  changes: LevelChange[],
): Promise<void> => {
  const locationIds = changes.map((change) => change.locationId);
  await trx.raw(
    `insert into stock_levels (product_id, location_id, company_code, on_hand)
     select ?, location_id, ?, on_hand from unnest(?::text[], ?::bigint[]) wanted(location_id, on_hand)
     on conflict (product_id, location_id) do update set on_hand = excluded.on_hand, updated_at = now()`,
    [entry.productId, entry.companyCode, locationIds, changes.map((change) => change.onHand)],
  );
  await trx.raw(
    `insert into stock_movements (company_code, product_id, location_id, kind, on_hand_delta, unit_cost, reason, actor)
     select ?, product_id, location_id, ?, delta, ${costOf('changed.product_id')}, ?, ?
       from (select ?::text as product_id, * from unnest(?::text[], ?::bigint[]) moved(location_id, delta)) changed
      where delta <> 0`,
    [
      entry.companyCode,
      entry.kind,
      entry.reason,
      entry.actor,
      entry.productId,
      locationIds,
      changes.map((change) => change.delta),
    ],
  );
};

/** What lies at a location as staff see it, in basic units. */
export type ShownLevel = {
  locationId: string;
  name: string;
  onHand: number;
  reserved: number;
  available: number;
};

/** The levels of a product, at the default location first. */
export const readLevels = async (db: Knex, productId: string): Promise<ShownLevel[]> => {
  const { rows } = await db.raw<{ rows: ShownLevel[] }>(
    `select l.location_id as "locationId", loc.name, l.on_hand / 1000.0::float8 as "onHand",
            l.reserved / 1000.0::float8 as reserved, ${availableAt('l')} / 1000.0::float8 as available
       from stock_levels l join locations loc on loc.document_id = l.location_id
      where l.product_id = ? order by loc.is_default desc nulls last, loc.id`,
    [productId],
  );
  return rows;
};

/** How much of a product there is, and how much of that is promised to orders; in thousandths. */
export const sumLevels = async (
  trx: Knex,
  productId: string,
): Promise<{ onHand: number; reserved: number }> => {
  const { rows } = await trx.raw<{ rows: { on_hand: string; reserved: string }[] }>(
    `select coalesce(sum(on_hand), 0) as on_hand, coalesce(sum(reserved), 0) as reserved
       from stock_levels where product_id = ?`,
    [productId],
  );
  return { onHand: Number(rows[0]?.on_hand ?? 0), reserved: Number(rows[0]?.reserved ?? 0) };
};

/** How many orders that have not left yet want a product, whether or not it is reserved for them. */
export const countOpenOrders = async (trx: Knex, companyCode: string, productId: string): Promise<number> => {
  const { rows } = await trx.raw<{ rows: { orders: number }[] }>(
    `select count(distinct o.id)::int as orders from order_lines l join orders o on o.document_id = l.order_id
      where l.product_id = ? and l.quantity > 0 and o.company_code = ? and o.order_status in ('pending', 'processing')`,
    [productId, companyCode],
  );
  return rows[0]?.orders ?? 0;
};

/**
 * Forgets the levels of a deleted product, but none that orders wait for; its ledger stays and says where the stock
 * went. Whoever calls holds the levels locked.
 */
export const deleteLevels = async (trx: Knex, productId: string): Promise<void> => {
  await trx.raw(
    `with gone as (delete from stock_levels where product_id = ? and reserved = 0 returning *)
     insert into stock_movements (company_code, product_id, location_id, kind, on_hand_delta, unit_cost, reason)
     select company_code, product_id, location_id, 'adjustment', -on_hand, ${costOf('gone.product_id')}, 'product deleted'
       from gone where on_hand > 0`,
    [productId],
  );
};
