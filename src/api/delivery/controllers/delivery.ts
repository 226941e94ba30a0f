import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendItem, sendPrivateItem } from '../../../http/catalogue-answer';
import { parseDay } from '../../../http/day-query';
import { localeOf, readScopeOf } from '../../../http/read-actions';
import { scopeOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { assertParameters, parseLocale } from '../../../storefront/list-query';
import { createDeliveryService } from '../services/delivery';
import { calculateBody } from '../validation';

/** What shoppers ask about delivery before they order. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::delivery.delivery', createDeliveryService);

  return {
    async describe(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale', 'date']);
      const locale = parseLocale(ctx.query['locale']);
      const sent = ctx.query['date'];
      const date = sent === undefined ? null : parseDay('date', sent);
      const { company } = scopeOf(ctx);
      sendItem(ctx, readScopeOf(ctx), await service.describe({ company, locale }, date));
    },

    async calculate(ctx: Context): Promise<void> {
      const locale = localeOf(ctx);
      const { company } = scopeOf(ctx);
      const body = validateBody(calculateBody, ctx);
      sendPrivateItem(ctx, JSON.stringify(await service.calculate({ company, locale }, body)));
    },
  };
};
