import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';

type Middleware = (ctx: Context, next: Next) => Promise<unknown>;
type Factory = (config: unknown, context: { strapi: Core.Strapi }) => Middleware;
type Registry = { extend: (uid: string, wrap: (original: Factory) => Factory) => unknown };

const ownBodies: RegExp[] = [];

/** Says that requests to these paths are read by their own handler, after it is known who sends them. */
export const readsOwnBody = (...paths: RegExp[]): void => {
  ownBodies.push(...paths);
};

/** Whether the handler of this request reads its body itself, and judges its size. */
export const isOwnBody = (ctx: Context): boolean =>
  ctx.method === 'POST' && ownBodies.some((path) => path.test(ctx.path));

/**
 * Keeps Strapi's body parser, which writes files to disk before it is known who sends them and takes none of more
 * than 4 MB, away from the few routes that read their body themselves.
 */
export const leaveOwnBodies = (strapi: Core.Strapi): void => {
  const registry: Registry = strapi.get('middlewares');
  registry.extend('strapi::body', (original) => (config, context) => {
    const parse = original(config, context);
    return (ctx, next) => (isOwnBody(ctx) ? next() : parse(ctx, next));
  });
};
