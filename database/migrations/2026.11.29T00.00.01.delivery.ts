import type { Knex } from 'knex';

/** Orders that are still to be handed over. The codes come from where ids do, because `random()` can be foretold. */
const CODES_OF_OPEN_ORDERS = `
  insert into delivery_codes (order_id, company_code, code)
  select document_id, company_code,
         lpad((('x' || md5(gen_random_uuid()::text))::bit(48)::bigint % 1000000)::text, 6, '0')
    from orders where order_status in ('pending', 'processing', 'shipped')`;

/**
 * What changes all the time while orders are brought, and what is kept of it: where drivers are and whether they work,
 * what they owe, codes, places in slots, offers and refusals. Amounts are in minor units.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table driver_states (
      driver_id       text        primary key,
      company_code    text        not null,
      on_duty         boolean     not null default false,
      duty_changed_at timestamptz,
      idle_since      timestamptz,
      latitude        float8      check (latitude between -90 and 90),
      longitude       float8      check (longitude between -180 and 180),
      accuracy        float8,
      position_at     timestamptz,
      rating_sum      int         not null default 0,
      rating_count    int         not null default 0
    );
    create index driver_states_duty on driver_states (company_code) where on_duty;
    comment on table driver_states is 'what is true of a driver now; a driver without a row has never been on duty';
    comment on column driver_states.idle_since is 'since when they have had no order, while on duty';
    comment on column driver_states.position_at is 'when the phone was there, by its own clock';

    create table driver_cash (
      id           bigint generated always as identity primary key,
      company_code text        not null,
      driver_id    text        not null,
      kind         text        not null check (kind in ('collected', 'handed_in', 'discrepancy')),
      amount       bigint      not null,
      currency     text        not null,
      decimals     int         not null,
      order_id     text,
      handover_id  text,
      expected     bigint,
      counted      bigint,
      reported     bigint,
      actor_kind   text        not null,
      actor_id     text,
      actor_name   text,
      at           timestamptz not null default now(),
      check ((kind = 'collected') = (order_id is not null))
    );
    create unique index driver_cash_once on driver_cash (order_id) where kind = 'collected';
    create index driver_cash_driver on driver_cash (company_code, driver_id, currency, id);
    create index driver_cash_day on driver_cash (company_code, at);
    comment on table driver_cash is 'append only; the sum of a driver and currency is what they owe';
    comment on column driver_cash.reported is 'what the driver says was taken at the door';

    create table delivery_codes (
      order_id     text        primary key,
      company_code text        not null,
      code         text        not null check (code ~ '^[0-9]{6}$'),
      wrong        int         not null default 0,
      locked_at    timestamptz
    );

    create table slot_counters (
      slot_id      text        primary key,
      company_code text        not null,
      taken        int         not null check (taken >= 0)
    );

    create table delivery_offers (
      order_id     text        primary key,
      company_code text        not null,
      offered_at   timestamptz not null default now(),
      closed_at    timestamptz
    );
    create index delivery_offers_company on delivery_offers (company_code) where closed_at is null;
    comment on column delivery_offers.closed_at is 'when somebody got it, or nobody was needed any more';
    comment on table delivery_offers is 'orders that the first driver on duty who accepts them brings';

    create table delivery_refusals (
      id           bigint generated always as identity primary key,
      order_id     text        not null,
      company_code text        not null,
      driver_id    text        not null,
      kind         text        not null check (kind in ('refused', 'timed_out', 'withdrawn')),
      reason       text,
      at           timestamptz not null default now()
    );
    create index delivery_refusals_order on delivery_refusals (order_id);
  `);
  // A new database has no orders yet.
  if (await knex.schema.hasTable('orders')) await knex.raw(CODES_OF_OPEN_ORDERS);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table delivery_refusals, delivery_offers, slot_counters, delivery_codes, driver_cash, driver_states;
  `);
}
