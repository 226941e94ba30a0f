import type { Core } from '@strapi/strapi';

/** What goes out by socket. */
export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  /** how often it is told at most where an order is, in milliseconds */
  locationMs: env.int('REALTIME_LOCATION_MS', 1_000),
});
