import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { z } from 'zod';
import type { ContentService, Reassigning } from '../documents/content-service';
import { byDocumentId } from '../storefront/read';
import type { Source } from '../storefront/source';
import { parseDocumentId } from '../storefront/document-id';
import { assertParameters } from '../storefront/list-query';
import { answerItem, answerPage, answerWritten, idOf } from './read-actions';
import { validateBody } from './validate';
import { writeScopeOf } from './write-scope';

type Service<Input> = ContentService<Input> & Partial<Reassigning>;

type Parts<Input> = {
  strapi: Core.Strapi;
  source: Source;
  /** the service, or how to get it for a request */
  service: Service<Input> | ((ctx: Context) => Service<Input>);
  /** the schema of a new one, and of a change */
  schemas: { create: z.ZodType<Input>; change: z.ZodType<Input> };
};

/** The five actions that every editable list of the shop has. */
export const contentController = <Input>({ strapi, source, service, schemas }: Parts<Input>) => {
  const serviceFor = (ctx: Context): Service<Input> =>
    typeof service === 'function' ? service(ctx) : service;

  return {
    find: (ctx: Context): Promise<void> => answerPage(strapi, ctx, source),

    findOne: (ctx: Context): Promise<void> => answerItem(strapi, ctx, source, byDocumentId(idOf(ctx))),

    async create(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale']);
      const documentId = await serviceFor(ctx).create(writeScopeOf(ctx), validateBody(schemas.create, ctx));
      await answerWritten(strapi, ctx, source, documentId, 201);
    },

    async update(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale']);
      const documentId = idOf(ctx);
      await serviceFor(ctx).update(writeScopeOf(ctx), documentId, validateBody(schemas.change, ctx));
      await answerWritten(strapi, ctx, source, documentId, 200);
    },

    async delete(ctx: Context): Promise<void> {
      const { remove, removeInto } = serviceFor(ctx);
      assertParameters(ctx.query, removeInto ? ['reassignTo'] : []);
      const { reassignTo } = ctx.query;
      if (removeInto && reassignTo !== undefined) {
        await removeInto(writeScopeOf(ctx), idOf(ctx), parseDocumentId(reassignTo));
      } else {
        await remove(writeScopeOf(ctx), idOf(ctx));
      }
      ctx.status = 204;
    },
  };
};
