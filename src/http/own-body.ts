import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { tokenOwnerOf } from '../rate-limit/client-key';

type Middleware = (ctx: Context, next: Next) => Promise<unknown>;
type Factory = (config: unknown, context: { strapi: Core.Strapi }) => Middleware;
type Registry = { extend: (uid: string, wrap: (original: Factory) => Factory) => unknown };

const ownBodies: RegExp[] = [];
const fileForms: RegExp[] = [];

/** Says that requests to these paths are read by their own handler, after it is known who sends them. */
export const readsOwnBody = (...paths: RegExp[]): void => {
  ownBodies.push(...paths);
};

/** Whether the handler of this request reads its body itself, and judges its size. */
export const isOwnBody = (ctx: Context): boolean =>
  ctx.method === 'POST' && ownBodies.some((path) => path.test(ctx.path));

/** Says that these paths take files, which Strapi's parser may write to disk. */
export const takesFiles = (...paths: RegExp[]): void => {
  fileForms.push(...paths);
};

/**
 * Whether a body may be written to disk: there is a route for files, and the sender has a token of ours. Whether it
 * still holds, and what its owner may do, the route finds out.
 */
const mayBringFiles = (strapi: Core.Strapi, ctx: Context): boolean =>
  fileForms.some((path) => path.test(ctx.path)) && tokenOwnerOf(strapi, ctx) !== null;

/**
 * Keeps Strapi's body parser, which writes files to disk before it is known who sends them and takes none of more
 * than 4 MB, away from the few routes that read their body themselves, and from forms with files that nobody has
 * asked for. Their body is left unread; the route refuses the caller, the type or the missing fields.
 */
export const leaveOwnBodies = (strapi: Core.Strapi): void => {
  const registry: Registry = strapi.get('middlewares');
  registry.extend('strapi::body', (original) => (config, context) => {
    const parse = original(config, context);
    return (ctx, next) => {
      const isUnwelcome = ctx.is('multipart') === 'multipart' && !mayBringFiles(strapi, ctx);
      return isOwnBody(ctx) || isUnwelcome ? next() : parse(ctx, next);
    };
  });
};
