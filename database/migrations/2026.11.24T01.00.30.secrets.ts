import type { Knex } from 'knex';

/**
 * Secrets of a company, such as a payment provider's key, encrypted; and by which salts and parameters of scrypt the
 * keys of this installation are made out of its passwords.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table secrets (
      company_code text        not null,
      name         text        not null,
      value        text        not null,
      updated_at   timestamptz not null default now(),
      primary key (company_code, name)
    );
    create table secret_salts (
      version     int   primary key,
      salt        bytea not null,
      cost        int   not null,
      block_size  int   not null,
      parallelism int   not null
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table secrets, secret_salts');
}
