import type { Knex } from 'knex';

/**
 * One row for each product and list that it stands on, in the order in which lists are shown. Their totals
 * tell apart what is in stock. Both are filled when the application starts: its functions have changed.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table storefront_shelves (
      company_code varchar(255) not null,
      list         text         not null,
      document_id  varchar(255) not null,
      status       varchar(16)  not null,
      in_stock     boolean      not null,
      created_at   timestamp(6) not null,
      primary key (document_id, list)
    );
    create index storefront_shelves_page
      on storefront_shelves (company_code, list, status, created_at desc, document_id) include (in_stock);
    -- Pages are found in the index alone while most of the table is known to be visible to everybody.
    alter table storefront_shelves set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
    -- Lists in their usual order no longer walk the wide table.
    drop index storefront_products_created;
    drop function if exists storefront_totals_of(text[]);
    drop table storefront_totals;
    create table storefront_totals (
      company_code varchar(255) not null,
      list         text         not null,
      status       varchar(16)  not null,
      in_stock     boolean      not null,
      products     bigint       not null,
      primary key (company_code, list, status, in_stock)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table storefront_totals;
    drop table storefront_shelves;
    create index storefront_products_created on storefront_products (company_code, locale, status, created_at desc, document_id);
    create table storefront_totals (
      company_code varchar(255) not null,
      category_id  varchar(255) not null,
      status       varchar(16)  not null,
      products     bigint       not null,
      primary key (company_code, category_id, status)
    );
    insert into storefront_totals (company_code, category_id, status, products)
    select company_code, category, status, count(*)
      from storefront_products cross join unnest(category_ids || ''::text) category
     where locale = 'en'
     group by company_code, category, status;
  `);
}
