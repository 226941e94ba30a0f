import type { Core } from '@strapi/strapi';

/** Who is asked how long drives take. Unset: they are reckoned by great circle. */
export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  /** of an OSRM server */
  url: env('ROAD_ROUTER_URL', ''),
  timeoutMs: env.int('ROAD_ROUTER_TIMEOUT_MS', 1_000),
  /** for how long a server that has failed is left alone */
  pauseMs: env.int('ROAD_ROUTER_PAUSE_MS', 30_000),
});
