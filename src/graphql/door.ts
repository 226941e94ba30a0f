import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';
import { bodyOfError } from '../http/contract-error';
import { preferredLanguage } from '../http/language';
import { companyFor } from '../identity/access';
import { identify } from '../identity/authentication';
import { assertShape } from './document-shape';
import { limitsOf } from './limits';
import { readQuery } from './request-query';

/** Once the door knows who asks, the plugin shall not look for Strapi's own tokens and roles. */
const skipFurtherAuthentication = (ctx: Context): void => {
  const route = { info: { type: 'content-api' }, config: { auth: false } };
  // The plugin assigns a route without a configuration of its own, so the assignment is left without effect.
  Object.defineProperty(ctx.state, 'route', { get: () => route, set: () => undefined });
};

const refuse = (strapi: Core.Strapi, ctx: Context, error: unknown): void => {
  const { body, expected } = bodyOfError(error, preferredLanguage(ctx));
  if (!expected) strapi.log.error(error);
  const { status, code, message, details } = body.error;
  ctx.status = status;
  ctx.body = { errors: [{ message, extensions: { code, details } }] };
};

const isEndpoint = (ctx: Context, endpoint: string): boolean =>
  // The router takes paths in any case, and with a slash at the end.
  ctx.path.toLowerCase().replace(/\/+$/, '') === endpoint;

/**
 * What every GraphQL request passes before Apollo sees it: it must be of a bearable size, its token must
 * hold, and its company must exist. Refusals have the shape of GraphQL errors with the contract's code.
 */
export const createDoor = (strapi: Core.Strapi) => {
  const endpoint = strapi.config.get<string>('plugin::graphql.endpoint');
  const limits = limitsOf(strapi);

  return async (ctx: Context, next: Next): Promise<void> => {
    if (!isEndpoint(ctx, endpoint)) {
      await next();
      return;
    }
    ctx.vary('company');
    try {
      const query = await readQuery(ctx, limits.bytes);
      if (query !== null) assertShape(query, limits);
      const caller = await identify(strapi, ctx);
      if (!caller) throw new errors.UnauthorizedError();
      Object.assign(ctx.state, { caller, company: companyFor(caller, ctx.get('company')) });
    } catch (error) {
      refuse(strapi, ctx, error);
      return;
    }
    skipFurtherAuthentication(ctx);
    ctx.set('Cache-Control', 'private, no-store');
    await next();
  };
};
