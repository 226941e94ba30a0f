import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { idOf, localeOf } from '../../../http/read-actions';
import { customerOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { assertParameters } from '../../../storefront/list-query';
import { createStockRequestService } from '../services/stock-request';

/** Customers who want to be told when a product is there again. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::stock-request.stock-request', createStockRequestService);

  const productOf = (ctx: Context): string => {
    assertParameters(ctx.query, ['locale']);
    localeOf(ctx);
    return idOf(ctx);
  };

  return {
    async ask(ctx: Context): Promise<void> {
      const productId = productOf(ctx);
      const asked = await service.ask(customerOf(ctx), productId);
      sendPrivateItem(ctx, JSON.stringify({ productId, ...asked }));
      ctx.status = 201;
    },

    async withdraw(ctx: Context): Promise<void> {
      await service.withdraw(customerOf(ctx), productOf(ctx));
      ctx.status = 204;
    },
  };
};
