import type { Core } from '@strapi/strapi';

/** Secrets of tokens and links, and where links in mails lead. */
export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  /** signs access tokens */
  accessSecret: env('JWT_SECRET', ''),
  /** signs the tokens of links in mails */
  linkSecret: env('JWT_SECRET_FOR_VERIFY', ''),
  storeUrl: env('STORE_URL', 'http://localhost:3000'),
  adminUrl: env('ADMIN_URL', ''),
});
