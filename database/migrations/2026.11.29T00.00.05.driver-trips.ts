import type { Knex } from 'knex';

/** From what it was last reckoned when the orders of a driver arrive. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table driver_trips (
      driver_id    text        primary key,
      company_code text        not null,
      stops        text        not null,
      position_at  timestamptz,
      reckoned_at  timestamptz not null default now()
    );
    comment on column driver_trips.stops is 'their orders and how far each is; whatever changes there changes the trip';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table driver_trips');
}
