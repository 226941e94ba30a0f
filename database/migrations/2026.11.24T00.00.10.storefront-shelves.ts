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
      price        numeric(14,3),
      sales        bigint,
      primary key (document_id, list)
    );
    create index storefront_shelves_page
      on storefront_shelves (company_code, list, status, created_at desc, document_id) include (in_stock);
    -- Only the whole company's list says price and sales, to be walked in their order.
    create index storefront_shelves_price on storefront_shelves (company_code, status, price, document_id) where list = '';
    create index storefront_shelves_dearest
      on storefront_shelves (company_code, status, price desc nulls last, document_id) where list = '';
    create index storefront_shelves_sales on storefront_shelves (company_code, status, sales desc, document_id) where list = '';
    -- Pages are found in the index alone while most of the table is known to be visible to everybody.
    alter table storefront_shelves set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
    -- No list but that by title walks the wide table, and every index of it is written three times a product.
    drop index storefront_products_created;
    drop index storefront_products_price;
    drop index storefront_products_sales;
    drop index storefront_products_slug;
    drop index storefront_products_categories;
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
    create index storefront_products_price on storefront_products (company_code, locale, status, price, document_id);
    create index storefront_products_sales on storefront_products (company_code, locale, status, sales, document_id);
    create index storefront_products_slug on storefront_products (company_code, locale, slug);
    create index storefront_products_categories on storefront_products using gin (category_ids);
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
