import type { Knex } from 'knex';

/** Orders that were paid at the door before payments were kept. */
const PAID_BEFORE = `
  insert into payments (id, company_code, order_id, provider, status, amount, currency, decimals, created_at, paid_at)
  select document_id, company_code, document_id, 'cod', 'paid', total, currency, decimals,
         coalesce(actual_delivery, updated_at) at time zone 'utc', coalesce(actual_delivery, updated_at) at time zone 'utc'
    from orders
   where payment_status = 'paid' and payment_method = 'cod' and total > 0`;

/**
 * Money that comes in and goes back: accounts at payment providers, payments, what providers told of them, refunds and
 * credit notes. Amounts are in minor units.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table payment_accounts (
      company_code text        not null,
      method       text        not null check (method in ('cod', 'stripe', 'paypal', 'razorpay')),
      is_enabled   boolean     not null default true,
      is_complete  boolean     not null default false,
      mode         text        check (mode in ('test', 'live')),
      public_keys  jsonb       not null default '{}',
      updated_at   timestamptz not null default now(),
      primary key (company_code, method)
    );
    comment on table payment_accounts is 'what is not secret of the accounts at payment providers; the rest lies in secrets';
    comment on column payment_accounts.is_complete is 'all keys are there, so that it can be offered';

    create table payments (
      id           text        primary key,
      company_code text        not null,
      order_id     text        not null,
      provider     text        not null check (provider in ('cod', 'stripe', 'paypal', 'razorpay')),
      provider_id  text,
      charge_id    text,
      account      text,
      status       text        not null check (status in ('creating', 'open', 'paid', 'closed', 'mismatched')),
      amount       bigint      not null check (amount >= 0),
      currency     text        not null,
      decimals     int         not null,
      failure      text,
      received_amount   bigint,
      received_currency text,
      created_at   timestamptz not null default now(),
      checked_at   timestamptz not null default now(),
      answered_at  timestamptz,
      paid_at      timestamptz,
      check ((status = 'paid') = (paid_at is not null))
    );
    create index payments_order on payments (order_id);
    create unique index payments_provider_id on payments (company_code, provider, provider_id)
      where provider_id is not null;
    create unique index payments_charge on payments (company_code, provider, charge_id) where charge_id is not null;
    create index payments_unsettled on payments (checked_at) where status in ('creating', 'open');
    comment on column payments.provider_id is 'Payment Intent of Stripe, order of PayPal and of Razorpay; null until it has answered';
    comment on column payments.charge_id is 'what a refund names: Payment Intent of Stripe, capture of PayPal, payment of Razorpay';
    comment on column payments.account is 'which account of the provider has it, where the company has had several';
    comment on column payments.received_amount is 'what was paid instead of the amount that was asked for';
    comment on column payments.answered_at is 'when its provider last said how it stands';

    create table payment_events (
      id           bigint generated always as identity primary key,
      company_code text        not null,
      provider     text        not null,
      event_id     text        not null,
      kind         text        not null,
      provider_id  text,
      data         jsonb       not null,
      outcome      text,
      received_at  timestamptz not null default now(),
      handled_at   timestamptz,
      unique (company_code, provider, event_id)
    );
    create index payment_events_age on payment_events (received_at);
    comment on column payment_events.outcome is 'what became of it, as a word; null until it was handled';

    create table refunds (
      id           text        primary key,
      company_code text        not null,
      order_id     text        not null,
      payment_id   text        not null references payments (id),
      kind         text        not null check (kind in ('credit', 'excess')),
      status       text        not null check (status in ('pending', 'succeeded', 'failed')),
      amount       bigint      not null check (amount > 0),
      lines        jsonb,
      reason       text,
      actor_kind   text        not null,
      actor_id     text,
      actor_name   text,
      provider_id  text,
      failure      text,
      claimed_until timestamptz,
      created_at   timestamptz not null default now(),
      settled_at   timestamptz
    );
    create index refunds_order on refunds (order_id);
    create index refunds_payment on refunds (payment_id);
    create index refunds_provider_id on refunds (company_code, provider_id) where provider_id is not null;
    create index refunds_pending on refunds (created_at) where status = 'pending';
    comment on column refunds.kind is 'credit lowers what the invoice says, by a credit note; excess gives back what was paid beyond it';

    create table credit_note_counters (
      company_code text   primary key,
      last         bigint not null
    );

    create table credit_notes (
      company_code text        not null,
      number       bigint      not null,
      order_id     text        not null,
      refund_id    text        not null unique references refunds (id),
      amount       bigint      not null check (amount > 0),
      vat          bigint      not null check (vat >= 0),
      vat_by_rate  jsonb       not null,
      lines        jsonb       not null,
      seller       jsonb       not null,
      issued_at    timestamptz not null default now(),
      primary key (company_code, number)
    );
    create index credit_notes_order on credit_notes (order_id);

    alter table order_lines
      add column refunded_quantity bigint not null default 0 check (refunded_quantity between 0 and quantity);
  `);
  // A new database has no orders yet.
  if (await knex.schema.hasTable('orders')) await knex.raw(PAID_BEFORE);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table order_lines drop column refunded_quantity;
    drop table credit_notes, credit_note_counters, refunds, payment_events, payments, payment_accounts;
  `);
}
