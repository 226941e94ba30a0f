import type { Core } from '@strapi/strapi';

// Strapi stores times without a zone, as the process sees them; every process must see UTC.
process.env.TZ = 'UTC';

const TEN_MINUTES = 10 * 60 * 1000;
const ONE_MINUTE = 60 * 1000;
const HALF_A_MINUTE = 30 * 1000;

type Env = Core.Config.Shared.ConfigParams['env'];

/** How long Node.js waits for clients, in milliseconds. */
const timeouts = (env: Env) => {
  const requestTimeout = env.int('REQUEST_TIMEOUT', TEN_MINUTES);
  return {
    requestTimeout,
    headersTimeout: Math.min(ONE_MINUTE, requestTimeout),
    // Longer than proxies keep an idle connection, so that they are the ones to close it.
    keepAliveTimeout: ONE_MINUTE + 5_000,
    // A late request is noticed when Node.js looks.
    connectionsCheckingInterval: Math.min(HALF_A_MINUTE, Math.ceil(requestTimeout / 4)),
  };
};

export default ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Server => ({
  host: env('HOST', '0.0.0.0'),
  port: env.int('PORT', 5055),
  url: env('PUBLIC_URL', ''),
  app: { keys: env.array('APP_KEYS', []) },
  http: { serverOptions: timeouts(env) },
  webhooks: { populateRelations: false },
  // Whole databases travel by backup, not by a token of the panel.
  transfer: { remote: { enabled: false } },
  logger: {
    updates: { enabled: false },
    startup: { enabled: env.bool('STARTUP_BANNER', false) },
    config: { level: env('LOG_LEVEL', env('NODE_ENV') === 'production' ? 'error' : 'info') },
  },
});
