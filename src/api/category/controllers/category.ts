import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendFinished } from '../../../http/catalogue-answer';
import { contentController } from '../../../http/content-controller';
import { answerItem, localeOf, readScopeOf } from '../../../http/read-actions';
import { serviceOf } from '../../../http/service-of';
import { bySlug } from '../../../storefront/read';
import { createCategoryService } from '../services/category';
import { categorySource } from '../store';
import { categoryChange, newCategory } from '../validation';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::category.category', createCategoryService);

  return {
    ...contentController({
      strapi,
      source: categorySource,
      service,
      schemas: { create: newCategory, change: categoryChange },
    }),

    findBySlug: (ctx: Context): Promise<void> =>
      answerItem(strapi, ctx, categorySource, bySlug((ctx['params'] as { slug: string }).slug)),

    async tree(ctx: Context): Promise<void> {
      const scope = readScopeOf(ctx);
      const locale = localeOf(ctx) ?? scope.company.defaultLocale;
      sendFinished(ctx, scope, await service.tree(scope, locale));
    },
  };
};
