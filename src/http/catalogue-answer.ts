import type { Context } from 'koa';
import type { Caller } from '../identity/caller';
import type { Page, ReadScope } from '../storefront/read';
import { finish, type FinishedBody } from '../storefront/finished-body';

const pick = (item: Record<string, unknown>, fields: string[]): Record<string, unknown> =>
  Object.fromEntries(
    ['documentId', ...fields.filter((field) => field !== 'documentId')].map((field) => [
      field,
      item[field] ?? null,
    ]),
  );

const projected = (items: string, fields: string[] | null): string => {
  if (!fields) return items;
  const parsed = JSON.parse(`[${items}]`) as Record<string, unknown>[];
  return parsed.map((item) => JSON.stringify(pick(item, fields))).join(',');
};

/** Answers what is meant for the caller alone, given as JSON text. */
export const sendPrivately = (ctx: Context, body: string | Buffer): void => {
  ctx.type = 'application/json';
  ctx.set('Cache-Control', 'private, no-store');
  ctx.body = body;
};

/** What an answer to the public leaves behind for whoever keeps answers. */
type Answered = { finished?: FinishedBody; caller?: Caller };

/** The finished answer that this request was given, if it was one that everybody may have. */
export const finishedAnswerOf = (ctx: Context): FinishedBody | undefined => (ctx.state as Answered).finished;

/**
 * Answers everybody alike: with its tag, to be asked about again, and 304 where the client has it already. Whoever is
 * signed in is answered the same, for themselves.
 */
export const sendToPublic = (ctx: Context, finished: FinishedBody): void => {
  const { caller } = ctx.state as Answered;
  if (caller && caller.kind !== 'anonymous') {
    finished.given?.();
    sendPrivately(ctx, finished.bytes);
    return;
  }
  (ctx.state as Answered).finished = finished;
  finished.given?.();
  ctx.type = 'application/json';
  ctx.set({ 'Cache-Control': 'public, no-cache', Vary: 'company, Origin', ETag: finished.etag });
  ctx.status = 200;
  if (ctx.fresh) ctx.status = 304;
  else ctx.body = finished.bytes;
};

/**
 * Answers a finished text as catalogue reads are answered: by audience, with an ETag for the public.
 * @param given called each time the public is given this answer
 */
export const sendText = (ctx: Context, { audience }: ReadScope, body: string, given?: () => void): void => {
  if (audience === 'staff') sendPrivately(ctx, body);
  else sendToPublic(ctx, { ...finish(body), ...(given && { given }) });
};

/**
 * The envelope of a list.
 * @param meta further members of `meta` as JSON text, each behind a comma
 */
export const pageBody = (
  { page, pageSize, total, items }: Page,
  fields: string[] | null,
  meta = '',
): string => {
  const pagination = { page, pageSize, pageCount: Math.ceil(total / pageSize), total };
  return `{"data":[${projected(items, fields)}],"meta":{"pagination":${JSON.stringify(pagination)}${meta}}}`;
};

/** The envelope of one item, given as JSON text. */
export const itemBody = (item: string): string => `{"data":${item},"meta":{}}`;

/** Answers a list with the contract's envelope, its ETag, and 304 where the client has it already. */
export const sendPage = (ctx: Context, scope: ReadScope, page: Page, fields: string[] | null): void => {
  sendText(ctx, scope, pageBody(page, fields));
};

/** Answers one item, given as JSON text. */
export const sendItem = (
  ctx: Context,
  scope: ReadScope,
  item: string,
  fields: string[] | null = null,
): void => {
  sendText(ctx, scope, itemBody(projected(item, fields)));
};

/** Answers a list that is for the caller alone. */
export const sendPrivatePage = (ctx: Context, page: Page, fields: string[] | null = null): void => {
  sendPrivately(ctx, pageBody(page, fields));
};

/** Answers one item, given as JSON text, that is for the caller alone. */
export const sendPrivateItem = (ctx: Context, item: string): void => {
  sendPrivately(ctx, itemBody(item));
};

/** Answers a finished body, which is the same for everybody who may read it. */
export const sendFinished = (ctx: Context, { audience }: ReadScope, body: FinishedBody): void => {
  if (audience === 'staff') sendPrivately(ctx, body.bytes);
  else sendToPublic(ctx, body);
};
