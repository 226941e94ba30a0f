import type { Knex } from 'knex';
import type { ErrorDetails } from '../../domain/errors';
import { queryPrepared } from '../../postgres/prepared';
import type { DriverUpdate } from './update-input';

/** Why an event was not carried out. */
export type Refusal = { code: string; message: string; details: ErrorDetails };

/** What became of an event; `repeated` = it was so already. */
export type EventStatus = 'waiting' | 'done' | 'repeated' | 'refused' | 'lapsed';

/** A phone of a driver. */
export type Phone = { companyCode: string; driverId: string; phone: string };

/** Something that a phone told. */
export type NewEvent = Phone & {
  orderId: string;
  eventId: string | null;
  seq: number | null;
  body: DriverUpdate;
  bodyHash: string;
  happenedAt: Date | null;
};

/** What is kept of an event. Of one that was not valid it is only its number, which is passed over. */
export type StoredEvent = {
  id: string;
  orderId: string | null;
  seq: number | null;
  body: DriverUpdate | null;
  bodyHash: string;
  status: EventStatus;
  refusal: Refusal | null;
};

const columns = `
  id::text, order_id as "orderId", seq::float8 as seq, body::json as body, body_hash as "bodyHash", status,
  refusal::json as refusal`;

/**
 * Locks a phone until the transaction ends, so that its events are carried out one after the other.
 * @returns up to where everything was heard
 */
export const lockPhone = async (trx: Knex, { companyCode, driverId, phone }: Phone): Promise<number> => {
  const [row] = await queryPrepared<{ last: number }>(
    trx,
    `insert into driver_phones as p (driver_id, phone, company_code) values (?, ?, ?)
     on conflict (driver_id, phone) do update set last_seq = p.last_seq
     returning last_seq::float8 as last`,
    [driverId, phone, companyCode],
  );
  return row?.last ?? 0;
};

/**
 * Notes up to where everything was heard of a locked phone.
 * @returns whether something waits for nothing any more
 */
export const noteHeard = async (trx: Knex, { driverId, phone }: Phone, seq: number): Promise<boolean> => {
  const [row] = await queryPrepared<{ goesOn: boolean }>(
    trx,
    `update driver_phones p set last_seq = greatest(last_seq, ?::bigint) where driver_id = ? and phone = ?
     returning exists (
       select 1 from driver_events e
        where e.driver_id = p.driver_id and e.phone = p.phone and e.status = 'waiting'
          and e.seq <= p.last_seq + 1) as "goesOn"`,
    [seq, driverId, phone],
  );
  return row?.goesOn ?? false;
};

/**
 * Stores an event that waits. Whoever comes with the same id meanwhile waits until this transaction ends.
 * @returns null where its id came before
 */
export const insertEvent = async (trx: Knex, event: NewEvent): Promise<string | null> => {
  const [row] = await queryPrepared<{ id: string }>(
    trx,
    `insert into driver_events (company_code, driver_id, order_id, phone, event_id, seq, body, body_hash, happened_at)
     values (?, ?, ?, ?, ?, ?::bigint, ?::jsonb, ?, ?::timestamptz)
     on conflict (driver_id, event_id) where event_id is not null do nothing
     returning id::text`,
    [
      event.companyCode,
      event.driverId,
      event.orderId,
      event.phone,
      event.eventId,
      event.seq,
      JSON.stringify(event.body),
      event.bodyHash,
      event.happenedAt,
    ],
  );
  return row?.id ?? null;
};

/** Keeps the number of an event that was not valid, so that it is passed over once the gap before it has closed. */
export const insertPassed = async (
  trx: Knex,
  { companyCode, driverId, phone }: Phone,
  seq: number,
): Promise<void> => {
  await queryPrepared(
    trx,
    `insert into driver_events (company_code, driver_id, phone, seq, body_hash)
     select ?::text, ?::text, ?::text, ?::bigint, ''
      where not exists (
        select 1 from driver_events
         where driver_id = ? and phone = ? and seq = ?::bigint and status = 'waiting' and body is null)`,
    [companyCode, driverId, phone, seq, driverId, phone, seq],
  );
};

/** Counts that an event came again. */
export const noteRepeat = async (trx: Knex, driverId: string, eventId: string): Promise<StoredEvent> => {
  const [row] = await queryPrepared<StoredEvent>(
    trx,
    `update driver_events set repeats = repeats + 1 where driver_id = ? and event_id = ? returning ${columns}`,
    [driverId, eventId],
  );
  if (!row) throw new Error(`event ${eventId} was neither new nor there`);
  return row;
};

/** Counts that an event without an id came again: under the same number, in the same words. */
export const noteSame = async (
  trx: Knex,
  { driverId, phone, seq, bodyHash }: NewEvent,
): Promise<StoredEvent | null> => {
  const [row] = await queryPrepared<StoredEvent>(
    trx,
    `update driver_events set repeats = repeats + 1
      where driver_id = ? and phone = ? and seq = ?::bigint and event_id is null and body_hash = ?
      returning ${columns}`,
    [driverId, phone, seq, bodyHash],
  );
  return row ?? null;
};

/** How many events of a phone wait for others. */
export const countWaiting = async (trx: Knex, { driverId, phone }: Phone): Promise<number> => {
  const [row] = await queryPrepared<{ count: number }>(
    trx,
    `select count(*)::int as count from driver_events where driver_id = ? and phone = ? and status = 'waiting'`,
    [driverId, phone],
  );
  return row?.count ?? 0;
};

/** The next event of a locked phone that waits for nothing any more. */
export const findReady = async (
  trx: Knex,
  { driverId, phone }: Phone,
  last: number,
): Promise<StoredEvent | null> => {
  const [row] = await queryPrepared<StoredEvent>(
    trx,
    `select ${columns} from driver_events
      where driver_id = ? and phone = ? and status = 'waiting' and seq <= ?::bigint + 1 order by seq, id limit 1`,
    [driverId, phone, last],
  );
  return row ?? null;
};

/** Notes what became of an event. The code that was said is of no use any more. */
export const settleEvent = async (
  trx: Knex,
  id: string,
  status: Exclude<EventStatus, 'waiting'>,
  refusal: Refusal | null,
): Promise<void> => {
  await queryPrepared(
    trx,
    `update driver_events set status = ?, refusal = ?::jsonb, settled_at = now(), body = body - 'code'
      where id = ?::bigint`,
    [status, refusal && JSON.stringify(refusal), id],
  );
};

/** What cannot be understood is not kept: whoever mends it may send it again under its id. */
export const forgetEvent = async (trx: Knex, id: string): Promise<void> => {
  await queryPrepared(trx, 'delete from driver_events where id = ?::bigint', [id]);
};

/** A phone at which something waits, and whose it is. */
export type WaitingPhone = Phone & { name: string };

const PATIENCE = `interval '24 hours'`;

/** For so long a phone that was never heard of may still tell what came first. */
const BEGINNING = `interval '2 minutes'`;

/**
 * The phones of active drivers at which events can be carried out, or have waited for too long: first those at which
 * nobody has looked for the longest time, so that one that fails over and over keeps no other.
 */
export const findStuckPhones = (db: Knex, most: number): Promise<WaitingPhone[]> =>
  queryPrepared<WaitingPhone>(
    db,
    `select p.company_code as "companyCode", p.driver_id as "driverId", p.phone, u.name
       from driver_events e
       join driver_phones p on p.driver_id = e.driver_id and p.phone = e.phone
       join up_users u on u.document_id = e.driver_id and u.kind = 'delivery' and not coalesce(u.blocked, false)
                      and u.erased_at is null
      where e.status = 'waiting'
        and (e.received_at < now() - ${PATIENCE} or e.seq <= p.last_seq + 1
             or (p.last_seq = 0 and e.received_at < now() - ${BEGINNING}))
      group by p.driver_id, p.phone, u.name
      order by p.looked_at nulls first, min(e.received_at)
      limit ?`,
    [most],
  );

/** Notes that a phone is being looked at, whatever comes of it. */
export const noteLooked = async (db: Knex, { driverId, phone }: Phone): Promise<void> => {
  await queryPrepared(db, 'update driver_phones set looked_at = now() where driver_id = ? and phone = ?', [
    driverId,
    phone,
  ]);
};

/**
 * Lets a locked phone of which nothing was ever heard begin with the first number that it told, once it has had its time
 * to tell what came before: apps need not count from 1, and a driver may get the device of another one.
 */
export const beginPhone = async (trx: Knex, { driverId, phone }: Phone): Promise<void> => {
  await queryPrepared(
    trx,
    `update driver_phones p set last_seq = waiting.first - 1
       from (select min(seq) as first, min(received_at) as since from driver_events
              where driver_id = ? and phone = ? and status = 'waiting') waiting
      where p.driver_id = ? and p.phone = ? and p.last_seq = 0 and waiting.since < now() - ${BEGINNING}`,
    [driverId, phone, driverId, phone],
  );
};

/**
 * Gives a gap up: what has waited for too long lapses, and the phone goes on behind it.
 * @returns how many events lapsed
 */
export const lapseWaiting = async (trx: Knex, phone: Phone): Promise<number> => {
  const [row] = await queryPrepared<{ count: number; last: number | null }>(
    trx,
    `with lapsed as (
       update driver_events set status = 'lapsed', settled_at = now(), body = body - 'code'
        where driver_id = ? and phone = ? and status = 'waiting' and received_at < now() - ${PATIENCE}
        returning seq)
     select count(*)::int as count, max(seq)::float8 as last from lapsed`,
    [phone.driverId, phone.phone],
  );
  if (row?.last) await noteHeard(trx, phone, row.last);
  return row?.count ?? 0;
};

/** Forgets what no phone repeats any more. */
export const forgetOldEvents = async (db: Knex): Promise<void> => {
  await db.raw(`delete from driver_events where received_at < now() - interval '90 days'`);
};
