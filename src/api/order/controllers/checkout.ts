import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { localeOf } from '../../../http/read-actions';
import { scopeOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { idempotencyKeyOf } from '../../../idempotency/key';
import { buyerOf, customerKeyOf } from '../buyer';
import { createCheckoutService } from '../services/checkout';
import { orderBody, quoteBody } from '../validation';

/** What a cart costs, and ordering it. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::order.checkout', createCheckoutService);

  /** Nobody has to wait until this process hears of it: a quote changes nothing, an order is counted as it is told. */
  const isHeardOf = (ctx: Context): void => {
    ctx.state['isHeardOf'] = true;
  };

  return {
    async quote(ctx: Context): Promise<void> {
      const locale = localeOf(ctx);
      const { caller, company } = scopeOf(ctx);
      const body = validateBody(quoteBody, ctx);
      const buyer = buyerOf(caller, body.user_info?.email);
      sendPrivateItem(ctx, JSON.stringify(await service.quote({ company, locale, buyer, body })));
      isHeardOf(ctx);
    },

    async place(ctx: Context): Promise<void> {
      const locale = localeOf(ctx);
      const { caller, company } = scopeOf(ctx);
      const body = validateBody(orderBody, ctx);
      const buyer = buyerOf(caller, body.user_info?.email);
      const key = idempotencyKeyOf(
        ctx,
        'POST /order',
        { caller: customerKeyOf(buyer) ?? 'guest', companyCode: company.code },
        body,
      );
      const { status, item } = await service.place({ company, locale, buyer, body }, key);
      sendPrivateItem(ctx, item);
      ctx.status = status;
      isHeardOf(ctx);
    },
  };
};
