import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerItem, answerPage, idOf } from '../../../http/read-actions';
import { byDocumentId } from '../../../storefront/read';
import { assignmentSource } from '../source';

/** Assignments as staff read them; they are made and changed through their orders. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  find: (ctx: Context): Promise<void> => answerPage(strapi, ctx, assignmentSource),

  findOne: (ctx: Context): Promise<void> =>
    answerItem(strapi, ctx, assignmentSource, byDocumentId(idOf(ctx))),
});
