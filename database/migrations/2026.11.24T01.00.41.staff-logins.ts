import type { Knex } from 'knex';

/** When a member of staff last signed in. Beside Strapi's own table of panel users, which belongs to Strapi. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table staff_logins (
      user_id    varchar(255) primary key,
      last_login timestamptz  not null
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table staff_logins');
}
