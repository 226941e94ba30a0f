import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { localeOf } from '../../../http/read-actions';
import { scopeOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { openedOrder } from '../../order/asking';
import { createPaymentService } from '../services/payment';
import { payBody } from '../validation';

/** Paying an order. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::payment.payment', createPaymentService);

  return {
    async pay(ctx: Context): Promise<void> {
      localeOf(ctx);
      const orderId = await openedOrder(strapi, ctx);
      const { payment_method: method = null } = validateBody(payBody, ctx);
      const { company } = scopeOf(ctx);
      sendPrivateItem(ctx, JSON.stringify(await service.pay({ company, orderId, method })));
      ctx.state['isHeardOf'] = true;
    },
  };
};
