import type { Knex } from 'knex';

/** The box around each delivery zone, in degrees, so that a price looks only at the zones that may be meant. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table delivery_zone_boxes (
      zone_id      text   primary key,
      company_code text   not null,
      south        float8 not null,
      west         float8 not null,
      north        float8 not null,
      east         float8 not null,
      check (south <= north and west <= east)
    );
    create index delivery_zone_boxes_company on delivery_zone_boxes (company_code);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table delivery_zone_boxes');
}
