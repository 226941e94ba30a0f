import type { Knex } from 'knex';

/** Where drivers have been, when they worked, what they were told when they handed cash in, and how they were rated. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table driver_positions (
      driver_id    text        not null,
      at           timestamptz not null,
      company_code text        not null,
      latitude     float8      not null check (latitude between -90 and 90),
      longitude    float8      not null check (longitude between -180 and 180),
      accuracy     float8,
      primary key (driver_id, at)
    ) partition by range (at);
    create table driver_positions_default partition of driver_positions default;
    comment on table driver_positions is 'a partition a day (UTC); the application makes them ahead and drops old ones';
    comment on table driver_positions_default is 'the floor: for days that nobody made a partition for';

    create table driver_duties (
      id           bigint generated always as identity primary key,
      company_code text        not null,
      driver_id    text        not null,
      began_at     timestamptz not null default now(),
      ended_at     timestamptz check (ended_at >= began_at)
    );
    create unique index driver_duties_open on driver_duties (driver_id) where ended_at is null;
    create index driver_duties_driver on driver_duties (company_code, driver_id, began_at);
    comment on table driver_duties is 'from when to when a driver was on duty; null = still is';

    create table order_ratings (
      order_id     text        primary key,
      company_code text        not null,
      customer_id  text        not null,
      driver_id    text,
      rating       int         not null check (rating between 1 and 5),
      feedback     text,
      at           timestamptz not null default now()
    );
    create index order_ratings_customer on order_ratings (customer_id);
    comment on column order_ratings.driver_id is 'who brought it; null where that was no driver';

    alter table driver_states
      add column doubted   json,
      add column is_closed boolean not null default false;
    comment on column driver_states.doubted is 'points that contradict the last one taken, until others bear them out';
    comment on column driver_states.is_closed is 'the driver was erased: nothing of theirs is kept any more';

    alter table driver_cash add column note text;

    create index driver_cash_entry on driver_cash ((id::text));

    create index delivery_refusals_driver on delivery_refusals (company_code, driver_id, at);

    create index payments_cash on payments (company_code, paid_at) where provider = 'cod' and status = 'paid';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index payments_cash;
    drop index delivery_refusals_driver, driver_cash_entry;
    alter table driver_cash drop column note;
    alter table driver_states drop column doubted, drop column is_closed;
    drop table order_ratings, driver_duties, driver_positions;
  `);
}
