import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';

type Handler = (ctx: Context, next: Next) => Promise<unknown>;

type Controllers = {
  extend: (uid: string, wrap: (original: Record<'login', Handler>) => Record<'login', Handler>) => unknown;
};

// No database takes these, and nobody's address or password has them.
// eslint-disable-next-line no-control-regex
const UNSTORABLE = /\u0000|\p{Surrogate}/u;

/** Strapi takes the one address in a list for an address, and answers 501 to a password that is no text. */
const assertTexts = (ctx: Context): void => {
  const body = (ctx.request.body ?? {}) as Record<string, unknown>;
  for (const field of ['email', 'password']) {
    const value = body[field];
    if (typeof value !== 'string') throw new errors.ValidationError(`${field} must be a text`);
    if (UNSTORABLE.test(value))
      throw new errors.ValidationError(`${field} has characters that cannot be stored`);
  }
};

/**
 * Gives the panel's own sign-in the checks and headers of the API's. Its attempts are counted where they are made
 * (`staff/admin-services`), together with those over REST. To be called while the application registers.
 */
export const guardPanelSignIn = (strapi: Core.Strapi): void => {
  const controllers: Controllers = strapi.get('controllers');
  controllers.extend('admin::authentication', (authentication) => ({
    ...authentication,
    login: async (ctx, next) => {
      assertTexts(ctx);
      try {
        return await authentication.login(ctx, next);
      } catch (error) {
        const { retryAfter } = (error as { details?: { retryAfter?: unknown } }).details ?? {};
        if (typeof retryAfter === 'number') ctx.set('Retry-After', String(retryAfter));
        throw error;
      }
    },
  }));
};
