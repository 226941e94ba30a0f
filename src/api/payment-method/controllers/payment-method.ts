import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { localeOf } from '../../../http/read-actions';
import { scopeOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { createPaymentMethodService } from '../services/payment-method';

/** The ways to pay that a company offers. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::payment-method.payment-method', createPaymentMethodService);

  return {
    async find(ctx: Context): Promise<void> {
      localeOf(ctx);
      sendPrivateItem(ctx, await service.list(scopeOf(ctx).company));
    },
  };
};
