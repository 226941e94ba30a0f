import type { DocumentRules } from '../../documents/document-write';
import { lockPromotionScopes } from '../../documents/locks';
import { assertNamed } from '../../documents/stored';
import { assertPromotionTerms, type PromotionTerms } from '../../domain/catalogue/promotion-terms';
import { readTerms } from './store';

/** Amounts as they were written, which the database has rounded since. */
const writtenAmounts = (data: Record<string, unknown>): Partial<PromotionTerms> =>
  Object.fromEntries(
    ['discount_value', 'comboPrice', 'minimum_order', 'maximum_discount'].flatMap((field) => {
      const value = data[field];
      return value === undefined || value === null ? [] : [[field, Number(value)]];
    }),
  );

/** A promotion has a name and the terms that its type needs. */
export const promotionRules: DocumentRules = {
  before: ({ trx, company }) => lockPromotionScopes(trx, company?.code ?? ''),
  after: async (write) => {
    await assertNamed(write, 'name');
    const terms = { ...(await readTerms(write.trx, write.documentId)), ...writtenAmounts(write.data) };
    assertPromotionTerms(terms, write.company?.decimals ?? 2);
  },
};
