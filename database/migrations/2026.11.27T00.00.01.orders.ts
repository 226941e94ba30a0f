import type { Knex } from 'knex';

/**
 * What orders consist of beside Strapi's own table `orders`, which the panel shows: lines, timeline, invoice numbers,
 * uses of promotions and coupons, points, and the keys by which a request is made once. Money is in minor units,
 * quantities are in thousandths, ids are document ids.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table stock_movements
      add column order_id  varchar(255),
      add column unit_cost numeric(18, 6);
    create index stock_movements_order on stock_movements (order_id) where order_id is not null;
    comment on column stock_movements.unit_cost is 'cost of a basic unit in major units when it moved';

    create table order_lines (
      order_id           text   not null,
      line               int    not null,
      component          int    not null default 0,
      company_code       text   not null,
      product_id         text   not null,
      unit_id            text   not null,
      category_id        text,
      sku                text,
      title_en           text,
      title_ar           text,
      unit_name_en       text,
      unit_name_ar       text,
      image              text,
      unit_type          text   not null,
      unit_value         numeric(14, 3) not null,
      pack_qty           numeric(20, 6) not null check (pack_qty > 0),
      quantity           bigint not null check (quantity >= 0),
      ordered_quantity   bigint not null check (ordered_quantity > 0),
      returned_quantity  bigint not null default 0 check (returned_quantity between 0 and quantity),
      picked_at          timestamptz,
      unit_price         bigint not null check (unit_price >= 0),
      shelf              bigint not null check (shelf >= 0),
      promotion_discount bigint not null default 0 check (promotion_discount >= 0),
      discount           bigint not null default 0 check (discount >= 0),
      net                bigint not null check (net >= 0),
      vat                bigint not null check (vat >= 0),
      vat_rate           numeric(5, 2) not null,
      adjustments        jsonb  not null default '[]',
      unit_cost          numeric(18, 6),
      ordered_shelf      bigint,
      ordered_adjustments jsonb,
      combo_promotion_id text,
      combo_quantity     int,
      combo_price        bigint,
      primary key (order_id, line, component),
      check (net = shelf - promotion_discount - discount),
      check ((component = 0) = (combo_promotion_id is null))
    );
    create index order_lines_product on order_lines (product_id);
    comment on column order_lines.quantity is 'thousandths of the sale unit';
    comment on column order_lines.ordered_shelf is 'as ordered; null until something else was picked';
    comment on column order_lines.unit_cost is 'cost of a basic unit in major units when it was ordered';

    create table order_events (
      id           bigint generated always as identity primary key,
      order_id     text not null,
      company_code text not null,
      seq          int  not null,
      kind         text not null,
      actor_kind   text not null,
      actor_id     text,
      actor_name   text,
      data         jsonb not null default '{}',
      at           timestamptz not null default now(),
      unique (order_id, seq)
    );

    create table invoice_counters (
      company_code text   primary key,
      last         bigint not null
    );

    create table redemptions (
      id           bigint generated always as identity primary key,
      company_code text not null,
      kind         text not null check (kind in ('promotion', 'coupon')),
      target_id    text not null,
      order_id     text not null,
      customer_key text not null,
      created_at   timestamptz not null default now(),
      unique (order_id, kind, target_id)
    );
    create index redemptions_customer on redemptions (target_id, customer_key);
    comment on column redemptions.customer_key is 'document id of the customer, or email:<address> of a guest';

    create table coupon_counters (
      coupon_id  text   primary key,
      used_count bigint not null default 0 check (used_count >= 0)
    );

    create table points_movements (
      id           bigint generated always as identity primary key,
      company_code text   not null,
      customer_id  text   not null,
      order_id     text,
      kind         text   not null check (kind in ('redeemed', 'restored', 'earned', 'reversed', 'adjusted')),
      points       bigint not null,
      created_at   timestamptz not null default now()
    );
    create index points_movements_customer on points_movements (customer_id, id desc);

    create table idempotency_keys (
      company_code text not null,
      caller       text not null,
      route        text not null,
      key          text not null,
      body_hash    text not null,
      subject_id   text,
      answer       text,
      created_at   timestamptz not null default now(),
      primary key (company_code, caller, route, key)
    );
    create index idempotency_keys_age on idempotency_keys (created_at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table idempotency_keys, points_movements, coupon_counters, redemptions, invoice_counters, order_events, order_lines;
    drop index stock_movements_order;
    alter table stock_movements drop column order_id, drop column unit_cost;
  `);
}
