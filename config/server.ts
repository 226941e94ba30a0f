import type { Core } from '@strapi/strapi';

// Strapi stores times without a zone, as the process sees them; every process must see UTC.
process.env.TZ = 'UTC';

const TEN_MINUTES = 10 * 60 * 1000;

export default ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Server => ({
  host: env('HOST', '0.0.0.0'),
  port: env.int('PORT', 5055),
  url: env('PUBLIC_URL', ''),
  app: { keys: env.array('APP_KEYS', []) },
  http: { serverOptions: { requestTimeout: TEN_MINUTES } },
  webhooks: { populateRelations: false },
  logger: {
    updates: { enabled: false },
    startup: { enabled: env.bool('STARTUP_BANNER', false) },
    config: { level: env('LOG_LEVEL', env('NODE_ENV') === 'production' ? 'error' : 'info') },
  },
});
