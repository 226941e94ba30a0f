import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { contentController } from '../../../http/content-controller';
import { answerPage, readScopeOf } from '../../../http/read-actions';
import { serviceOf } from '../../../http/service-of';
import { parseDocumentId } from '../../../storefront/document-id';
import { byDocumentId, readOne } from '../../../storefront/read';
import { fragment } from '../../../storefront/sql-fragment';
import { productSource } from '../../product/store';
import { createPromotionService } from '../services/promotion';
import { liveFor, promotionSource } from '../store';
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

  /** Those that are live at this moment and that a product takes part in, for staff too. */
  async findForProduct(ctx: Context): Promise<void> {
    const productId = parseDocumentId((ctx['params'] as { productId: string }).productId);
    await readOne(strapi.db.connection, productSource, readScopeOf(ctx), null, byDocumentId(productId));
    await answerPage(strapi, ctx, promotionSource, liveFor(productId));
  },
});
