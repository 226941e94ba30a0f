import type { Knex } from 'knex';
import { notFound } from '../../domain/errors';
import type { ReadLocale } from '../../storefront/list-query';
import type { Page } from '../../storefront/read';
import { queryPrepared } from '../../postgres/prepared';
import type { AtWork } from './driver';
import { bodiesOf, doneOrders, oneOrder, openOrders } from './order.sql';

/** Which driver reads, and in which language. */
export type DriverReader = AtWork & { locale: ReadLocale | null };

/** A part of a list. */
export type Part = { page: number; pageSize: number };

/** A time from its first instant to before its last. */
export type Span = { from: Date; to: Date };

type Row = { body: string; total: number };

const bindingsOf = ({ company, driver, locale }: DriverReader): unknown[] => [
  company.code,
  locale ?? company.defaultLocale,
  company.defaultLocale,
  driver.id,
];

const paged = async (
  db: Knex,
  seen: string,
  bindings: unknown[],
  { page, pageSize }: Part,
): Promise<Page> => {
  const rows = await queryPrepared<Row>(db, `${bodiesOf(seen)} limit ? offset ?`, [
    ...bindings,
    pageSize,
    (page - 1) * pageSize,
  ]);
  const total = rows[0]?.total ?? (page === 1 ? 0 : await countSeen(db, seen, bindings));
  return { items: rows.map(({ body }) => body).join(','), total, page, pageSize };
};

/** Behind the last page there is no row that could tell how many there are. */
const countSeen = async (db: Knex, seen: string, bindings: unknown[]): Promise<number> => {
  const [first] = await queryPrepared<Row>(db, `${bodiesOf(seen)} limit 1`, bindings);
  return first?.total ?? 0;
};

/** The orders that a driver has to bring, and those offered to them. */
export const readOpenOrders = (db: Knex, reader: DriverReader, part: Part): Promise<Page> =>
  paged(db, openOrders, bindingsOf(reader), part);

/** The orders with which a driver was done in a time. */
export const readDoneOrders = (
  db: Knex,
  reader: DriverReader,
  { from, to }: Span,
  part: Part,
): Promise<Page> => paged(db, doneOrders, [...bindingsOf(reader), from, to], part);

/** An order as its driver sees it, as JSON text; null where it is none of theirs. */
export const findDriverOrder = async (
  db: Knex,
  reader: DriverReader,
  orderId: string,
): Promise<string | null> => {
  const [row] = await queryPrepared<Row>(db, bodiesOf(oneOrder), [...bindingsOf(reader), orderId, orderId]);
  return row?.body ?? null;
};

/** @throws DomainError `not_found` */
export const readDriverOrder = async (db: Knex, reader: DriverReader, orderId: string): Promise<string> => {
  const body = await findDriverOrder(db, reader, orderId);
  if (body === null) throw notFound('order');
  return body;
};
