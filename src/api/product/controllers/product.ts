import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { invalidField } from '../../../domain/errors';
import { contentController } from '../../../http/content-controller';
import { parseDocumentId } from '../../../storefront/document-id';
import { answerItem, answerPage, answerPageOf, readScopeOf } from '../../../http/read-actions';
import { staffOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { isMarked } from '../../../storefront/list-query';
import { bySlug } from '../../../storefront/read';
import { createProductService } from '../services/product';
import { searchWords } from '../search';
import { assertCategoryVisible, productSource } from '../store';
import { newProduct, productChange } from '../validation';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::product.product', createProductService);

  return {
    ...contentController({
      strapi,
      source: productSource,
      service: (ctx) => {
        const actor = staffOf(ctx).email;
        return {
          create: (scope, input) => service.create(scope, input, actor),
          update: (scope, documentId, input) => service.update(scope, documentId, input, actor),
          remove: service.remove,
        };
      },
      schemas: { create: newProduct, change: productChange },
    }),

    findBySlug: (ctx: Context): Promise<void> =>
      answerItem(strapi, ctx, productSource, bySlug((ctx['params'] as { slug: string }).slug)),

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

    search(ctx: Context): Promise<void> {
      const { q, ...query } = ctx.query;
      if (typeof q !== 'string' || q.trim() === '' || q.length > 200 || q.includes('\0')) {
        throw invalidField('q', 'must be 1 to 200 characters of text');
      }
      ctx.query = query;
      return answerPage(strapi, ctx, productSource, searchWords(q));
    },
  };
};
