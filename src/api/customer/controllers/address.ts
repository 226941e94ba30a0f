import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { idOf, localeOf } from '../../../http/read-actions';
import { customerOf, scopeOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { createAddressService } from '../services/address';
import { schemasFor } from '../validation';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::customer.address', createAddressService);

  return {
    async find(ctx: Context): Promise<void> {
      localeOf(ctx);
      sendPrivateItem(ctx, await service.list(customerOf(ctx)));
    },

    async create(ctx: Context): Promise<void> {
      localeOf(ctx);
      sendPrivateItem(
        ctx,
        await service.create(customerOf(ctx), validateBody(schemasFor(scopeOf(ctx).company).newAddress, ctx)),
      );
      ctx.status = 201;
    },

    async update(ctx: Context): Promise<void> {
      localeOf(ctx);
      sendPrivateItem(
        ctx,
        await service.update(
          customerOf(ctx),
          idOf(ctx),
          validateBody(schemasFor(scopeOf(ctx).company).addressChange, ctx),
        ),
      );
    },

    async delete(ctx: Context): Promise<void> {
      localeOf(ctx);
      await service.remove(customerOf(ctx), idOf(ctx));
      ctx.status = 204;
    },
  };
};
