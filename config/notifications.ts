import type { Core } from '@strapi/strapi';

/** How long it is known what customers were told, and where their mails lead. */
export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  /** days after which a notification is forgotten, read or not */
  days: env.int('NOTIFICATION_DAYS', 90),
  /** the storefront's page of an order, and of a product */
  orderPage: env('STORE_URL', 'http://localhost:3000') + env('STORE_ORDER_PATH', '/order/:id'),
  productPage: env('STORE_URL', 'http://localhost:3000') + env('STORE_PRODUCT_PATH', '/product/:slug'),
});
