import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { languageOf } from '../http/language';
import { readDeliveryArea } from './delivery-area-store';
import { companyOfPanel } from './panel-company';

/** Handlers of the map on which zones are drawn. */
export const deliveryAreaHandlers = (strapi: Core.Strapi) => ({
  async showArea(ctx: Context): Promise<void> {
    const { code } = await companyOfPanel(strapi, ctx);
    ctx.set('Cache-Control', 'private, no-store');
    ctx.body = { data: await readDeliveryArea(strapi.db.connection, code, languageOf(ctx)) };
  },
});
