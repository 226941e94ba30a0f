import type { Knex } from 'knex';

/** What is too large for a notification of PostgreSQL on its way from one process to the clients of another. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table socket_io_attachments (
      id         bigserial primary key,
      created_at timestamptz not null default now(),
      payload    bytea
    );
    create index socket_io_attachments_created on socket_io_attachments (created_at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table socket_io_attachments');
}
