import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { localeOf } from '../../../http/read-actions';
import { scopeOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { buyerOf } from '../../order/buyer';
import { cartBody } from '../../order/validation';
import { createCartService } from '../services/cart';

/** Carts that are not ordered yet. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::cart.cart', createCartService);

  return {
    async validate(ctx: Context): Promise<void> {
      const locale = localeOf(ctx);
      const { caller, company } = scopeOf(ctx);
      const { cart } = validateBody(cartBody, ctx);
      const buyer = buyerOf(caller, null);
      sendPrivateItem(ctx, JSON.stringify(await service.validate({ company, locale, buyer, cart })));
    },
  };
};
