import type { Knex } from 'knex';
import type { ProviderEvent, ProviderName } from '../../payments/provider';
import { queryPrepared } from '../../postgres/prepared';

/** Something that a provider has told of. */
export type InboxEvent = { id: string; companyCode: string; provider: ProviderName; event: ProviderEvent };

/** What became of an event, for people who look for it. */
export type Outcome =
  | 'ignored'
  | 'settled'
  | 'reopened'
  | 'returned'
  | 'repeated'
  | 'declined'
  | 'closed'
  | 'open'
  | 'left'
  | 'mismatched'
  | 'refunded'
  | 'refund_failed'
  | 'unknown_payment'
  | 'unknown_refund';

/**
 * Keeps what a provider tells, once however often it does.
 * @returns its number, or null where it was told before
 */
export const keepEvent = async (
  trx: Knex,
  companyCode: string,
  provider: ProviderName,
  event: ProviderEvent,
): Promise<string | null> => {
  const providerId = 'payment' in event ? event.payment.providerId : null;
  const [kept] = await queryPrepared<{ id: string }>(
    trx,
    `insert into payment_events (company_code, provider, event_id, kind, provider_id, data, outcome, handled_at)
     select ?, ?, ?, ?::text, ?, ?::jsonb, outcome, case when outcome is not null then now() end
       from (select case when ? = 'other' then 'ignored' end as outcome) done
     on conflict (company_code, provider, event_id) do nothing returning id::text as id`,
    [companyCode, provider, event.eventId, event.type, providerId, JSON.stringify(event), event.kind],
  );
  return kept?.id ?? null;
};

export const readEvent = async (db: Knex, id: string): Promise<InboxEvent | null> => {
  const [row] = await queryPrepared<InboxEvent>(
    db,
    `select id::text as id, company_code as "companyCode", provider, data::json as event
       from payment_events where id = ?::bigint`,
    [id],
  );
  return row ?? null;
};

export const noteOutcome = async (db: Knex, id: string, outcome: Outcome): Promise<void> => {
  await queryPrepared(db, 'update payment_events set outcome = ?, handled_at = now() where id = ?::bigint', [
    outcome,
    id,
  ]);
};

/** Lets go of events that were handled long ago. */
export const forgetEvents = async (db: Knex, days: number): Promise<void> => {
  await queryPrepared(db, `delete from payment_events where handled_at < now() - ?::int * interval '1 day'`, [
    days,
  ]);
};
