import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { contentController } from '../../../http/content-controller';
import { parseDocumentId } from '../../../storefront/document-id';
import { sendItem, sendText } from '../../../http/catalogue-answer';
import { answerItem, answerPageOf, readScopeOf } from '../../../http/read-actions';
import { staffOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { isMarked } from '../../../storefront/list-query';
import { createProductService } from '../services/product';
import { noteOf, parseSearch, search, searchBody } from '../../../search/answer';
import { parseSuggest, suggest } from '../../../search/suggest';
import { assertCategoryVisible, byProductSlug, productSource } from '../store';
import { newProduct, productChange } from '../validation';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::product.product', createProductService);

  return {
    ...contentController({
      strapi,
      source: productSource,
      service: (ctx) => {
        const actor = staffOf(ctx).documentId;
        return {
          create: (scope, input) => service.create(scope, input, actor),
          update: (scope, documentId, input) => service.update(scope, documentId, input, actor),
          remove: service.remove,
        };
      },
      schemas: { create: newProduct, change: productChange },
    }),

    findBySlug: (ctx: Context): Promise<void> =>
      answerItem(strapi, ctx, productSource, byProductSlug((ctx['params'] as { slug: string }).slug)),

    async findByCategory(ctx: Context): Promise<void> {
      const categoryId = parseDocumentId((ctx['params'] as { categoryId: string }).categoryId);
      await assertCategoryVisible(strapi.db.connection, readScopeOf(ctx), categoryId);
      await answerPageOf(strapi, ctx, productSource, {
        name: 'category',
        operator: '$eq',
        value: categoryId,
      });
    },

    findFeatured: (ctx: Context): Promise<void> =>
      answerPageOf(strapi, ctx, productSource, isMarked('featured')),

    findTrending: (ctx: Context): Promise<void> =>
      answerPageOf(strapi, ctx, productSource, isMarked('trending')),

    async search(ctx: Context): Promise<void> {
      const scope = readScopeOf(ctx);
      const query = parseSearch(scope, ctx.query);
      const result = await search(strapi.db.connection, scope, query);
      sendText(ctx, scope, searchBody(result, query.list.fields), noteOf(scope, query, result));
    },

    async suggest(ctx: Context): Promise<void> {
      const scope = readScopeOf(ctx);
      sendItem(ctx, scope, await suggest(strapi.db.connection, scope, parseSuggest(ctx.query)));
    },
  };
};
