import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { idOf, localeOf } from '../../../http/read-actions';
import { customerOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { createRatingService } from '../services/order-rating';
import { ratingBody } from '../validation';

/** What customers say of their deliveries. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::order-rating.order-rating', createRatingService);

  return {
    async rate(ctx: Context): Promise<void> {
      localeOf(ctx);
      const body = validateBody(ratingBody, ctx);
      sendPrivateItem(ctx, JSON.stringify(await service.rate(customerOf(ctx), idOf(ctx), body)));
      ctx.status = 201;
    },
  };
};
