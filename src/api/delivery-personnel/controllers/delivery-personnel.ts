import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answerItem, answerPage, answerWritten, idOf, localeOf } from '../../../http/read-actions';
import { scopeOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { byDocumentId } from '../../../storefront/read';
import { createPersonnelService } from '../services/delivery-personnel';
import { personnelSource } from '../source';
import { schemasFor } from '../validation';

/** Drivers as staff see and change them. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::delivery-personnel.delivery-personnel', createPersonnelService);

  return {
    find: (ctx: Context): Promise<void> => answerPage(strapi, ctx, personnelSource),

    findOne: (ctx: Context): Promise<void> =>
      answerItem(strapi, ctx, personnelSource, byDocumentId(idOf(ctx))),

    async create(ctx: Context): Promise<void> {
      localeOf(ctx);
      const { company } = scopeOf(ctx);
      const input = validateBody(schemasFor(company).newDriver, ctx);
      await answerWritten(strapi, ctx, personnelSource, await service.create(company, input), 201);
    },

    async update(ctx: Context): Promise<void> {
      localeOf(ctx);
      const { company } = scopeOf(ctx);
      const documentId = idOf(ctx);
      const input = validateBody(schemasFor(company).driverChange, ctx);
      await service.update(company, documentId, input);
      await answerWritten(strapi, ctx, personnelSource, documentId, 200);
    },

    async delete(ctx: Context): Promise<void> {
      localeOf(ctx);
      await service.erase(scopeOf(ctx).company, idOf(ctx));
      ctx.status = 204;
    },
  };
};
