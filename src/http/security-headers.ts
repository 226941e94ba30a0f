import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';

const POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "script-src 'self'",
  "img-src 'self' data: https:",
  "connect-src 'self'",
].join(';');

const NAME = 'strapi::security';

type Middleware = (ctx: Context, next: Next) => Promise<unknown>;

type Factory = (config: unknown, context: { strapi: Core.Strapi }) => Middleware;

type Registry = { get(name: string): Factory; set(name: string, factory: Factory): unknown };

/** Asks Strapi's middleware once which headers it sets, with a response that only takes notes. */
const recordHeaders = async (security: Middleware, path: string): Promise<Record<string, string>> => {
  const headers: Record<string, string> = {};
  const res = {
    setHeader: (name: string, value: unknown) => {
      headers[name] = String(value);
    },
    removeHeader: () => undefined,
    getHeader: () => undefined,
  };
  await security({ method: 'POST', path, req: {}, res } as unknown as Context, () => Promise.resolve());
  return headers;
};

/** The part of Koa's response that takes headers as they are, without a look at each. */
type RawResponse = { res: { setHeader(name: string, value: string): unknown } };

/**
 * Makes Strapi's security headers cheap and strict on what the API answers. They are the same for every
 * answer, but Strapi builds them anew each time, which costs more than reading a page of products; and it
 * mixes its own sources into every content security policy, where the specification's is wanted (D21). The
 * panel's pages, and GraphQL's landing page, which only development has, keep Strapi's.
 */
export const wrapSecurity = (strapi: Core.Strapi): void => {
  const registry: Registry = strapi.get('middlewares');
  const factory = registry.get(NAME);
  const prefix = `${strapi.config.get<string>('api.rest.prefix')}/`;
  const graphql = strapi.config.get<string>('plugin::graphql.endpoint', '/graphql');
  const hasLandingPage = strapi.config.get<boolean>('plugin::graphql.landingPage', false);

  const isApi = (ctx: Context): boolean => {
    if (ctx.path.startsWith(prefix)) return true;
    const path = ctx.path.toLowerCase().replace(/\/+$/, '');
    const isLandingPage = path === graphql && ctx.method === 'GET' && hasLandingPage;
    return path.startsWith(prefix) || (path === graphql && !isLandingPage);
  };

  registry.set(NAME, (config, context) => {
    const security = factory(config, context);
    let headers: Promise<[string, string][]> | null = null;

    return async (ctx, next) => {
      if (!isApi(ctx)) {
        await security(ctx, next);
        return;
      }
      headers ??= recordHeaders(security, prefix).then((recorded) =>
        Object.entries({ ...recorded, 'Content-Security-Policy': POLICY }),
      );
      const { res } = ctx as unknown as RawResponse;
      for (const [name, value] of await headers) res.setHeader(name, value);
      await next();
    };
  });
};
