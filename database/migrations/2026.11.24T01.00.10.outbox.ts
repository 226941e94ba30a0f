import type { Knex } from 'knex';

/**
 * What must happen after a commit. A row is written in the transaction of the data it follows from; whoever
 * claims it does the work and deletes it. Rows of one `key` are worked off in the order of their ids.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table outbox (
      id            bigint generated always as identity primary key,
      topic         text        not null,
      key           text,
      company_code  text,
      payload       jsonb       not null,
      attempts      int         not null default 0,
      available_at  timestamptz not null default now(),
      claimed_until timestamptz,
      failed_at     timestamptz,
      last_error    text,
      created_at    timestamptz not null default now()
    );
    create index outbox_due on outbox (topic, available_at, id) where failed_at is null;
    create index outbox_key on outbox (topic, key, id) where key is not null and failed_at is null;
    create index outbox_failed on outbox (failed_at desc) where failed_at is not null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table outbox');
}
