import type { Core } from '@strapi/strapi';

/** Who may say for whom they ask, see `src/http/client-address.ts`. */
export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  trusted: env('TRUSTED_PROXIES', ''),
});
