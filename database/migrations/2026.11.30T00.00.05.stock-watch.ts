import type { Knex } from 'knex';

/**
 * How little of a product is too little at a location, what is low now, who was told of it, and who waits for a product
 * to come back. Quantities are integer thousandths of the product's basic unit. Ids are document ids.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table stock_thresholds (
      product_id   text   not null,
      location_id  text   not null,
      company_code text   not null,
      threshold    bigint not null check (threshold >= 0),
      primary key (product_id, location_id)
    );
    create index stock_thresholds_location on stock_thresholds (location_id);

    create table low_stock (
      product_id   text        not null,
      location_id  text        not null,
      company_code text        not null,
      since        timestamptz not null default now(),
      listed_at    timestamptz,
      primary key (product_id, location_id)
    );
    create index low_stock_company on low_stock (company_code);
    comment on column low_stock.listed_at is 'when a daily mail first named it';

    create table stock_digests (
      company_code text primary key,
      day          date not null
    );
    comment on column stock_digests.day is 'the last day of the company on which it was looked at whether to send one';

    create table stock_requests (
      product_id   text        not null,
      customer_id  text        not null,
      company_code text        not null,
      was_out      boolean     not null,
      created_at   timestamptz not null default now(),
      primary key (product_id, customer_id)
    );
    create index stock_requests_customer on stock_requests (customer_id);
    comment on column stock_requests.was_out is 'whether there was nothing of it, when they asked or since';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table stock_thresholds, low_stock, stock_digests, stock_requests');
}
