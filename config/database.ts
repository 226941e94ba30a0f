import type { Core } from '@strapi/strapi';

export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  connection: {
    client: 'postgres',
    connection: { connectionString: env('DATABASE_URL', '') },
    pool: { min: env.int('DATABASE_POOL_MIN', 2), max: env.int('DATABASE_POOL_MAX', 10) },
    acquireConnectionTimeout: env.int('DATABASE_ACQUIRE_TIMEOUT', 20_000),
  },
  // Tables made by hand (read model, stock ledger) are not Strapi's to drop.
  settings: { useTypescriptMigrations: true, forceMigration: false },
});
