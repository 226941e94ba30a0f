import type { DocumentRules, DocumentWrite } from '../../documents/document-write';
import { assertNamed } from '../../documents/stored';
import { DomainError, invalidField } from '../../domain/errors';
import { countUnitUses, unitMeasure } from './store';

/** What products are counted and sold by stays what it measures. */
const assertMeasureFree = async ({ trx, action, documentId, data }: DocumentWrite): Promise<void> => {
  if (action !== 'update' || !documentId) return;
  const stored = await unitMeasure(trx, documentId);
  const type = data['type'] ?? stored?.type;
  const rate = data['conversionRate'] ?? stored?.conversion_rate;
  if (type === stored?.type && Number(rate) === stored?.conversion_rate) return;
  const uses = await countUnitUses(trx, documentId);
  if (uses.products + uses.productUnits > 0) {
    throw new DomainError('in_use', 'products are counted or sold by this unit', uses);
  }
};

/** A unit has a name, converts by a positive rate, and measures the same while products use it. */
export const unitRules: DocumentRules = {
  before: async (write) => {
    const { data } = write;
    // The basic unit is what the others are measured in.
    if (data['isBasic'] === true) data['conversionRate'] = 1;
    if ('conversionRate' in data && !(Number(data['conversionRate']) > 0)) {
      throw invalidField('conversionRate', 'must be greater than 0');
    }
    await assertMeasureFree(write);
  },
  after: (write) => assertNamed(write, 'name'),
  beforeDelete: async ({ trx, documentId }) => {
    const uses = await countUnitUses(trx, documentId);
    if (uses.products + uses.productUnits > 0) {
      throw new DomainError('in_use', 'products are still sold by this unit', uses);
    }
  },
};
