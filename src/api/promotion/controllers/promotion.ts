import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { contentController } from '../../../http/content-controller';
import { languageOf } from '../../../http/language';
import { answerPage, localeOf, readScopeOf } from '../../../http/read-actions';
import { scopeOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { parseDocumentId } from '../../../storefront/document-id';
import { byDocumentId, readOne } from '../../../storefront/read';
import { fragment } from '../../../storefront/sql-fragment';
import { productSource } from '../../product/store';
import { previewCart } from '../preview';
import { createPromotionService } from '../services/promotion';
import { liveFor, promotionSource } from '../store';
import { newPromotion, promotionChange, promotionPreview } from '../validation';

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

  /** What a cart costs now, and what it would cost at another time. */
  async preview(ctx: Context): Promise<void> {
    const locale = localeOf(ctx);
    const { company } = scopeOf(ctx);
    const body = validateBody(promotionPreview, ctx);
    const asked = { company, locale, language: languageOf(ctx), now: new Date() };
    sendPrivateItem(ctx, JSON.stringify(await previewCart(strapi, asked, body)));
  },
});
