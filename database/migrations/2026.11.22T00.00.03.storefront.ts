import type { Knex } from 'knex';

/**
 * The storefront's read model: one row for each product and language ('en', 'ar', and 'all' for both at
 * once), holding the finished JSON and the columns by which lists filter and sort.
 *
 * `storefront_dirty` and `storefront_pending` hold the work of transactions that are still open: rows are
 * written and deleted within one transaction, so nobody else ever sees any. They need no crash safety.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table storefront_products (
      document_id  varchar(255) not null,
      locale       varchar(3)   not null,
      company_code varchar(255) not null,
      slug         varchar(255),
      sku          varchar(255),
      barcode      varchar(255),
      status       varchar(16)  not null,
      featured     boolean      not null,
      trending     boolean      not null,
      in_stock     boolean      not null,
      price        numeric(14,3),
      sales        bigint       not null,
      title        text,
      tags         text[]       not null,
      category_ids text[]       not null,
      search_text  text         not null,
      created_at   timestamp(6) not null,
      updated_at   timestamp(6) not null,
      body         text         not null,
      staff_fields text         not null,
      primary key (document_id, locale)
    );
    create index storefront_products_created on storefront_products (company_code, locale, status, created_at desc, document_id);
    create index storefront_products_price on storefront_products (company_code, locale, status, price, document_id);
    create index storefront_products_title on storefront_products (company_code, locale, status, title, document_id);
    create index storefront_products_sales on storefront_products (company_code, locale, status, sales, document_id);
    create index storefront_products_slug on storefront_products (company_code, locale, slug);
    create index storefront_products_categories on storefront_products using gin (category_ids);

    create unlogged table storefront_dirty (
      transaction_id xid8 not null default pg_current_xact_id(),
      document_id    varchar(255) not null,
      primary key (transaction_id, document_id)
    );
    create unlogged table storefront_pending (
      transaction_id xid8 primary key default pg_current_xact_id()
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(
    'drop table storefront_pending; drop table storefront_dirty; drop table storefront_products;',
  );
}
