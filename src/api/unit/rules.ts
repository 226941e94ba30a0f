import type { DocumentRules } from '../../documents/document-write';
import { assertNamed, storedRow } from '../../documents/stored';
import { DomainError, invalidField } from '../../domain/errors';
import { countUnitUses, countUsesOfOtherType } from './store';

type UnitRow = { type: string; is_basic: boolean | null; conversion_rate: number };

/** A unit has a name, converts by a positive rate, and is not deleted nor changed in kind while products use it. */
export const unitRules: DocumentRules = {
  before: (write) => {
    // The basic unit is what the others are measured in.
    if (write.data['isBasic'] === true) write.data['conversionRate'] = 1;
    return Promise.resolve();
  },
  after: async (write) => {
    await assertNamed(write, 'name');
    const unit = await storedRow<UnitRow>(write);
    if (!(unit.conversion_rate > 0)) throw invalidField('conversionRate', 'must be greater than 0');
    const uses = await countUsesOfOtherType(write.trx, write.documentId, unit.type);
    if (uses > 0)
      throw new DomainError('in_use', 'products of another type use this unit', { products: uses });
  },
  beforeDelete: async ({ trx, documentId }) => {
    const uses = await countUnitUses(trx, documentId);
    if (uses.products + uses.productUnits > 0) {
      throw new DomainError('in_use', 'products are still sold by this unit', uses);
    }
  },
};
