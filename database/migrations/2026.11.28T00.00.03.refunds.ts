import type { Knex } from 'knex';

/** What a refund is of: the VAT in it, and what becomes of the goods; and how far it has come. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table refunds
      add column vat_by_rate jsonb,
      add column goods       text check (goods in ('release', 'return')),
      add column part_of     text references refunds (id),
      add column retry_of    text references refunds (id),
      add column claimed_by  text,
      add column is_uncertain boolean not null default false,
      drop constraint refunds_kind_check,
      add constraint refunds_kind_check check (kind in ('credit', 'excess', 'resend'));
    create unique index refunds_retry_of on refunds (retry_of) where retry_of is not null;
    create index refunds_part_of on refunds (part_of) where part_of is not null;
    comment on column refunds.vat_by_rate is 'as the credit note will say it; null for an excess';
    comment on column refunds.part_of is 'the first refund of the same request, which several payments had to pay';
    comment on column refunds.kind is 'credit lowers what the invoice says, by a credit note; excess gives back what was paid beyond it; resend is of money that a bank had sent back, and changes no books';
    comment on column refunds.retry_of is 'the refund that failed and is sent again by this one';
    comment on column refunds.claimed_by is 'who goes on with it until claimed_until';
    comment on column refunds.is_uncertain is 'its provider was asked to make it, and may have done so';
    comment on column refunds.goods is 'whether its goods are sold to others from the shop (release) or came back to it (return)';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table refunds
      drop constraint refunds_kind_check,
      add constraint refunds_kind_check check (kind in ('credit', 'excess')),
      drop column is_uncertain, drop column claimed_by, drop column retry_of, drop column part_of, drop column goods,
      drop column vat_by_rate
  `);
}
