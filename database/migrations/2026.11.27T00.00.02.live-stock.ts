import type { Knex } from 'knex';

/**
 * What moves with every order is put into a product's JSON when it is read: the read model keeps where each number
 * belongs, and by what stock is measured. Its rows are made anew when the application starts: its functions have
 * changed. The number of sales by which lists are ordered is kept where they are walked, and brought up to date from
 * time to time, not by trigger.
 *
 * The ledger of stock is added to and never changed; only whoever removes a whole company sets `shop.removes_company`
 * to take its ledger along.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table storefront_products
      drop column sales,
      add column location_ids text[] not null default '{}',
      add column pack_qtys numeric[] not null default '{}';
    comment on column storefront_products.body is 'JSON as a template for format(), with %s for each number that is live';
    drop trigger if exists storefront_insert on product_counters;
    drop trigger if exists storefront_update on product_counters;
    drop trigger if exists storefront_delete on product_counters;
    drop function if exists storefront_mark_product_counters_insert();
    drop function if exists storefront_mark_product_counters_update();
    drop function if exists storefront_mark_product_counters_delete();
    drop trigger if exists storefront_update on stock_levels;
    drop function if exists storefront_mark_stock_levels_update();

    create function stock_movements_stay() returns trigger language plpgsql as $$
    begin
      raise exception 'the ledger of stock is only added to' using errcode = 'restrict_violation';
    end $$;
    create trigger stock_movements_stay before update or delete on stock_movements for each row
      when (current_setting('shop.removes_company', true) is distinct from 'on')
      execute function stock_movements_stay();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop trigger stock_movements_stay on stock_movements;
    drop function stock_movements_stay();
    drop trigger if exists storefront_flip on stock_levels;
    drop trigger if exists tell_stock on stock_levels;
    drop trigger if exists tell_sales_insert on product_counters;
    drop trigger if exists tell_sales_update on product_counters;
    drop trigger if exists tell_sales_delete on product_counters;
    drop function if exists storefront_mark_flip();
    drop function if exists tell_stock();
    drop function if exists tell_sales();
    drop function if exists storefront_refresh_sales(int);
    alter table storefront_products
      drop column location_ids,
      drop column pack_qtys,
      add column sales bigint not null default 0;
    alter table storefront_products alter column sales drop default;
  `);
}
