import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { byDocumentId, parseFor, readOne, readPage, type ReadScope, rulesFor } from '../storefront/read';
import type { Source } from '../storefront/source';
import { sendItem, sendPage } from './catalogue-answer';
import { parseDocumentId } from '../storefront/document-id';
import {
  assertParameters,
  type Filter,
  narrowed,
  parseFields,
  parseLocale,
  type ReadLocale,
} from '../storefront/list-query';
import { isStaff, scopeOf } from './request-scope';
import type { Fragment } from '../storefront/sql-fragment';

/** The company of a request, and whether staff is reading. */
export const readScopeOf = (ctx: Context): ReadScope => {
  const scope = scopeOf(ctx);
  return { company: scope.company, audience: isStaff(scope) ? 'staff' : 'public' };
};

/** The language asked for where no other parameter is taken. */
export const localeOf = (ctx: Context): ReadLocale | null => {
  assertParameters(ctx.query, ['locale']);
  return parseLocale(ctx.query['locale']);
};

/** Answers a page of a source, narrowed by a condition. */
export const answerPage = async (
  strapi: Core.Strapi,
  ctx: Context,
  source: Source,
  condition?: Fragment,
): Promise<void> => {
  const scope = readScopeOf(ctx);
  const query = parseFor(source, scope, ctx.query);
  const page = await readPage(strapi.db.connection, source, scope, query, condition);
  sendPage(ctx, scope, page, query.fields);
};

/** Answers a page of what a path narrows by one of the source's own filters. */
export const answerPageOf = async (
  strapi: Core.Strapi,
  ctx: Context,
  source: Source,
  filter: Filter,
): Promise<void> => {
  const scope = readScopeOf(ctx);
  const query = parseFor(source, scope, ctx.query);
  const page = await readPage(strapi.db.connection, source, scope, narrowed(query, filter));
  sendPage(ctx, scope, page, query.fields);
};

/** Answers one item of a source. */
export const answerItem = async (
  strapi: Core.Strapi,
  ctx: Context,
  source: Source,
  condition: Fragment,
): Promise<void> => {
  const scope = readScopeOf(ctx);
  assertParameters(ctx.query, ['locale', 'fields']);
  const locale = parseLocale(ctx.query['locale']);
  const fields = parseFields(ctx.query['fields'], rulesFor(source, scope.audience).fields);
  sendItem(ctx, scope, await readOne(strapi.db.connection, source, scope, locale, condition), fields);
};

/** Answers the item that a staff write has just stored, in the language of the write. */
export const answerWritten = async (
  strapi: Core.Strapi,
  ctx: Context,
  source: Source,
  documentId: string,
  status: 200 | 201,
): Promise<void> => {
  const scope: ReadScope = { ...readScopeOf(ctx), audience: 'staff' };
  const item = await readOne(strapi.db.connection, source, scope, localeOf(ctx), byDocumentId(documentId));
  sendItem(ctx, scope, item);
  ctx.status = status;
};

/** The `:id` of a path. */
export const idOf = (ctx: Context): string => parseDocumentId((ctx['params'] as { id?: string }).id);
