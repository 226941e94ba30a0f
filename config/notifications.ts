import type { Core } from '@strapi/strapi';

/** How long it is known what customers were told. */
export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  /** days after which a notification is forgotten, read or not */
  days: env.int('NOTIFICATION_DAYS', 90),
});
