import type { Knex } from 'knex';

/** For which days a window's slots have been made: each once, also where staff have deleted the slot since. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table delivery_window_days (
      window_id    text not null,
      day          date not null,
      company_code text not null,
      primary key (window_id, day)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table delivery_window_days');
}
