import type { Knex } from 'knex';
import { type OrderStatus, orderStatuses } from '../domain/order/transitions';
import { queryPrepared } from '../postgres/prepared';
import type { DeskBoard, DeskChanges, DeskCounts, DeskOrder } from './desk';
import { cardsOf, columnOf, countOf, type DeskOf, type Piece } from './desk.sql';
import type { DeskSort } from './desk-query';

type Count = { status: OrderStatus; count: number };

type Column = Count & { orders: DeskOrder[] };

/** A statement of several rows, one of each piece. */
const union = (pieces: Piece[]): [sql: string, bindings: unknown[]] => [
  pieces.map(({ sql }) => sql).join(' union all '),
  pieces.flatMap(({ bindings }) => bindings),
];

const byStatus = <Row extends { status: OrderStatus }, Value>(
  rows: Row[],
  valueOf: (row: Row) => Value,
): Record<OrderStatus, Value> =>
  Object.fromEntries(rows.map((row) => [row.status, valueOf(row)])) as Record<OrderStatus, Value>;

const countsOf = (rows: Count[]): DeskCounts => byStatus(rows, ({ count }) => count);

const countPlaced = async (db: Knex, companyCode: string): Promise<number> => {
  const [row] = await queryPrepared<{ placed: number }>(
    db,
    'select orders::int as placed from invoice_counters where company_code = ?',
    [companyCode],
  );
  return row?.placed ?? 0;
};

/** All columns of the desk, by one statement. */
export const readDeskBoard = async (
  db: Knex,
  of: DeskOf,
  sort: DeskSort,
  language: string,
): Promise<Omit<DeskBoard, 'at'>> => {
  // Counted first: an order placed meanwhile is told as new later, not missed.
  const placed = await countPlaced(db, of.companyCode);
  const columns = orderStatuses.map((status) => columnOf(status, of, sort, language));
  const rows = await queryPrepared<Column>(db, ...union(columns));
  return { placed, counts: countsOf(rows), columns: byStatus(rows, ({ orders }) => orders) };
};

/** How many orders stand in each column. */
export const readDeskCounts = async (db: Knex, of: DeskOf): Promise<DeskCounts> =>
  countsOf(await queryPrepared<Count>(db, ...union(orderStatuses.map((status) => countOf(status, of)))));

/** Those of some orders that stand on the desk, and how full it is. */
export const readDeskOrders = async (
  db: Knex,
  of: DeskOf,
  ids: string[],
  language: string,
): Promise<Omit<DeskChanges, 'at'>> => {
  const { sql, bindings } = cardsOf(orderStatuses, of, ids, language);
  const [placed, counts, cards] = await Promise.all([
    countPlaced(db, of.companyCode),
    readDeskCounts(db, of),
    queryPrepared<{ card: DeskOrder }>(db, sql, bindings),
  ]);
  return { placed, counts, orders: cards.map(({ card }) => card) };
};
