import type { DocumentRules, WrittenDocument } from '../../documents/document-write';
import { completeSlug } from '../../documents/slug';
import { lockCategoryTree, lockPromotionScopes } from '../../documents/locks';
import { assertNamed } from '../../documents/stored';
import { assertNoCycle } from '../../domain/catalogue/category-tree';
import { DomainError } from '../../domain/errors';
import { ancestorsOf, countUses } from './store';

const assertUnused = async (write: WrittenDocument): Promise<void> => {
  await lockPromotionScopes(write.trx, write.company?.code ?? '');
  const uses = await countUses(write.trx, write.documentId);
  if (uses.products + uses.children + uses.promotions + uses.coupons > 0) {
    throw new DomainError(
      'in_use',
      'this category still holds products, categories, promotions or coupons',
      uses,
    );
  }
};

/** A category has a name and a slug, never stands below itself, and is not deleted while it holds anything. */
export const categoryRules: DocumentRules = {
  before: async (write) => {
    if ('parent' in write.data) await lockCategoryTree(write.trx, write.company?.code ?? '');
    await completeSlug(write, 'name');
  },
  after: async (write) => {
    await assertNamed(write, 'name');
    assertNoCycle(write.documentId, await ancestorsOf(write.trx, write.documentId));
  },
  beforeDelete: assertUnused,
};
