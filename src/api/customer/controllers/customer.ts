import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { notFound } from '../../../domain/errors';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { answerItem, answerPage, idOf, localeOf } from '../../../http/read-actions';
import { scopeOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { byDocumentId } from '../../../storefront/read';
import { createCustomerService } from '../services/customer';
import { customerSource } from '../store';
import { schemasFor } from '../validation';

/** Customers as staff see them; a customer sees themselves. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::customer.customer', createCustomerService);

  return {
    find: (ctx: Context): Promise<void> => answerPage(strapi, ctx, customerSource),

    async findOne(ctx: Context): Promise<void> {
      const documentId = idOf(ctx);
      const { caller } = scopeOf(ctx);
      if (caller.kind === 'customer' && caller.documentId !== documentId) throw notFound('customer');
      await answerItem(strapi, ctx, customerSource, byDocumentId(documentId));
    },

    async update(ctx: Context): Promise<void> {
      localeOf(ctx);
      const input = validateBody(schemasFor(scopeOf(ctx).company).customerChange, ctx);
      sendPrivateItem(ctx, await service.edit(scopeOf(ctx).company, idOf(ctx), input));
    },

    async delete(ctx: Context): Promise<void> {
      localeOf(ctx);
      await service.erase(scopeOf(ctx).company.code, idOf(ctx));
      ctx.status = 204;
    },
  };
};
