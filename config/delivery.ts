import type { Core } from '@strapi/strapi';

/** How deliveries are followed. */
export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  /** for how many days it is kept where drivers have been */
  positionDays: env.int('DRIVER_POSITION_DAYS', 30),
});
