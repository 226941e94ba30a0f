import type { Knex } from 'knex';

/**
 * How many products each list has, so that a page need not count them: by company, category (with all that
 * stands below it; '' is the whole company) and status. Kept by the same function as the read model.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
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
    -- Pages are found in the index alone while most of the table is known to be visible to everybody.
    alter table storefront_products set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table storefront_products reset (autovacuum_vacuum_scale_factor, autovacuum_vacuum_insert_scale_factor);
    drop table storefront_totals;
  `);
}
