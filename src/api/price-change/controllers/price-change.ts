import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { languageOf } from '../../../http/language';
import { idOf } from '../../../http/read-actions';
import { scopeOf, staffOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { assertParameters } from '../../../storefront/list-query';
import { createPriceChangeService } from '../services/price-change';
import { priceChangeInput } from '../validation';

const answer = (ctx: Context, data: unknown, status = 200): void => {
  ctx.status = status;
  ctx.set('Cache-Control', 'private, no-store');
  ctx.body = { data, meta: {} };
};

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::price-change.price-change', createPriceChangeService);

  return {
    async preview(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale']);
      const input = validateBody(priceChangeInput, ctx);
      answer(ctx, await service.preview(scopeOf(ctx).company, input, languageOf(ctx)));
    },

    async apply(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale']);
      const input = validateBody(priceChangeInput, ctx);
      answer(ctx, await service.apply(scopeOf(ctx).company, input, staffOf(ctx).email), 201);
    },

    async undo(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale']);
      answer(ctx, await service.undo(scopeOf(ctx).company, idOf(ctx), staffOf(ctx).email));
    },

    async find(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale']);
      answer(ctx, await service.list(scopeOf(ctx).company));
    },
  };
};
