import type { Context } from 'koa';
import type { Page, ReadScope } from '../storefront/read';
import { finish, type FinishedBody } from './finished-body';

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

const sendToStaff = (ctx: Context, body: string | Buffer): void => {
  ctx.type = 'application/json';
  ctx.set('Cache-Control', 'private, no-store');
  ctx.body = body;
};

const sendToPublic = (ctx: Context, { bytes, etag }: FinishedBody): void => {
  ctx.type = 'application/json';
  ctx.set('Cache-Control', 'public, no-cache');
  ctx.vary('company');
  ctx.vary('Origin');
  ctx.set('ETag', etag);
  ctx.status = 200;
  if (ctx.fresh) ctx.status = 304;
  else ctx.body = bytes;
};

/** Answers a finished text as catalogue reads are answered: by audience, with an ETag for the public. */
export const sendText = (ctx: Context, { audience }: ReadScope, body: string): void => {
  if (audience === 'staff') sendToStaff(ctx, body);
  else sendToPublic(ctx, finish(body));
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

/** Answers a list that only staff may read. */
export const sendStaffPage = (ctx: Context, page: Page): void => {
  sendToStaff(ctx, pageBody(page, null));
};

/** Answers one item, given as JSON text, that only staff may read. */
export const sendStaffItem = (ctx: Context, item: string): void => {
  sendToStaff(ctx, itemBody(item));
};

/** Answers a finished body, which is the same for everybody who may read it. */
export const sendFinished = (ctx: Context, { audience }: ReadScope, body: FinishedBody): void => {
  if (audience === 'staff') sendToStaff(ctx, body.bytes);
  else sendToPublic(ctx, body);
};
