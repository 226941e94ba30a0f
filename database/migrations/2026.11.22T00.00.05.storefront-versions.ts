import type { Knex } from 'knex';

/**
 * A number for each company that grows with every change of its categories or their pictures, in the
 * transaction of the change. Who keeps a finished category tree keeps it under this number.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table storefront_versions (
      company_code varchar(255) primary key,
      shelves      bigint not null default 0
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table storefront_versions;');
}
