import type { DocumentRules } from '../../documents/document-write';
import { assertNamed } from '../../documents/stored';
import { assertPromotionTerms } from '../../domain/catalogue/promotion-terms';
import { readTerms } from './store';

/** A promotion has a name and the terms that its type needs. */
export const promotionRules: DocumentRules = {
  after: async (write) => {
    await assertNamed(write, 'name');
    assertPromotionTerms(await readTerms(write.trx, write.documentId), write.company?.decimals ?? 2);
  },
};
