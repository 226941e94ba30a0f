import type { Core } from '@strapi/strapi';

/** Plugins whose part of the content API is a way around the contract's routes, and around companies. */
const CLOSED = ['upload', 'email', 'i18n', 'content-type-builder'];

type Routes = Record<string, { type: string; routes: unknown[] }>;

/**
 * Takes away what Strapi's plugins serve under the API's prefix; the panel has routes of its own. To be called while
 * the application registers, before routes are made.
 */
export const closePluginRoutes = (strapi: Core.Strapi): void => {
  for (const name of CLOSED) {
    const { routes } = strapi.plugin(name) as unknown as { routes: Routes };
    routes['content-api'] = { type: 'content-api', routes: [] };
  }
};
