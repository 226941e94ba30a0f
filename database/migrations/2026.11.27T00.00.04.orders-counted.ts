import type { Knex } from 'knex';

/**
 * How many orders a company has had: counted with the invoice number, whose row every order locks anyway. A list of
 * a million orders then need not be counted to be paged through.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table invoice_counters add column orders bigint not null default 0;
    do $$ begin
      if to_regclass('orders') is not null then
        update invoice_counters c
           set orders = (select count(*) from orders o where o.company_code = c.company_code);
      end if;
    end $$;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table invoice_counters drop column orders');
}
