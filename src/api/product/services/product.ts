import type { Core } from '@strapi/strapi';
import { type ContentService, contentService } from '../../../documents/content-service';
import { inTransaction, type SaveScope } from '../../../documents/save';
import { serviceOf } from '../../../http/service-of';
import { createProductUnitService } from '../../product-unit/services/product-unit';
import { createStockService } from '../../stock/services/stock';
import type { ProductInput } from '../validation';

/** The member of staff who changes stock along with a product, by document id, for the ledger. */
type Actor = string;

export type ProductService = {
  create: (scope: SaveScope, input: ProductInput, actor: Actor) => Promise<string>;
  update: (scope: SaveScope, documentId: string, input: ProductInput, actor: Actor) => Promise<void>;
  remove: ContentService<ProductInput>['remove'];
};

/** Products with the units they are sold by and the stock they have, each write one transaction. */
export const createProductService = ({ strapi }: { strapi: Core.Strapi }): ProductService => {
  const content = contentService<ProductInput>(strapi, {
    uid: 'api::product.product',
    texts: ['title', 'description'],
    images: ['image'],
    toData: ({ units: _units, stock: _stock, ...data }) => data,
  });

  const writeParts = async (
    scope: SaveScope,
    productId: string,
    { units, stock }: ProductInput,
    actor: Actor,
  ): Promise<void> => {
    const productUnits = serviceOf(strapi, 'api::product-unit.product-unit', createProductUnitService);
    const stocks = serviceOf(strapi, 'api::stock.stock', createStockService);
    if (units) await productUnits.replace(scope, productId, units);
    if (stock) {
      const reason = 'product edited';
      await stocks.setLevels({ companyCode: scope.company.code, productId, levels: stock, reason, actor });
    }
  };

  return {
    create: (scope, input, actor) =>
      inTransaction(strapi, async () => {
        const documentId = await content.create(scope, input);
        await writeParts(scope, documentId, input, actor);
        return documentId;
      }),

    update: (scope, documentId, input, actor) =>
      inTransaction(strapi, async () => {
        await content.update(scope, documentId, input);
        await writeParts(scope, documentId, input, actor);
      }),

    remove: content.remove,
  };
};

export default createProductService;
