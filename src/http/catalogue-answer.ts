import { createHash } from 'node:crypto';
import type { Context } from 'koa';
import type { Page, ReadScope } from '../storefront/read';
import type { Audience } from '../storefront/source';

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

const send = (ctx: Context, audience: Audience, body: string): void => {
  ctx.type = 'application/json';
  if (audience === 'staff') {
    ctx.set('Cache-Control', 'private, no-store');
    ctx.body = body;
    return;
  }
  ctx.set('Cache-Control', 'public, no-cache');
  ctx.vary('company');
  ctx.vary('Origin');
  ctx.set('ETag', `"${createHash('sha1').update(body).digest('base64url')}"`);
  ctx.status = 200;
  if (ctx.fresh) {
    ctx.status = 304;
    return;
  }
  ctx.body = body;
};

const pageBody = ({ page, pageSize, total, items }: Page, fields: string[] | null): string => {
  const pagination = { page, pageSize, pageCount: Math.ceil(total / pageSize), total };
  return `{"data":[${projected(items, fields)}],"meta":${JSON.stringify({ pagination })}}`;
};

const itemBody = (item: string): string => `{"data":${item},"meta":{}}`;

/** Answers a list with the contract's envelope, its ETag, and 304 where the client has it already. */
export const sendPage = (ctx: Context, scope: ReadScope, page: Page, fields: string[] | null): void => {
  send(ctx, scope.audience, pageBody(page, fields));
};

/** Answers one item, given as JSON text. */
export const sendItem = (ctx: Context, scope: ReadScope, item: string): void => {
  send(ctx, scope.audience, itemBody(item));
};

/** Answers a list that only staff may read. */
export const sendStaffPage = (ctx: Context, page: Page): void => {
  send(ctx, 'staff', pageBody(page, null));
};

/** Answers one item, given as JSON text, that only staff may read. */
export const sendStaffItem = (ctx: Context, item: string): void => {
  send(ctx, 'staff', itemBody(item));
};
