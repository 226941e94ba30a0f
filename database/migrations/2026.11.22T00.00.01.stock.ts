import type { Knex } from 'knex';

/**
 * Stock: one level per product and location, and an append-only ledger of every change.
 * Quantities are integer thousandths of the product's basic unit. Ids are document ids.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table stock_levels (
      product_id   varchar(255) not null,
      location_id  varchar(255) not null,
      company_code varchar(255) not null,
      on_hand      bigint not null default 0,
      reserved     bigint not null default 0,
      updated_at   timestamptz not null default now(),
      primary key (product_id, location_id),
      constraint stock_levels_on_hand_check check (on_hand >= 0),
      constraint stock_levels_reserved_check check (reserved between 0 and on_hand)
    );
    create index stock_levels_location on stock_levels (location_id);

    create table stock_movements (
      id             bigint generated always as identity primary key,
      company_code   varchar(255) not null,
      product_id     varchar(255) not null,
      location_id    varchar(255) not null,
      kind           text not null,
      on_hand_delta  bigint not null default 0,
      reserved_delta bigint not null default 0,
      reason         text,
      actor          text,
      created_at     timestamptz not null default now(),
      constraint stock_movements_kind_check
        check (kind in ('opening', 'adjustment', 'reservation', 'release', 'shipment', 'return', 'sync'))
    );
    create index stock_movements_product on stock_movements (product_id, location_id, id desc);
    create index stock_movements_company on stock_movements (company_code, id desc);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table stock_movements; drop table stock_levels;');
}
