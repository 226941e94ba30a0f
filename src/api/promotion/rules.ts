import type { DocumentRules } from '../../documents/document-write';
import { lockPromotionScopes } from '../../documents/locks';
import { assertNamed } from '../../documents/stored';
import { writtenAmounts } from '../../documents/written-amounts';
import { assertPromotionTerms } from '../../domain/catalogue/promotion-terms';
import { assertUnused, forgetUses } from './uses';
import { readTerms } from './store';

const amounts = ['discount_value', 'comboPrice', 'minimum_order', 'maximum_discount'];

/** A promotion has a name and the terms that its type needs; one that orders have used stays. */
export const promotionRules: DocumentRules = {
  before: ({ trx, company }) => lockPromotionScopes(trx, company?.code ?? ''),
  after: async (write) => {
    await assertNamed(write, 'name');
    const terms = {
      ...(await readTerms(write.trx, write.documentId)),
      ...writtenAmounts(write.data, amounts),
    };
    assertPromotionTerms(terms, write.company?.decimals ?? 2);
  },
  beforeDelete: ({ trx, documentId }) => assertUnused(trx, 'promotion', documentId),
  afterDelete: ({ trx, documentId }) => forgetUses(trx, 'promotion', documentId),
};
