import type { Knex } from 'knex';
import { OUTBOX_CHANNEL } from './enqueue';
import type { ClaimedMessage } from './handler';

/**
 * Whose a claim is. Each claim counts one attempt, so whoever still names the right number has not been overtaken
 * by another process.
 */
export type Claim = Pick<ClaimedMessage, 'id' | 'attempt'>;

type Row = Omit<ClaimedMessage, 'createdAt' | 'payload'> & { payload: string; created_at: Date };

/**
 * Claims what is due of a topic: for the time of the lease nobody else gets it. A message waits while an earlier
 * one of its key is unfinished; a dead letter holds up nobody.
 */
export const claimDue = async (
  db: Knex,
  topic: string,
  most: number,
  leaseMs: number,
): Promise<ClaimedMessage[]> => {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `with due as materialized (
       select id from outbox message
       where topic = :topic and failed_at is null and available_at <= now()
         and (claimed_until is null or claimed_until <= now())
         and (key is null or not exists (
           select from outbox earlier
           where earlier.topic = message.topic and earlier.key = message.key
             and earlier.id < message.id and earlier.failed_at is null))
       order by available_at, id
       limit :most
       for update skip locked)
     update outbox set attempts = attempts + 1, claimed_until = now() + :leaseMs * interval '1 millisecond'
     from due where outbox.id = due.id
     returning outbox.id::text, topic, key, company_code as company, payload::text, attempts as attempt, created_at`,
    { topic, most, leaseMs },
  );
  return rows.map(({ created_at, payload, ...row }) => ({
    ...row,
    payload: JSON.parse(payload) as unknown,
    createdAt: created_at,
  }));
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
