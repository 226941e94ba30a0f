import type { Core } from '@strapi/strapi';

/** A panel on all interfaces is reached by name. */
const ANY_HOST = /^(https?:\/\/)0\.0\.0\.0(?=[:/])/;

/**
 * The page of the panel on which a member of staff chooses a password. The panel of this server always has it; an
 * application at ADMIN_URL need not.
 */
export const choosePasswordLink = (strapi: Core.Strapi, token: string): string => {
  const panel = strapi.config.get<string>('admin.absoluteUrl').replace(ANY_HOST, '$1localhost');
  return `${panel}/auth/reset-password?code=${token}`;
};
