import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { createPriceChangeService } from '../api/price-change/services/price-change';
import { priceChangeInput } from '../api/price-change/validation';
import { languageOf } from '../http/language';
import { idOf } from '../http/read-actions';
import { serviceOf } from '../http/service-of';
import { validateBody } from '../http/validate';
import { companyOfPanel } from './panel-company';

type AdminState = { user: { email: string } };

const actorOf = (ctx: Context): string => (ctx.state as AdminState).user.email;

/** Handlers of the panel's page for bulk price changes. */
export const priceHandlers = (strapi: Core.Strapi) => {
  const service = () => serviceOf(strapi, 'api::price-change.price-change', createPriceChangeService);

  return {
    async previewPrices(ctx: Context): Promise<void> {
      const company = await companyOfPanel(strapi, ctx);
      const input = validateBody(priceChangeInput, ctx);
      ctx.body = { data: await service().preview(company, input, languageOf(ctx)) };
    },

    async changePrices(ctx: Context): Promise<void> {
      const company = await companyOfPanel(strapi, ctx);
      const input = validateBody(priceChangeInput, ctx);
      ctx.status = 201;
      ctx.body = { data: await service().apply(company, input, actorOf(ctx)) };
    },

    async listPriceChanges(ctx: Context): Promise<void> {
      ctx.body = { data: await service().list(await companyOfPanel(strapi, ctx)) };
    },

    async undoPrices(ctx: Context): Promise<void> {
      const company = await companyOfPanel(strapi, ctx);
      ctx.body = { data: await service().undo(company, idOf(ctx), actorOf(ctx)) };
    },
  };
};
