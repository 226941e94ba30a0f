import type { Context } from 'koa';
import { koaBody } from 'koa-body';
import { DomainError } from '../domain/errors';

const tooLarge = (bytes: number): DomainError =>
  new DomainError('payload_too_large', `a query may have at most ${bytes} bytes`, { allowed: bytes });

const readBody = async (ctx: Context, bytes: number): Promise<unknown> => {
  if (ctx.is('json') === false) {
    throw new DomainError('unsupported_media_type', 'send JSON', { contentType: ctx.get('Content-Type') });
  }
  if (ctx.request.length > bytes) throw tooLarge(bytes);
  // Strapi leaves the body of this path to its plugin, unless the path has a query string.
  if (ctx.request.body === undefined) await koaBody({ jsonLimit: bytes })(ctx, async () => undefined);
  return ctx.request.body;
};

/**
 * The query of a request, found where Apollo will find it; null where Apollo will find none.
 * @throws DomainError `method_not_allowed`, `unsupported_media_type`, `payload_too_large`
 */
export const readQuery = async (ctx: Context, bytes: number): Promise<string | null> => {
  if (ctx.method === 'GET') {
    if (Buffer.byteLength(ctx.url) > bytes) throw tooLarge(bytes);
    return new URLSearchParams(ctx.querystring).get('query');
  }
  if (ctx.method !== 'POST') throw new DomainError('method_not_allowed', 'send a POST or a GET');
  const body = await readBody(ctx, bytes);
  const query = (body as { query?: unknown } | null)?.query;
  return typeof query === 'string' ? query : null;
};
