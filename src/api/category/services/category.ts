import type { Core } from '@strapi/strapi';
import { type ContentService, contentService, type Reassigning } from '../../../documents/content-service';
import { lockCategoryTree, lockPromotionScopes } from '../../../documents/locks';
import { assertOwn, inTransaction } from '../../../documents/save';
import { assertNoCycle } from '../../../domain/catalogue/category-tree';
import { invalidField } from '../../../domain/errors';
import type { ReadScope } from '../../../storefront/read';
import { itemBody } from '../../../http/catalogue-answer';
import type { FinishedBody } from '../../../http/finished-body';
import { ancestorsOf, readShelvesVersion, readTreeRows, reassignUses, type TreeRow } from '../store';
import { keptTree } from '../tree-cache';
import type { CategoryInput } from '../validation';

const UID = 'api::category.category';

const nest = (rows: TreeRow[]): string => {
  const childrenOf = new Map<string | null, TreeRow[]>();
  const known = new Set(rows.map((row) => row.document_id));
  for (const row of rows) {
    // Below a hidden shelf nothing is shown, so its children are left out with it.
    if (row.parent !== null && !known.has(row.parent)) continue;
    const siblings = childrenOf.get(row.parent);
    if (siblings) siblings.push(row);
    else childrenOf.set(row.parent, [row]);
  }
  const branch = (parent: string | null): string =>
    (childrenOf.get(parent) ?? [])
      .map((row) => `${row.body.slice(0, -1)},"children":[${branch(row.document_id)}]}`)
      .join(',');
  return `[${branch(null)}]`;
};

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
        itemBody(nest(await readTreeRows(db, code, locale, defaultLocale))),
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
