import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { contentController } from '../../../http/content-controller';
import { scopeOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { assertParameters } from '../../../storefront/list-query';
import { createCouponService } from '../services/coupon';
import { lookUpCoupon } from '../services/look-up';
import { couponSource } from '../store';
import { couponChange, newCoupon, parseSubtotal } from '../validation';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const {
    find,
    create,
    update,
    delete: remove,
  } = contentController({
    strapi,
    source: couponSource,
    service: serviceOf(strapi, 'api::coupon.coupon', createCouponService),
    schemas: { create: newCoupon, change: couponChange },
  });

  return {
    find,
    create,
    update,
    delete: remove,

    /** What a code is worth to whoever asks, now. */
    async lookUp(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale', 'subtotal']);
      const { caller, company } = scopeOf(ctx);
      const offer = await lookUpCoupon(strapi, {
        company,
        customerId: caller.kind === 'customer' ? caller.documentId : null,
        code: (ctx['params'] as { code: string }).code,
        subtotal: parseSubtotal(ctx.query['subtotal'], company.decimals),
        at: new Date(),
      });
      sendPrivateItem(ctx, JSON.stringify(offer));
    },
  };
};
