import type { Knex } from 'knex';

/** What a refund is of: the VAT in it, and what becomes of the goods. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table refunds
      add column vat_by_rate jsonb,
      add column goods       text check (goods in ('release', 'return')),
      add column part_of     text references refunds (id);
    create index refunds_part_of on refunds (part_of) where part_of is not null;
    comment on column refunds.vat_by_rate is 'as the credit note will say it; null for an excess';
    comment on column refunds.part_of is 'the first refund of the same request, which several payments had to pay';
    comment on column refunds.goods is 'whether its goods are sold to others from the shop (release) or came back to it (return)';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table refunds drop column part_of, drop column goods, drop column vat_by_rate');
}
