import type { Knex } from 'knex';

/**
 * What products are found by. `storefront_search` has one row for each product: its words in both languages,
 * and the columns by which found products are narrowed, ranked and counted. Prices, stock and sales change
 * often and stand in no index here, so that their changes leave the index of words alone.
 *
 * `storefront_words` knows every word of titles, categories and tags, with what is left of it when letters are
 * left out: by that a mistyped word is found.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table storefront_products drop column search_text;

    create table storefront_search (
      document_id  varchar(255) primary key,
      company_code varchar(255) not null,
      status       varchar(16)  not null,
      in_stock     boolean      not null,
      featured     boolean      not null,
      trending     boolean      not null,
      price        numeric(14,3),
      sales        bigint       not null,
      created_at   timestamp(6) not null,
      sku          varchar(255),
      barcode      varchar(255),
      title_en     text         not null,
      title_ar     text         not null,
      tags         text[]       not null,
      category_ids text[]       not null,
      document     tsvector     not null
    ) with (fillfactor = 85);
    create index storefront_search_document on storefront_search using gin (document);

    create table storefront_words (
      company_code varchar(255) not null,
      word         text collate "C" not null,
      variants     text[]       not null,
      openings     text[]       not null,
      primary key (company_code, word)
    );
    create index storefront_words_variants on storefront_words using gin (variants);
    create index storefront_words_openings on storefront_words using gin (openings);

    create table storefront_synonyms (
      company_code varchar(255) primary key,
      version      bigint not null
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table storefront_synonyms;
    drop table storefront_words;
    drop table storefront_search;
    alter table storefront_products add column search_text text not null default '';
    alter table storefront_products alter column search_text drop default;
  `);
}
