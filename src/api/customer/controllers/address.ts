import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { idOf } from '../../../http/read-actions';
import { customerOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { assertParameters } from '../../../storefront/list-query';
import { createAddressService } from '../services/address';
import { addressChange, newAddress } from '../validation';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::customer.address', createAddressService);

  return {
    async find(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale']);
      sendPrivateItem(ctx, await service.list(customerOf(ctx)));
    },

    async create(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale']);
      sendPrivateItem(ctx, await service.create(customerOf(ctx), validateBody(newAddress, ctx)));
      ctx.status = 201;
    },

    async update(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale']);
      sendPrivateItem(
        ctx,
        await service.update(customerOf(ctx), idOf(ctx), validateBody(addressChange, ctx)),
      );
    },

    async delete(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale']);
      await service.remove(customerOf(ctx), idOf(ctx));
      ctx.status = 204;
    },
  };
};
