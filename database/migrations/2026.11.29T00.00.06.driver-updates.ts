import type { Knex } from 'knex';

/** What drivers' phones tell of orders, how far each phone has been heard, and proofs of delivery. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table driver_phones (
      driver_id    text   not null,
      phone        text   not null,
      company_code text   not null,
      last_seq     bigint not null default 0,
      looked_at    timestamptz,
      primary key (driver_id, phone)
    );
    comment on column driver_phones.last_seq is 'everything up to this number was heard, or is not waited for any more';

    create table driver_events (
      id           bigint generated always as identity primary key,
      company_code text        not null,
      driver_id    text        not null,
      order_id     text,
      phone        text        not null,
      event_id     text,
      seq          bigint,
      body         jsonb,
      body_hash    text        not null,
      happened_at  timestamptz,
      status       text        not null default 'waiting'
                               check (status in ('waiting', 'done', 'repeated', 'refused', 'lapsed')),
      refusal      jsonb,
      repeats      int         not null default 0,
      received_at  timestamptz not null default now(),
      settled_at   timestamptz,
      check ((order_id is null) = (body is null)),
      check ((status = 'refused') = (refusal is not null)),
      check ((status = 'waiting') = (settled_at is null))
    );
    create unique index driver_events_once on driver_events (driver_id, event_id) where event_id is not null;
    create index driver_events_waiting on driver_events (driver_id, phone, seq) where status = 'waiting';
    create index driver_events_nameless on driver_events (driver_id, phone, seq)
      where event_id is null and seq is not null;
    create index driver_events_order on driver_events (order_id);
    create index driver_events_received on driver_events (received_at);
    comment on column driver_phones.looked_at is 'when it was looked at last, because something waited';
    comment on column driver_events.body is 'null for what was not valid and only has a number; a code goes once it was used';
    comment on column driver_events.happened_at is 'by the clock of the phone';
    comment on column driver_events.repeats is 'how often it came again';

    create table delivery_proofs (
      order_id     text        not null,
      kind         text        not null check (kind in ('photo', 'signature')),
      company_code text        not null,
      driver_id    text        not null,
      mime         text        not null,
      data         bytea       not null,
      at           timestamptz not null default now(),
      primary key (order_id, kind)
    );
    alter table order_lines add column ordered_product jsonb;
    comment on column order_lines.ordered_product is 'what was ordered, where the goods of the line are a substitute';
    comment on table delivery_proofs is 'pictures of doors and signatures, which lie nowhere else';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table driver_phones, driver_events, delivery_proofs;
    alter table order_lines drop column ordered_product;
  `);
}
