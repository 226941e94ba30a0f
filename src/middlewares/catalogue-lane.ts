import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { finishedAnswerOf, sendToPublic } from '../http/catalogue-answer';
import { catalogueRoutes, type Matched } from '../http/catalogue-routes';
import { anonymous } from '../identity/caller';
import { type AnswerCache, createAnswerCache } from '../storefront/answer-cache';
import type { Topic } from '../storefront/change-triggers';
import type { FinishedBody } from '../storefront/finished-body';
import { catchUp, isHearing, versionOf } from '../storefront/freshness';
import type { Company } from '../tenancy/company';
import { resolveCompany } from '../tenancy/registry';

const MEGABYTE = 1024 * 1024;

/** Banners, sections and promotions come and go by the clock, without a change that could be heard of. */
const SHOWN_BY_DATE: Topic[] = ['promotions', 'pages'];

const reads = ['GET', 'HEAD'];
const unheardOf = ['GET', 'HEAD', 'OPTIONS'];

const isDated = (topic: Topic): boolean => SHOWN_BY_DATE.includes(topic);

/**
 * Under which version an answer is kept. What comes and goes by the clock is kept for the second on the clock in which
 * it was asked for, so that what begins or ends with a second is seen with it.
 */
const versionFor = (company: string, readsFrom: Topic[]): string => {
  const version = String(versionOf(company, readsFrom));
  return readsFrom.some(isDated) ? `${version} ${Math.floor(Date.now() / 1_000)}` : version;
};

/**
 * Whether a request may have changed what others read, without this process knowing it. GraphQL only reads, by POST;
 * orders are counted here when they are told (`storefront/hot-changes.ts`).
 */
const mayHaveWritten = (ctx: Context, graphql: string): boolean =>
  !unheardOf.includes(ctx.method) &&
  ctx.status < 400 &&
  ctx.path !== graphql &&
  ctx.state['isHeardOf'] !== true;

const make = async (ctx: Context, { route, params }: Matched, company: Company): Promise<FinishedBody> => {
  Object.assign(ctx, { params });
  Object.assign(ctx.state, { caller: anonymous, company });
  await route.handler(ctx);
  const finished = finishedAnswerOf(ctx);
  if (!finished) throw new Error(`${ctx.path} answered without a finished body`);
  return finished;
};

const answer = (cache: AnswerCache | null, ctx: Context, matched: Matched): Promise<FinishedBody> => {
  const company = resolveCompany(ctx.get('company'));
  // Nothing is kept while nobody would tell that it has changed.
  if (!cache || !isHearing()) return make(ctx, matched, company);
  const { readsFrom } = matched.route;
  return cache.answer(`${company.code} ${ctx.url}`, versionFor(company.code, readsFrom), () =>
    make(ctx, matched, company),
  );
};

/**
 * Answers anonymous reads of the catalogue before Strapi's router, session and body parser, out of memory
 * where nothing has changed since. Everybody else passes by. Whoever may have written waits until this process
 * has heard of the change, so that the next read is fresh.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const megabytes = strapi.config.get<number>('catalogue.cacheMegabytes');
  const cache = megabytes > 0 ? createAnswerCache(megabytes * MEGABYTE) : null;
  const graphql = strapi.config.get<string>('plugin::graphql.endpoint', '/graphql');
  let find: ReturnType<typeof catalogueRoutes> | null = null;

  return async (ctx: Context, next: Next): Promise<void> => {
    // Controllers come into being after middlewares.
    find ??= catalogueRoutes(strapi);
    const isRead = reads.includes(ctx.method) && ctx.headers.authorization === undefined;
    const matched = isRead ? find(ctx.path) : null;
    if (matched) {
      const finished = await answer(cache, ctx, matched);
      // Whoever asked first has been answered by the handler itself.
      if (finishedAnswerOf(ctx) !== finished) sendToPublic(ctx, finished);
      return;
    }
    await next();
    if (mayHaveWritten(ctx, graphql)) await catchUp();
  };
};
