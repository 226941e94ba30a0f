import type { Knex } from 'knex';

/** Numbers that change with every order, kept off the localised types: how often sold, how often used. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table product_counters (
      product_id varchar(255) primary key,
      sales      bigint not null default 0 check (sales >= 0)
    );
    create table promotion_counters (
      promotion_id varchar(255) primary key,
      used_count   bigint not null default 0 check (used_count >= 0)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table promotion_counters; drop table product_counters;');
}
