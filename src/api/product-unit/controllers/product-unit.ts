import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { contentController } from '../../../http/content-controller';
import { parseDocumentId } from '../../../storefront/document-id';
import { answerPage, readScopeOf } from '../../../http/read-actions';
import { serviceOf } from '../../../http/service-of';
import { fragment } from '../../../storefront/sql-fragment';
import { assertProductVisible } from '../../product/store';
import { createProductUnitService } from '../services/product-unit';
import { productUnitSource } from '../store';
import { newProductUnit, productUnitChange } from '../validation';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  ...contentController({
    strapi,
    source: productUnitSource,
    service: serviceOf(strapi, 'api::product-unit.product-unit', createProductUnitService),
    schemas: { create: newProductUnit, change: productUnitChange },
  }),

  async findByProduct(ctx: Context): Promise<void> {
    const productId = parseDocumentId((ctx['params'] as { productId: string }).productId);
    await assertProductVisible(strapi.db.connection, readScopeOf(ctx), productId);
    await answerPage(strapi, ctx, productUnitSource, fragment('product_id = ?', productId));
  },
});
