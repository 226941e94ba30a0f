import type { Knex } from 'knex';
import { OUTBOX_CHANNEL } from './enqueue';
import type { ClaimedMessage } from './handler';

/**
 * Whose a claim is. Each claim counts one attempt, so whoever still names the right number has not been overtaken
 * by another process.
 */
export type Claim = Pick<ClaimedMessage, 'id' | 'attempt'>;

/** How many messages that have to wait for their key are put aside by one look, so that it stays short. */
const MOST_PUT_ASIDE = 200;

/**
 * Claims what is due of a topic: for the time of the lease nobody else gets it. A message waits while an earlier
 * one of its key is unfinished; a dead letter holds up nobody. What has to wait is put aside until the earlier one
 * is done (`releaseNext`), or for one lease, so that a long queue of one key is not looked through again and again.
 * @returns the messages, and how many were put aside: there may be more behind them
 */
export const claimDue = async (
  db: Knex,
  topic: string,
  most: number,
  leaseMs: number,
): Promise<{ messages: ClaimedMessage[]; putAside: number }> => {
  const { rows } = await db.raw<{ rows: [{ messages: string; putAside: number }] }>(
    `with due as materialized (
       select id, available_at, key is not null and id > (
         select earlier.id from outbox earlier
         where earlier.topic = message.topic and earlier.key = message.key and earlier.failed_at is null
         order by earlier.id limit 1) as waits
       from outbox message
       where topic = :topic and failed_at is null and available_at <= now()
         and (claimed_until is null or claimed_until <= now())
       order by available_at, id
       limit :window
       for update of message skip locked),
     put_aside as (
       update outbox set available_at = now() + :leaseMs * interval '1 millisecond'
       from due where outbox.id = due.id and due.waits
       returning 1),
     claimed as (
       update outbox set attempts = attempts + 1, claimed_until = now() + :leaseMs * interval '1 millisecond'
       from (select id from due where not waits order by available_at, id limit :most) taken
       where outbox.id = taken.id
       returning outbox.id::text, topic, key, company_code as company, payload, attempts as attempt,
                 created_at as "createdAt")
     select coalesce((select json_agg(claimed) from claimed), '[]')::text as messages,
            (select count(*) from put_aside)::int as "putAside"`,
    { topic, most, leaseMs, window: most + MOST_PUT_ASIDE },
  );
  const [{ messages, putAside }] = rows;
  const claimed = JSON.parse(messages) as (Omit<ClaimedMessage, 'createdAt'> & { createdAt: string })[];
  return {
    messages: claimed.map((message) => ({ ...message, createdAt: new Date(message.createdAt) })),
    putAside,
  };
};

/**
 * Makes the next message of a key due. A statement of its own after the end of the one before, so that it also
 * sees what was put aside meanwhile.
 */
export const releaseNext = async (
  db: Knex,
  { topic, key }: Pick<ClaimedMessage, 'topic' | 'key'>,
): Promise<void> => {
  if (key === null) return;
  await db.raw(
    `update outbox set available_at = least(available_at, now())
     where attempts = 0 and claimed_until is null and id = (
       select id from outbox where topic = ? and key = ? and failed_at is null order by id limit 1)`,
    [topic, key],
  );
};

/**
 * Holds claims for another lease.
 * @returns the ids of those that are still held
 */
export const renewClaims = async (db: Knex, claims: Claim[], leaseMs: number): Promise<Set<string>> => {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `update outbox set claimed_until = now() + ? * interval '1 millisecond'
     from unnest(?::bigint[], ?::int[]) as held (id, attempt)
     where outbox.id = held.id and attempts = held.attempt and claimed_until is not null
     returning outbox.id::text`,
    [leaseMs, claims.map(({ id }) => id), claims.map(({ attempt }) => attempt)],
  );
  return new Set(rows.map(({ id }) => id));
};

/** What has been done is no longer there. */
export const finishMessage = async (db: Knex, { id, attempt }: Claim): Promise<void> => {
  await db.raw('delete from outbox where id = ? and attempts = ?', [id, attempt]);
};

/** Lets go of a message until its next attempt. */
export const postponeMessage = async (
  db: Knex,
  { id, attempt }: Claim,
  pauseMs: number,
  lastError: string,
): Promise<void> => {
  await db.raw(
    `update outbox set claimed_until = null, last_error = ?, available_at = now() + ? * interval '1 millisecond'
     where id = ? and attempts = ?`,
    [lastError, pauseMs, id, attempt],
  );
};

/** Makes a message a dead letter, which only people take up again. */
export const buryMessage = async (db: Knex, { id, attempt }: Claim, lastError: string): Promise<void> => {
  await db.raw(
    `update outbox set claimed_until = null, last_error = ?, failed_at = now() where id = ? and attempts = ?`,
    [lastError, id, attempt],
  );
};

/** Lets go of a message as if it had never been claimed. */
export const giveBackMessage = async (db: Knex, { id, attempt }: Claim): Promise<void> => {
  await db.raw(
    `with message as (
       update outbox set claimed_until = null, attempts = attempts - 1 where id = ? and attempts = ?
       returning topic)
     select pg_notify('${OUTBOX_CHANNEL}', topic) from message`,
    [id, attempt],
  );
};
