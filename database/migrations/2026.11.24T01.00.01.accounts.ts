import type { Knex } from 'knex';

/**
 * What belongs to the accounts of customers, drivers and staff beside Strapi's own tables: sessions, addresses,
 * and the counters that orders move. Accounts are named by document id.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table account_sessions (
      id           uuid primary key default gen_random_uuid(),
      kind         text        not null check (kind in ('customer', 'delivery', 'staff')),
      account_id   text        not null,
      generation   int         not null default 0,
      refreshed_at timestamptz,
      created_at   timestamptz not null default now(),
      expires_at   timestamptz not null,
      address      text,
      user_agent   text
    );
    create index account_sessions_account on account_sessions (kind, account_id);
    create index account_sessions_expiry on account_sessions (expires_at);

    create table customer_addresses (
      document_id  text primary key,
      company_code text not null,
      customer_id  text not null,
      label        text,
      name         text,
      contact      text,
      address      text not null,
      city         text,
      country      text,
      zip_code     text,
      latitude     numeric(9, 6) check (latitude between -90 and 90),
      longitude    numeric(9, 6) check (longitude between -180 and 180),
      accuracy     numeric(9, 2) check (accuracy >= 0),
      is_default   boolean     not null default false,
      created_at   timestamptz not null default now(),
      updated_at   timestamptz not null default now(),
      check ((latitude is null) = (longitude is null))
    );
    create index customer_addresses_customer on customer_addresses (customer_id, created_at);
    create unique index customer_addresses_unique_default on customer_addresses (customer_id) where is_default;

    create table customer_counters (
      customer_id    text primary key,
      company_code   text   not null,
      loyalty_points bigint not null default 0 check (loyalty_points >= 0),
      total_orders   int    not null default 0 check (total_orders >= 0),
      total_spent    bigint not null default 0 check (total_spent >= 0)
    );
    comment on column customer_counters.total_spent is 'minor units of the company''s currency';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table customer_counters, customer_addresses, account_sessions');
}
