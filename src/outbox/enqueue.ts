import type { Knex } from 'knex';
import { queryPrepared } from '../postgres/prepared';
import { nudgeAfterCommit } from './nudge';

/** The channel on which PostgreSQL says at commit that there is work, and of which topic. */
export const OUTBOX_CHANNEL = 'outbox';

/** What must happen once the data it follows from is committed. */
export type OutboxMessage = {
  /** which handler does it */
  topic: string;
  /**
   * Messages of one topic and key are handled in the order in which they were written. Whoever writes under a key
   * holds the lock of what it stands for (the order, the product), so that this is also the order of the commits.
   */
  key?: string;
  company?: string;
  payload: object;
  /** for how long nobody takes it up */
  delayMs?: number;
};

/**
 * Writes a message beside the data, in the same transaction: both come to be, or neither. Every process is told of it at
 * the commit, so this is for what happens now and then; {@link enqueueQuietly} is for what orders do.
 * @param trx the transaction of the data
 */
export const enqueue = async (
  trx: Knex,
  { topic, key, company, payload, delayMs = 0 }: OutboxMessage,
): Promise<void> => {
  await trx.raw(
    `with message as (
       insert into outbox (topic, key, company_code, payload, available_at)
       values (?, ?, ?, ?, now() + ?::int * interval '1 millisecond') returning id)
     select pg_notify('${OUTBOX_CHANNEL}', ?) from message`,
    [topic, key ?? null, company ?? null, JSON.stringify(payload), delayMs, topic],
  );
};

/**
 * Writes messages with one statement, in their order, without telling other processes of them: a notification holds a
 * lock of the whole database cluster until its commit is on disk, so that all orders would commit one after the other.
 * This process looks for them after the commit, the others find them by polling.
 * @param trx the transaction of the data
 */
export const enqueueQuietly = async (trx: Knex, messages: OutboxMessage[]): Promise<void> => {
  if (messages.length === 0) return;
  await queryPrepared(
    trx,
    `insert into outbox (topic, key, company_code, payload, available_at)
     select topic, key, company, payload, now() + delay * interval '1 millisecond'
       from unnest(?::text[], ?::text[], ?::text[], ?::jsonb[], ?::int[])
            with ordinality message(topic, key, company, payload, delay, place)
      order by place`,
    [
      messages.map(({ topic }) => topic),
      messages.map(({ key }) => key ?? null),
      messages.map(({ company }) => company ?? null),
      messages.map(({ payload }) => JSON.stringify(payload)),
      messages.map(({ delayMs = 0 }) => delayMs),
    ],
  );
  nudgeAfterCommit(trx, [...new Set(messages.map(({ topic }) => topic))]);
};

/** The same message for several topics. */
export type Announcement = Omit<OutboxMessage, 'topic' | 'delayMs'> & { topics: string[] };

/** Writes the same message for several topics, quietly. */
export const announce = (trx: Knex, { topics, ...message }: Announcement): Promise<void> =>
  enqueueQuietly(
    trx,
    topics.map((topic) => ({ topic, ...message })),
  );

/**
 * An announcement as a part of a statement; whoever sends it nudges after the commit. `?` is bound to the topics, the
 * others are SQL.
 */
export const announceIn = ({
  key,
  company,
  payload,
  from,
}: Record<'key' | 'company' | 'payload' | 'from', string>) => `
  insert into outbox (topic, key, company_code, payload)
  select topic, ${key}, ${company}, ${payload} from ${from} cross join unnest(?::text[]) topic`;
