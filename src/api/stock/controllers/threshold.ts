import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { invalidField } from '../../../domain/errors';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { scopeOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { parseDocumentId } from '../../../storefront/document-id';
import { assertParameters } from '../../../storefront/list-query';
import { createThresholdService } from '../services/threshold';
import type { ShownThreshold } from '../threshold-store';
import { thresholdInput } from '../validation';

const present = (productId: string, thresholds: ShownThreshold[]): string =>
  JSON.stringify({ productId, thresholds });

/** How little of a product is too little. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::stock.threshold', createThresholdService);

  return {
    async find(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['productId', 'locale']);
      const sent = ctx.query['productId'];
      if (sent === undefined) throw invalidField('productId', 'is required');
      const productId = parseDocumentId(sent);
      const thresholds = await service.find(scopeOf(ctx).company.code, productId);
      sendPrivateItem(ctx, present(productId, thresholds));
    },

    async set(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale']);
      const { productId, locationId, threshold } = validateBody(thresholdInput, ctx);
      const thresholds = await service.set({
        companyCode: scopeOf(ctx).company.code,
        productId,
        thresholds: [{ locationId, threshold }],
      });
      sendPrivateItem(ctx, present(productId, thresholds));
    },
  };
};
