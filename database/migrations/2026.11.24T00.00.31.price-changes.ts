import type { Knex } from 'knex';

/** Bulk price changes, with what each price was and became, so that a change can be taken back. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table price_changes (
      id             varchar(32)  primary key,
      company_code   varchar(255) not null,
      change         jsonb        not null,
      filters        jsonb        not null,
      products       int          not null,
      units          int          not null,
      sum_before     numeric(20,3) not null,
      sum_after      numeric(20,3) not null,
      restored       int,
      skipped        int,
      created_by     text         not null,
      created_at     timestamptz  not null default now(),
      undone_by      text,
      undone_at      timestamptz
    );
    create index price_changes_company on price_changes (company_code, created_at desc);
    create table price_change_lines (
      change_id varchar(32)   not null references price_changes (id) on delete cascade,
      unit_id   varchar(255)  not null,
      before    numeric(14,3) not null,
      after     numeric(14,3) not null,
      primary key (change_id, unit_id)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table price_change_lines; drop table price_changes;');
}
