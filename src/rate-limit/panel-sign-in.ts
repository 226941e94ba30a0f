import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';
import { DomainError } from '../domain/errors';
import { forgetFailures, guardSignIn } from './sign-in-guard';

type Handler = (ctx: Context, next: Next) => Promise<unknown>;

type Authentication = Record<'login' | 'resetPassword', Handler>;

type Controllers = {
  extend: (uid: string, wrap: (original: Authentication) => Authentication) => unknown;
};

const account = (email: string) => ({ realm: 'staff' as const, company: null, email });

/** Strapi would take the one address in a list for an address, and nobody would have counted it. */
const emailIn = (ctx: Context): string => {
  const { email } = (ctx.request.body ?? {}) as { email?: unknown };
  if (typeof email !== 'string') throw new errors.ValidationError('email must be a text');
  return email;
};

const isWrongCredentials = (error: unknown): boolean =>
  error instanceof errors.ApplicationError && !(error instanceof errors.ValidationError);

/** Strapi's panel shows the words of its own errors. */
const asPanelRefusal = (ctx: Context, error: unknown): unknown => {
  if (!(error instanceof DomainError)) return error;
  if (error.code === 'invalid_credentials') return new errors.ApplicationError('Invalid credentials');
  ctx.set('Retry-After', String(error.details['retryAfter']));
  return new errors.RateLimitError(error.message, error.details);
};

const guardLogin =
  (strapi: Core.Strapi, login: Handler): Handler =>
  async (ctx, next) => {
    const email = emailIn(ctx);
    const attempt = async (): Promise<true | null> => {
      try {
        await login(ctx, next);
        // A password that is no text makes Strapi answer 501, which is not a success either.
        return ctx.status === 200 ? true : null;
      } catch (error) {
        if (isWrongCredentials(error)) return null;
        throw error;
      }
    };
    try {
      return await guardSignIn(strapi, { ...account(email), address: ctx.ip }, attempt);
    } catch (error) {
      throw asPanelRefusal(ctx, error);
    }
  };

const unlockOnReset =
  (strapi: Core.Strapi, resetPassword: Handler): Handler =>
  async (ctx, next) => {
    await resetPassword(ctx, next);
    const { data } = (ctx.body ?? {}) as { data?: { user?: { email?: string } } };
    if (data?.user?.email) await forgetFailures(strapi, account(data.user.email));
  };

/**
 * Puts the panel's own sign-in behind the counters of the API's, which the same people use. To be called while
 * the application registers.
 */
export const guardPanelSignIn = (strapi: Core.Strapi): void => {
  const controllers: Controllers = strapi.get('controllers');
  controllers.extend('admin::authentication', (authentication) => ({
    ...authentication,
    login: guardLogin(strapi, authentication.login),
    resetPassword: unlockOnReset(strapi, authentication.resetPassword),
  }));
};
