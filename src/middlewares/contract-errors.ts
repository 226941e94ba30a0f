import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { assertOrdinaryKeys } from '../storefront/list-query';
import { bodyOfError, bodyOfStatus } from '../http/contract-error';
import { languageOf } from '../http/language';

type StrapiErrorBody = { error?: { message?: string; code?: string } };

/** Koa's parsers say so by a status. */
const isMistake = (error: unknown): boolean => {
  const { status } = error as { status?: unknown };
  return error instanceof Error && typeof status === 'number' && status >= 400 && status < 500;
};

/** What was sent in a broken form is the client's mistake; Strapi would log it as an error of ours. */
const answerMistakes = async (ctx: Context, next: Next): Promise<void> => {
  try {
    await next();
  } catch (error) {
    if (!isMistake(error)) throw error;
    const { body } = bodyOfError(error, languageOf(ctx));
    ctx.status = body.error.status;
    ctx.body = body;
  }
};

/**
 * Gives every refusal under the API prefix the contract's shape: a stable code and a message in the
 * caller's language. What was not expected is logged and answered as `internal_error`.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) =>
  async (ctx: Context, next: Next): Promise<void> => {
    const prefix = strapi.config.get<string>('api.rest.prefix');
    // The router takes paths in any case.
    if (!ctx.path.toLowerCase().startsWith(`${prefix}/`)) {
      await answerMistakes(ctx, next);
      return;
    }
    try {
      assertOrdinaryKeys(ctx.querystring);
      await next();
      if (ctx.status >= 400) {
        const answered = ctx.body as StrapiErrorBody | null | undefined;
        if (answered?.error?.code) return;
        const body = bodyOfStatus(ctx.status, answered?.error?.message, languageOf(ctx));
        ctx.status = body.error.status;
        ctx.body = body;
      }
    } catch (error) {
      const { body, expected } = bodyOfError(error, languageOf(ctx));
      if (!expected) strapi.log.error(error);
      const { retryAfter } = body.error.details;
      if (typeof retryAfter === 'number') ctx.set('Retry-After', String(retryAfter));
      ctx.status = body.error.status;
      ctx.body = body;
    }
  };
