import type { Core } from '@strapi/strapi';
import { type ContentService, contentService, type Reassigning } from '../../../documents/content-service';
import { lockCategoryTree, lockPromotionScopes } from '../../../documents/locks';
import { assertOwn, inTransaction } from '../../../documents/save';
import { assertNoCycle } from '../../../domain/catalogue/category-tree';
import { invalidField } from '../../../domain/errors';
import type { ReadScope } from '../../../storefront/read';
import { itemBody } from '../../../http/catalogue-answer';
import type { FinishedBody } from '../../../storefront/finished-body';
import { ancestorsOf, readShelvesVersion, readTreeRows, reassignUses } from '../store';
import { nestTree } from '../tree';
import { keptTree } from '../tree-cache';
import type { CategoryInput } from '../validation';

const UID = 'api::category.category';

export type CategoryService = ContentService<CategoryInput> &
  Reassigning & {
    /** The answer with the active categories, nested by `children`. */
    tree: (scope: ReadScope, locale: string) => Promise<FinishedBody>;
  };

export const createCategoryService = ({ strapi }: { strapi: Core.Strapi }): CategoryService => {
  const content = contentService<CategoryInput>(strapi, {
    uid: UID,
    texts: ['name', 'description'],
    images: ['image'],
  });

  return {
    ...content,

    tree: async ({ company: { code, defaultLocale } }, locale) => {
      const db = strapi.db.connection;
      const version = await readShelvesVersion(db, code);
      return keptTree(`${code}:${locale}:${defaultLocale}`, version, async () =>
        itemBody(nestTree(await readTreeRows(db, code, locale, defaultLocale))),
      );
    },

    removeInto: (scope, documentId, target) =>
      inTransaction(strapi, async (trx) => {
        if (documentId === target) throw invalidField('reassignTo', 'must be another category');
        await assertOwn(strapi, trx, UID, scope.company, documentId);
        await assertOwn(strapi, trx, UID, scope.company, target);
        await lockCategoryTree(trx, scope.company.code);
        await lockPromotionScopes(trx, scope.company.code);
        await reassignUses(trx, documentId, target);
        assertNoCycle(target, await ancestorsOf(trx, target));
        await content.remove(scope, documentId);
      }),
  };
};

export default createCategoryService;
