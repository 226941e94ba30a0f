import type { Core } from '@strapi/strapi';

/** How often each process looks after what is being brought. */
export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  /** for orders that wait for a driver, and drivers who do not answer */
  lookingMs: env.int('DELIVERY_LOOKING_MS', 3_000),
  /** for drivers who have moved, so that their customers know when they come */
  estimatingMs: env.int('DELIVERY_ESTIMATING_MS', 5_000),
});
