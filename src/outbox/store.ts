import type { Knex } from 'knex';
import { OUTBOX_CHANNEL } from './enqueue';
import type { ClaimedMessage } from './handler';

/**
 * Whose a claim is. Each one of a message has the next number, so whoever still names the right one has not been
 * overtaken by another process, nor by themselves.
 */
export type Claim = { id: string; claim: number };

/** A message and the claim to it. */
export type HeldMessage = ClaimedMessage & Claim;

/**
 * Has the commit of a statement not wait for the disk. A database that crashes may so forget the last claims and notes,
 * in their order: then messages are handled again, which their handlers bear.
 */
const WITHOUT_WAITING = `set_config('synchronous_commit', 'off', true)`;

/** What is to be claimed of a topic. */
export type Wanted = {
  topic: string;
  most: number;
  /** how many of one key, one after the other */
  mostOfKey: number;
  /** how many whose process died over them, which are taken without any others */
  mostOrphans: number;
  leaseMs: number;
  /** how many messages that cannot be taken are looked through */
  patience: number;
};

/** What was claimed, and the keys of what was put aside: there may be more behind that. */
export type Catch = { messages: HeldMessage[]; keysPutAside: string[] };

/**
 * Claims what is due of a topic: for the time of the lease nobody else gets it. Of a key those are taken that follow one
 * another from its first unfinished one on, and none while another claim holds one of it; a dead letter holds up
 * nobody. Where nothing but waiting messages was seen, they are put aside until their key comes on (`releaseKeys`), or
 * for one lease, so that a long queue of one key is not looked through again and again.
 *
 * These statements are not prepared: a plan made while the table is empty would stay in use when it is full.
 */
export const claimDue = async (
  db: Knex,
  { topic, most, mostOfKey, mostOrphans, leaseMs, patience }: Wanted,
): Promise<Catch> => {
  const { rows } = await db.raw<{ rows: [{ messages: string; keysPutAside: string[] }] }>(
    `with due as materialized (
       select id, key, claimed_until is not null as is_orphan
       from outbox
       where topic = :topic and failed_at is null and available_at <= now()
         and (claimed_until is null or claimed_until <= now())
       order by available_at, id
       limit :window
       for update skip locked),
     keys as materialized (
       select key, count(*) as due from due where key is not null
       group by key
       having not exists (
         select 1 from outbox claimed
         where claimed.topic = :topic and claimed.key = due.key and claimed.failed_at is null
           and claimed.claimed_until > now())),
     unfinished as materialized (
       select first.id, first.place from keys
       cross join lateral (
         select id, row_number() over (order by id) as place from outbox
         where topic = :topic and key = keys.key and failed_at is null
         order by id limit least(keys.due, :mostOfKey)) first),
     -- The n-th due of a key follows those before it without a gap exactly if it is the n-th unfinished.
     looked_at as materialized (
       select id, key, is_orphan, key is null or (id, place) in (select id, place from unfinished) as is_ready
       from (select *, row_number() over (partition by key order by id) as place from due) numbered),
     orphans as (select count(*) as ready from looked_at where is_ready and is_orphan),
     taken as materialized (
       select id from looked_at cross join orphans
       where is_ready and (is_orphan or orphans.ready = 0)
       order by id
       limit (select case when ready > 0 then :mostOrphans::int else :most::int end from orphans)),
     put_aside as (
       update outbox set put_aside = true, available_at = now() + :leaseMs * interval '1 millisecond'
       from looked_at
       where outbox.id = looked_at.id and not is_ready
         and (select count(*) from due) = :window and (select count(*) from taken) < :most
       returning outbox.key),
     claimed as (
       update outbox set attempts = attempts + 1, claims = claims + 1, put_aside = false,
                         claimed_until = now() + :leaseMs * interval '1 millisecond'
       from taken where outbox.id = taken.id
       returning outbox.*)
     select coalesce((
              select json_agg(json_build_object(
                'id', id::text, 'topic', topic, 'key', key, 'company', company_code, 'payload', payload,
                'attempt', attempts, 'claim', claims, 'createdAt', created_at) order by id)
              from claimed), '[]')::text as messages,
            array(select distinct key from put_aside) as "keysPutAside",
            ${WITHOUT_WAITING}`,
    { topic, most, mostOfKey, mostOrphans, leaseMs, window: most + patience },
  );
  const [{ messages, keysPutAside }] = rows;
  const claimed = JSON.parse(messages) as (Omit<HeldMessage, 'createdAt'> & { createdAt: string })[];
  return {
    messages: claimed.map((message) => ({ ...message, createdAt: new Date(message.createdAt) })),
    keysPutAside,
  };
};

/**
 * Makes due again what was put aside, where the first unfinished one of its key was. A statement of its own after
 * the end of what it waited for, and after putting aside, so that whichever of both comes last sees the other.
 * @param most how many of each key
 */
export const releaseKeys = async (db: Knex, topic: string, keys: string[], most: number): Promise<void> => {
  if (keys.length === 0) return;
  await db.raw(
    `with waiting as materialized (
       select outbox.id
       from unnest(:keys::text[]) as ended (key)
       cross join lateral (
         select first.id, first_value(put_aside) over (order by id) as is_next
         from (select id, put_aside from outbox
               where topic = :topic and key = ended.key and failed_at is null order by id limit :most) first) next
       join outbox on outbox.id = next.id
       where next.is_next and outbox.put_aside and not exists (
         select 1 from outbox claimed
         where claimed.topic = :topic and claimed.key = ended.key and claimed.failed_at is null
           and claimed.claimed_until > now())
       order by outbox.id
       for update of outbox),
     released as (
       update outbox set put_aside = false, available_at = created_at
       from waiting where outbox.id = waiting.id and put_aside)
     select ${WITHOUT_WAITING}`,
    { topic, keys, most },
  );
};

/**
 * Holds claims for another lease.
 * @returns the ids of those that are still held
 */
export const renewClaims = async (db: Knex, claims: Claim[], leaseMs: number): Promise<Set<string>> => {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `with held as materialized (
       select outbox.id from outbox
       join unnest(:ids::bigint[], :claims::int[]) as claim (id, number)
         on claim.id = outbox.id and claim.number = claims
       where claimed_until is not null
       order by outbox.id
       for update of outbox)
     update outbox set claimed_until = now() + :leaseMs * interval '1 millisecond'
     from held where outbox.id = held.id
     returning outbox.id::text`,
    { leaseMs, ids: claims.map(({ id }) => id), claims: claims.map(({ claim }) => claim) },
  );
  return new Set(rows.map(({ id }) => id));
};

/** What became of a claimed message. */
export type Outcome = Claim & {
  key: string | null;
  attempt: number;
  /**
   * `done`: it is no longer there. `postponed`: it is let go until its next attempt. `buried`: it is a dead letter, which
   * only people take up again. `given_back`: it is as if it had never been claimed, but for a pause.
   */
  ending: 'done' | 'postponed' | 'buried' | 'given_back';
  pauseMs?: number;
  lastError?: string;
};

/**
 * Notes what became of messages, and may be repeated where the answer was lost; those whose claim was lost are left to
 * whoever has them now.
 */
export const settleClaims = async (db: Knex, outcomes: Outcome[]): Promise<void> => {
  await db.raw(
    `with held as materialized (
       select outbox.id, ending, pause_ms, outcome.last_error
       from outbox
       join unnest(:ids::bigint[], :claims::int[], :endings::text[], :pauses::int[], :errors::text[])
         as outcome (id, claim, ending, pause_ms, last_error)
         on outcome.id = outbox.id and outcome.claim = claims
       where claimed_until is not null
       order by outbox.id
       for update of outbox),
     done as (delete from outbox using held where outbox.id = held.id and ending = 'done'),
     let_go as (
       update outbox set
         claimed_until = null,
         attempts = attempts - (ending = 'given_back')::int,
         available_at = coalesce(now() + pause_ms * interval '1 millisecond', available_at),
         failed_at = case when ending = 'buried' then now() end,
         last_error = coalesce(held.last_error, outbox.last_error)
       from held where outbox.id = held.id and ending <> 'done')
     select ${WITHOUT_WAITING}`,
    {
      ids: outcomes.map(({ id }) => id),
      claims: outcomes.map(({ claim }) => claim),
      endings: outcomes.map(({ ending }) => ending),
      pauses: outcomes.map(({ pauseMs }) => pauseMs ?? null),
      errors: outcomes.map(({ lastError }) => lastError ?? null),
    } as never,
  );
};

/** Tells all processes that there is something to do. */
export const tellOfTopic = async (db: Knex, topic: string): Promise<void> => {
  await db.raw(`select pg_notify('${OUTBOX_CHANNEL}', ?)`, [topic]);
};
