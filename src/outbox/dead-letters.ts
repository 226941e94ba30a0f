import type { Knex } from 'knex';
import { type OutboxView, seenBy } from './figures';

/** A message that people have to look at. */
export type DeadLetter = {
  /** a bigint in decimal digits */
  id: string;
  topic: string;
  key: string | null;
  company: string | null;
  attempts: number;
  lastError: string | null;
  /** ISO 8601, UTC */
  createdAt: string;
  failedAt: string;
  /** what it is about; the payload itself may hold links that open accounts */
  about: Record<string, string | number>;
};

/** The members of a payload that say what it is about and open nothing. */
const TELLING = [
  'id',
  'kind',
  'event',
  'provider',
  'orderId',
  'refundId',
  'paymentId',
  'customerId',
  'driverId',
  'productId',
  'notificationId',
];

/** Longer ones are no ids. */
const LONGEST_TOLD = 80;

/**
 * A retry is due a little later: a claim that began before it does not see it, and could take a later one of its key
 * while another takes this.
 */
const RETRY_AFTER = `interval '2 seconds'`;

/** A page of dead letters, newest first, and how many there are. */
export const listDeadLetters = async (
  db: Knex,
  view: OutboxView,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<{ letters: DeadLetter[]; total: number }> => {
  const { rows } = await db.raw<{ rows: [{ letters: string; total: number }] }>(
    `select (select count(*)::int from outbox where failed_at is not null and ${seenBy}) as total,
            coalesce((
              select json_agg(json_build_object(
                'id', id::text, 'topic', topic, 'key', key, 'company', company_code, 'attempts', attempts,
                'lastError', last_error, 'createdAt', iso_instant(created_at at time zone 'UTC'),
                'failedAt', iso_instant(failed_at at time zone 'UTC'),
                'about', coalesce((
                  select jsonb_object_agg(told.key, told.value) from jsonb_each(payload) told
                  where told.key = any(:telling::text[]) and jsonb_typeof(told.value) in ('string', 'number')
                    and length(told.value::text) <= :longest), '{}')) order by failed_at desc, id desc)
              from (select * from outbox where failed_at is not null and ${seenBy}
                    order by failed_at desc, id desc limit :limit offset :offset) letters), '[]')::text as letters`,
    {
      ...view,
      telling: TELLING,
      longest: LONGEST_TOLD,
      limit: pageSize,
      offset: (page - 1) * pageSize,
    } as never,
  );
  const [{ letters, total }] = rows;
  return { letters: JSON.parse(letters) as DeadLetter[], total };
};

/** Which dead letters: one, those of a topic, or all. */
export type Letters = { id?: string; topic?: string };

const chosen = `failed_at is not null and ${seenBy}
  and (:id::bigint is null or id = :id::bigint) and (:topic::text is null or topic = :topic::text)`;

const bindingsOf = (view: OutboxView, { id, topic }: Letters) => ({
  ...view,
  id: id ?? null,
  topic: topic ?? null,
});

/**
 * Has dead letters tried again, as if they had never been; in their key they come before what was written later.
 * @returns how many of each topic
 */
export const reviveLetters = async (
  trx: Knex,
  view: OutboxView,
  letters: Letters,
): Promise<{ topic: string; count: number }[]> => {
  const { rows } = await trx.raw<{ rows: { topic: string; count: number }[] }>(
    `with revived as (
       update outbox set failed_at = null, attempts = 0, available_at = now() + ${RETRY_AFTER}
       where ${chosen} returning topic)
     select topic, count(*)::int as count from revived group by topic order by topic`,
    bindingsOf(view, letters) as never,
  );
  return rows;
};

/**
 * Gives up a dead letter.
 * @returns what it was, or null where there is none
 */
export const discardLetter = async (
  trx: Knex,
  view: OutboxView,
  id: string,
): Promise<{ topic: string; key: string | null; lastError: string | null } | null> => {
  const { rows } = await trx.raw<{ rows: { topic: string; key: string | null; lastError: string | null }[] }>(
    `delete from outbox where ${chosen} returning topic, key, last_error as "lastError"`,
    bindingsOf(view, { id }) as never,
  );
  return rows[0] ?? null;
};

/**
 * Deletes the oldest of those that failed long ago.
 * @returns how many
 */
export const deleteOldLetters = async (db: Knex, days: number, most: number): Promise<number> => {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `delete from outbox where id in (
       select id from outbox where failed_at < now() - make_interval(days => ?)
       order by failed_at limit ? for update skip locked)
     returning 1`,
    [days, most],
  );
  return rows.length;
};
