import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { contentController } from '../../../http/content-controller';
import { answerPage } from '../../../http/read-actions';
import { serviceOf } from '../../../http/service-of';
import { fragment } from '../../../storefront/sql-fragment';
import { createPromotionService } from '../services/promotion';
import { promotionSource } from '../store';
import { newPromotion, promotionChange } from '../validation';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  ...contentController({
    strapi,
    source: promotionSource,
    service: serviceOf(strapi, 'api::promotion.promotion', createPromotionService),
    schemas: { create: newPromotion, change: promotionChange },
  }),

  /** Those that are live at this moment, for staff too. */
  findActive: (ctx: Context): Promise<void> => answerPage(strapi, ctx, promotionSource, fragment('is_live')),
});
