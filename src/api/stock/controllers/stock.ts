import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendPage, sendPrivateItem } from '../../../http/catalogue-answer';
import { readScopeOf } from '../../../http/read-actions';
import { scopeOf, staffOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { parseDocumentId } from '../../../storefront/document-id';
import { assertParameters, narrowed } from '../../../storefront/list-query';
import { parseFor, readPage } from '../../../storefront/read';
import { movementSource } from '../movement-source';
import { createStockService } from '../services/stock';
import { adjustmentInput } from '../validation';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::stock.stock', createStockService);

  return {
    async adjust(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale']);
      const input = validateBody(adjustmentInput, ctx);
      const command = { ...input, companyCode: scopeOf(ctx).company.code, actor: staffOf(ctx).documentId };
      const levels = await service.adjust(command);
      sendPrivateItem(ctx, JSON.stringify({ productId: input.productId, levels }));
    },

    async findMovements(ctx: Context): Promise<void> {
      const scope = readScopeOf(ctx);
      const { productId, ...rest } = ctx.query;
      const list = parseFor(movementSource, scope, rest);
      const query =
        productId === undefined
          ? list
          : narrowed(list, { name: 'productId', operator: '$eq', value: parseDocumentId(productId) });
      sendPage(ctx, scope, await readPage(strapi.db.connection, movementSource, scope, query), null);
    },
  };
};
