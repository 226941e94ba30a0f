import type { Knex } from 'knex';

/**
 * Catalogue imports: one job for each file, and the checked rows that it still has to apply; a row goes in the
 * transaction that applies it. A company has one import at a time; a dry run writes nothing and may run beside it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table import_jobs (
      id           varchar(32)  primary key,
      company_code varchar(255) not null,
      file_name    text         not null,
      file_hash    text         not null,
      file_path    text,
      format       text         not null check (format in ('csv', 'xlsx')),
      dry_run      boolean      not null,
      status       text         not null default 'waiting' check (status in ('waiting', 'running', 'done', 'failed')),
      applying     boolean      not null default false,
      attempts     int          not null default 0,
      rows         int          not null default 0,
      processed    int          not null default 0,
      created      int          not null default 0,
      updated      int          not null default 0,
      unchanged    int          not null default 0,
      error_count  int          not null default 0,
      errors       jsonb        not null default '[]',
      created_by   text         not null,
      created_at   timestamptz  not null default now(),
      started_at   timestamptz,
      finished_at  timestamptz
    );
    create unique index import_jobs_unique_running on import_jobs (company_code)
      where status in ('waiting', 'running') and not dry_run;
    create index import_jobs_company on import_jobs (company_code, created_at desc);

    create table import_rows (
      job_id           varchar(32)  not null references import_jobs (id) on delete cascade,
      head             int          not null,
      row              int          not null,
      product_id       varchar(255) not null,
      is_new           boolean      not null,
      sku              varchar(255),
      barcode          varchar(255),
      slug             varchar(255),
      title_en         varchar(255),
      title_ar         varchar(255),
      category_id      varchar(255),
      status           varchar(255),
      stock            bigint,
      sold_id          int,
      new_unit_id      varchar(255),
      unit_id          varchar(255),
      unit_value       numeric(14,3),
      conversion_rate  numeric(18,6),
      price            numeric(14,3),
      original_price   numeric(14,3),
      unit_barcode     varchar(255),
      makes_default    boolean      not null,
      basic_id         varchar(255),
      primary key (job_id, head, row)
    );

  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table import_rows;
    drop table import_jobs;
  `);
}
