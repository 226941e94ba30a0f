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
 * Writes a message beside the data, in the same transaction: both come to be, or neither.
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

/** The same message for several topics. */
export type Announcement = Omit<OutboxMessage, 'topic' | 'delayMs'> & { topics: string[] };

/** Writes announcements within a statement: `?` is bound to the topics, the others are SQL. */
export const announceIn = ({
  key,
  company,
  payload,
  from,
}: Record<'key' | 'company' | 'payload' | 'from', string>) => `
  insert into outbox (topic, key, company_code, payload)
  select topic, ${key}, ${company}, ${payload} from ${from} cross join unnest(?::text[]) topic`;

/**
 * Writes the same message for several topics, without telling other processes of it: a notification holds a lock of the
 * whole database cluster until its commit is on disk, so that all orders would commit one after the other. This process
 * looks for it after the commit, the others find it by polling.
 */
export const announce = async (trx: Knex, { topics, key, company, payload }: Announcement): Promise<void> => {
  await queryPrepared(
    trx,
    announceIn({ key: '?::text', company: '?::text', payload: '?::jsonb', from: '(select 1) one' }),
    [key ?? null, company ?? null, JSON.stringify(payload), topics],
  );
  nudgeAfterCommit(trx, topics);
};
