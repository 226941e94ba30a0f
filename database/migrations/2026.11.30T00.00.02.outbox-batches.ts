import type { Knex } from 'knex';

/**
 * Messages are taken up by the batch. Those behind an unfinished one of their key can be put aside, and whose key is
 * at work is found at once. Claims are counted apart from attempts, which start anew. Rows come and go by the thousand, so the table is cleaned sooner than others.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table outbox add column put_aside boolean not null default false;
    alter table outbox add column claims int not null default 0;
    comment on column outbox.put_aside is 'it was due, but waits for an earlier one of its key';
    comment on column outbox.claims is 'how often it was claimed, also in vain: the number of each claim';
    create index outbox_claimed on outbox (topic, key) where claimed_until is not null and failed_at is null;
    alter table outbox set (
      autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 2000,
      autovacuum_analyze_scale_factor = 0.05, autovacuum_analyze_threshold = 2000);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table outbox reset (
      autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold,
      autovacuum_analyze_scale_factor, autovacuum_analyze_threshold);
    drop index outbox_claimed;
    alter table outbox drop column claims;
    alter table outbox drop column put_aside;
  `);
}
