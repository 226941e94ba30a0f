import type { Knex } from 'knex';

/** What customers were told, how they want to be told, and the browsers that take it. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table notifications (
      document_id  text        primary key,
      seq          bigint      not null generated always as identity,
      company_code text        not null,
      customer_id  text        not null,
      kind         text        not null,
      source       text        not null,
      title_en     text        not null,
      title_ar     text        not null,
      message_en   text        not null,
      message_ar   text        not null,
      data         jsonb       not null default '{}',
      order_id     text,
      read_at      timestamptz,
      deleted_at   timestamptz,
      created_at   timestamptz not null default now(),
      unique (customer_id, source)
    );
    create index notifications_list on notifications (customer_id, created_at desc, seq desc)
      where deleted_at is null;
    create index notifications_unread on notifications (customer_id) where read_at is null and deleted_at is null;
    create index notifications_age on notifications (created_at);
    comment on column notifications.seq is 'the order of what happened at the same moment';
    comment on column notifications.created_at is 'when it happened';
    comment on column notifications.source is 'what it tells of, so that it is told once';
    comment on column notifications.deleted_at is 'by the customer; what it said is gone, its source stays told';

    create table notification_preferences (
      customer_id  text        primary key,
      company_code text        not null,
      channels     jsonb       not null default '{}',
      quiet_from   smallint    check (quiet_from between 0 and 1439),
      quiet_to     smallint    check (quiet_to between 0 and 1439),
      updated_at   timestamptz not null default now(),
      check ((quiet_from is null) = (quiet_to is null)),
      check (quiet_from <> quiet_to)
    );
    comment on column notification_preferences.channels is 'what differs from what is usual, by kind and channel';
    comment on column notification_preferences.quiet_from is 'minutes since midnight, in the time of the company';

    create table push_subscriptions (
      document_id  text        primary key,
      company_code text        not null,
      customer_id  text        not null,
      session_id   uuid        not null references account_sessions on delete cascade,
      endpoint     text        not null unique,
      p256dh       text        not null,
      auth         text        not null,
      expires_at   timestamptz,
      refusals     smallint    not null default 0,
      created_at   timestamptz not null default now()
    );
    create index push_subscriptions_customer on push_subscriptions (customer_id, created_at);
    create index push_subscriptions_session on push_subscriptions (session_id);
    comment on column push_subscriptions.session_id is 'whose end is also its own';
    comment on column push_subscriptions.refusals is 'how often in a row its push service refused';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table push_subscriptions, notification_preferences, notifications');
}
