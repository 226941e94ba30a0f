import type { Knex } from 'knex';
import { queryPrepared } from '../postgres/prepared';
import type { OutboxMessage } from './enqueue';
import { nudgeAfterCommit } from './nudge';

/**
 * Writes many messages with one statement, in their order, and like `announce` without telling other processes of them.
 * @param trx the transaction of the data
 */
export const enqueueAll = async (trx: Knex, messages: OutboxMessage[]): Promise<void> => {
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
