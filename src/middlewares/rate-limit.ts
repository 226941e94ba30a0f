import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { DomainError } from '../domain/errors';
import { bodyOfError } from '../http/contract-error';
import { languageOf } from '../http/language';
import { createBuckets } from '../rate-limit/buckets';
import { addressKey, tokenOwnerOf } from '../rate-limit/client-key';
import { type Count, createCounter } from '../rate-limit/counter';
import { limitSettings, trustedAddresses } from '../rate-limit/settings';
import { allowSpending } from '../rate-limit/spend';

const secondsOf = ({ resetMs }: Count): number => Math.ceil(resetMs / 1000);

const tooMany = (count: Count): DomainError =>
  new DomainError('rate_limited', 'Too many requests from this IP', { retryAfter: secondsOf(count) });

/** Tells the client how much is left, in the form of the IETF's draft. */
const showLimit = (ctx: Context, limit: number, windowSeconds: number, count: Count): void => {
  ctx.set({
    'RateLimit-Limit': String(limit),
    'RateLimit-Remaining': String(Math.max(limit - count.counted, 0)),
    'RateLimit-Reset': String(secondsOf(count)),
    'RateLimit-Policy': `${limit};w=${windowSeconds}`,
  });
  if (count.counted > limit) ctx.set('Retry-After', String(secondsOf(count)));
};

const refuse = (ctx: Context, error: DomainError, isGraphql: boolean): void => {
  const { body } = bodyOfError(error, languageOf(ctx));
  const { status, code, message, details } = body.error;
  ctx.status = status;
  ctx.body = isGraphql ? { errors: [{ message, extensions: { code, details } }] } : body;
};

/**
 * Counts requests by client and kind, and refuses what is more than the limit (D20). It stands behind CORS, so
 * that browsers can read the refusal, and before whatever costs more than counting.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const settings = limitSettings(strapi);
  const isTrusted = trustedAddresses(settings);
  if (!settings.on) return (_ctx: Context, next: Next): Promise<unknown> => next();

  const { windowSeconds, requests } = settings;
  const counter = createCounter(strapi, 'requests', windowSeconds);
  const graphql = strapi.config.get<string>('plugin::graphql.endpoint', '/graphql');
  let bucketOf: ReturnType<typeof createBuckets> | null = null;

  return async (ctx: Context, next: Next): Promise<void> => {
    // Routes come into being after middlewares.
    bucketOf ??= createBuckets(strapi);
    const ownerOf = () => tokenOwnerOf(strapi, ctx);
    const counted = isTrusted(ctx.ip) ? null : bucketOf(ctx, ownerOf);
    if (!counted) {
      await next();
      return;
    }
    const { bucket, by } = counted;
    const limit = requests[bucket];
    const owner = by === 'owner' ? ownerOf() : null;
    const key = `${bucket} ${owner ? `${owner.kind} ${owner.id}` : addressKey(ctx.ip)}`;

    const spend = async (points: number): Promise<void> => {
      const count = await counter.add(key, points);
      showLimit(ctx, limit, windowSeconds, count);
      if (count.counted > limit) throw tooMany(count);
    };
    try {
      await spend(1);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refuse(ctx, error, ctx.path.toLowerCase().startsWith(graphql));
      return;
    }
    allowSpending(ctx, spend);
    await next();
  };
};
