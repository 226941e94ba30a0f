import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { originOf } from '../../../http/origin';
import { customerOf, scopeOf } from '../../../http/request-scope';
import { localeOf } from '../../../http/read-actions';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { createProfileService } from '../services/profile';
import { ownErasure, passwordChange, schemasFor } from '../validation';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::customer.profile', createProfileService);

  return {
    async find(ctx: Context): Promise<void> {
      localeOf(ctx);
      sendPrivateItem(ctx, await service.read(customerOf(ctx)));
    },

    async update(ctx: Context): Promise<void> {
      localeOf(ctx);
      const input = validateBody(schemasFor(scopeOf(ctx).company).profileChange, ctx);
      sendPrivateItem(ctx, await service.change(customerOf(ctx), input, originOf(ctx)));
    },

    async changePassword(ctx: Context): Promise<void> {
      localeOf(ctx);
      const input = validateBody(passwordChange, ctx);
      const tokens = await service.changePassword(customerOf(ctx), input, originOf(ctx));
      sendPrivateItem(ctx, JSON.stringify(tokens));
    },

    async export(ctx: Context): Promise<void> {
      localeOf(ctx);
      sendPrivateItem(ctx, await service.exportAll(customerOf(ctx)));
      ctx.attachment('my-data.json');
      ctx.type = 'application/json';
    },

    async erase(ctx: Context): Promise<void> {
      localeOf(ctx);
      const { currentPassword } = validateBody(ownErasure, ctx);
      await service.erase(customerOf(ctx), currentPassword, originOf(ctx));
      ctx.status = 204;
    },
  };
};
