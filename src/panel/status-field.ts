import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core, UID } from '@strapi/strapi';
import type { Context } from 'koa';

/*
 * Strapi's content manager (5.54) takes every `status` in a body or a row for the one of Draft & Publish,
 * also where that is off: it refuses "active" with 400, and answers "published" or nothing in its place.
 * Products and promotions have a `status` of their own, so it is carried past the content manager here.
 */

type Body = Record<string, unknown>;

type Model = { attributes: Record<string, unknown>; options?: { draftAndPublish?: boolean } };

type Action = (ctx: Context) => Promise<unknown>;

type Controller = Record<'create' | 'update' | 'clone', Action>;

type Write = { data?: Body };

type DocumentManager = {
  create(uid: UID.ContentType, write: Write): Promise<unknown>;
  update(id: string, uid: UID.ContentType, write: Write): Promise<unknown>;
  clone(id: string, body: Body, uid: UID.ContentType): Promise<unknown>;
};

type Row = { status?: unknown };

type DocumentMetadata = {
  getStatus(row: Row, others?: unknown): unknown;
  formatDocumentWithMetadata(
    uid: UID.ContentType,
    row: Row | null | undefined,
    options?: unknown,
  ): Promise<{ data: Row | null | undefined; meta: unknown }>;
};

type PermissionChecker = {
  create(subject: { userAbility: unknown; model: string }): {
    can: { create(entity: unknown, field: string): boolean; update(entity: unknown, field: string): boolean };
  };
};

const strapiStatuses = new Set<unknown>([undefined, null, 'draft', 'published', 'modified']);

const carried = new AsyncLocalStorage<{ status: unknown }>();

const withCarriedStatus = (data: Body | undefined): Body | undefined => {
  const status = carried.getStore();
  return status && data ? { ...data, ...status } : data;
};

const hasOwnStatus = (strapi: Core.Strapi, uid: string): boolean => {
  const models = strapi.contentTypes as unknown as Record<string, Model | undefined>;
  const model = models[uid];
  return Boolean(model?.attributes['status']) && model?.options?.draftAndPublish !== true;
};

const wrapAction = (strapi: Core.Strapi, original: Action, field: 'create' | 'update'): Action => {
  const checkers = strapi
    .plugin('content-manager')
    .service('permission-checker') as unknown as PermissionChecker;
  return async (ctx) => {
    const { model = '' } = ctx['params'] as { model?: string };
    const body = ctx.request.body as Body | undefined;
    if (!body || !('status' in body) || !hasOwnStatus(strapi, model)) return original(ctx);
    const { status, ...rest } = body;
    ctx.request.body = rest;
    const { can } = checkers.create({ userAbility: (ctx.state as Body)['userAbility'], model });
    return can[field](null, 'status') ? carried.run({ status }, () => original(ctx)) : original(ctx);
  };
};

const wrapController = (strapi: Core.Strapi): void => {
  const controller = strapi.plugin('content-manager').controller('collection-types') as unknown as Controller;
  controller.create = wrapAction(strapi, controller.create.bind(controller), 'create');
  controller.update = wrapAction(strapi, controller.update.bind(controller), 'update');
  controller.clone = wrapAction(strapi, controller.clone.bind(controller), 'create');
};

const wrapWrites = (strapi: Core.Strapi): void => {
  const manager = strapi.plugin('content-manager').service('document-manager') as unknown as DocumentManager;
  const { create, update, clone } = manager;
  manager.create = (uid, write) =>
    create.call(manager, uid, { ...write, data: withCarriedStatus(write.data) });
  manager.update = (id, uid, write) =>
    update.call(manager, id, uid, { ...write, data: withCarriedStatus(write.data) });
  manager.clone = (id, body, uid) => clone.call(manager, id, withCarriedStatus(body) ?? body, uid);
};

const wrapReads = (strapi: Core.Strapi): void => {
  const metadata = strapi
    .plugin('content-manager')
    .service('document-metadata') as unknown as DocumentMetadata;
  const { getStatus, formatDocumentWithMetadata } = metadata;
  metadata.getStatus = (row, others) =>
    strapiStatuses.has(row.status) ? getStatus.call(metadata, row, others) : row.status;
  metadata.formatDocumentWithMetadata = async (uid, row, options) => {
    const formatted = await formatDocumentWithMetadata.call(metadata, uid, row, options);
    if (!row || !formatted.data || strapiStatuses.has(row.status)) return formatted;
    return { ...formatted, data: { ...formatted.data, status: row.status } };
  };
};

/** Lets the content manager show and save an attribute named `status`. Called before routes are built. */
export const carryStatusField = (strapi: Core.Strapi): void => {
  wrapController(strapi);
  wrapWrites(strapi);
  wrapReads(strapi);
};
