import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';

const POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "script-src 'self'",
  "img-src 'self' data: https:",
  "connect-src 'self'",
].join(';');

/**
 * Sets the specification's content security policy on what the API answers (D21). Strapi's own middleware
 * mixes its defaults into every policy, which is what the panel needs and the API does not. GraphQL's
 * landing page, which only development has, keeps Strapi's.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const prefix = `${strapi.config.get<string>('api.rest.prefix')}/`;
  const graphql = strapi.config.get<string>('plugin::graphql.endpoint', '/graphql');
  const hasLandingPage = strapi.config.get<boolean>('plugin::graphql.landingPage', false);

  return (ctx: Context, next: Next): Promise<void> => {
    const path = ctx.path.toLowerCase().replace(/\/+$/, '');
    const isLandingPage = path === graphql && ctx.method === 'GET' && hasLandingPage;
    if (path.startsWith(prefix) || (path === graphql && !isLandingPage)) {
      ctx.set('Content-Security-Policy', POLICY);
    }
    return next();
  };
};
