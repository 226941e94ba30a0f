import type { Core } from '@strapi/strapi';

/** The passwords behind what is encrypted at rest, see `src/secrets`. */
export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  password: env('ENCRYPT_PASSWORD', ''),
  /** the one before, until `npm run secrets:rotate` has been run */
  previous: env('ENCRYPT_PASSWORD_PREVIOUS', ''),
});
