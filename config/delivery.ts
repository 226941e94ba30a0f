import type { Core } from '@strapi/strapi';

/** How deliveries are looked after, by each process. */
export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  /** for how many days it is kept where drivers have been */
  positionDays: env.int('DRIVER_POSITION_DAYS', 30),
  /** how often orders are looked at that wait for a driver, and drivers who do not answer */
  lookingMs: env.int('DELIVERY_LOOKING_MS', 3_000),
  /** how often drivers are looked at who have moved, so that their customers know when they come */
  estimatingMs: env.int('DELIVERY_ESTIMATING_MS', 5_000),
});
