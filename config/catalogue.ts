import type { Core } from '@strapi/strapi';

/** How the storefront's reads are served. */
export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  // What finished answers may take of the process's memory; with 0 every question is answered anew.
  cacheMegabytes: env.int('CATALOGUE_CACHE_MB', 64),
});
