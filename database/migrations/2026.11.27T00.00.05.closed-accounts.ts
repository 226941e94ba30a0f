import type { Knex } from 'knex';

/** Marks the counters of erased customers: who orders at the moment of erasure meets the mark under the row's lock. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table customer_counters add column closed_at timestamptz');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table customer_counters drop column closed_at');
}
