import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { assignmentsOfOlderOrders } from '../api/delivery-assignment/backfill.sql';
import { stockChangeTriggers } from '../api/stock/change-triggers';
import { stockTermsSources, stockTermsTriggers } from '../api/stock/terms-triggers';
import { accountSources, accountTriggers } from '../identity/account-triggers';
import { changeSources, changeTriggers } from '../storefront/change-triggers';
import { projectionFunctions } from '../storefront/projection.sql';
import { hotSources, hotTriggers } from '../storefront/hot-triggers';
import { refreshSales } from '../storefront/sales.sql';
import { searchFunctions } from '../search/projection.sql';
import { synonymSources, synonymTriggers } from '../search/synonyms.sql';
import { projectionSources, projectionTriggers } from '../storefront/projection-triggers';
import { versionSources, versionTriggers } from '../storefront/version-triggers';
import { staffSources, staffTriggers } from '../staff/triggers';
import { registrySources, registryTriggers } from '../tenancy/triggers';
import { indexedTables, indexesAndConstraints } from './indexes';

const statements = [
  ...indexesAndConstraints,
  assignmentsOfOlderOrders,
  ...searchFunctions,
  ...projectionFunctions,
  ...projectionTriggers,
  ...hotTriggers,
  ...stockChangeTriggers,
  ...stockTermsTriggers,
  refreshSales,
  ...registryTriggers,
  ...versionTriggers,
  ...changeTriggers,
  ...synonymTriggers,
  ...accountTriggers,
  ...staffTriggers,
];

const touchedTables = [
  ...indexedTables,
  ...projectionSources,
  ...hotSources,
  ...stockTermsSources,
  ...registrySources,
  ...versionSources,
  ...changeSources,
  ...synonymSources,
  ...accountSources,
  ...staffSources,
];

// Any number that nothing else locks.
const SCHEMA_LOCK = 7_205_055;

/** Changes when our statements do, and when a table was dropped and made anew. */
const stampOf = async (trx: Knex): Promise<string> => {
  const { rows } = await trx.raw<{ rows: { oids: string }[] }>(
    `select string_agg(to_regclass(name)::oid::text, ',' order by name) as oids from unnest(?::text[]) name`,
    [[...new Set(touchedTables)]],
  );
  return createHash('sha256')
    .update(statements.join(';'))
    .update(rows[0]?.oids ?? '')
    .digest('hex');
};

const BATCH = 2_000;

/** A new projection must reach the products that are there already. */
const projectEverything = async (trx: Knex): Promise<void> => {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `select document_id as id from products where locale = 'en'
      union select document_id from storefront_products order by id`,
  );
  for (let start = 0; start < rows.length; start += BATCH) {
    await trx.raw('select storefront_refresh(?::text[])', [
      rows.slice(start, start + BATCH).map((row) => row.id),
    ]);
  }
};

/**
 * Adds to Strapi's tables what its schema cannot say: unique keys by company, checks, and the triggers
 * of the read model. Runs after Strapi's own schema sync; does nothing when nothing changed.
 */
export const applySchemaExtras = async (strapi: Core.Strapi): Promise<void> => {
  const store = strapi.store({ type: 'core', name: 'schema-extras' });
  const applied = await store.get({ key: 'stamp' });
  const stamp = await strapi.db.connection.transaction(async (trx) => {
    await trx.raw('select pg_advisory_xact_lock(?)', [SCHEMA_LOCK]);
    const current = await stampOf(trx);
    if (applied !== current) {
      for (const statement of statements) await trx.raw(statement);
      await projectEverything(trx);
    }
    return current;
  });
  if (applied !== stamp) await store.set({ key: 'stamp', value: stamp });
};
