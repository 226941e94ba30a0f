import type { DocumentRules } from '../../documents/document-write';
import { completeSlug } from '../../documents/slug';
import { assertNamed, blankToNull } from '../../documents/stored';
import { DomainError, invalidField } from '../../domain/errors';
import { assertAmount } from '../../domain/money';
import { deleteUnitsOf, remeasureUnits } from '../product-unit/store';
import { deleteLevels, reservedOf } from '../stock/store';
import { includePrimaryCategory, readProductFacts } from './store';
import { MOST_IMAGES } from './validation';

/** Costs may be finer than prices: three decimals in every currency. */
const COST_DECIMALS = 3;

const normaliseTags = (data: Record<string, unknown>): void => {
  if (!Array.isArray(data['tag'])) return;
  const words = data['tag'].map((word) => String(word).trim().toLowerCase()).filter((word) => word !== '');
  data['tag'] = [...new Set(words)];
};

/**
 * A product has a title, a slug, at most ten pictures, and its primary category among its categories. What it
 * is counted by fits what it is sold by. With it go its units and levels; nothing goes that orders wait for.
 */
export const productRules: DocumentRules = {
  before: async (write) => {
    blankToNull(write.data, ['sku', 'barcode', 'productId']);
    normaliseTags(write.data);
    if (typeof write.data['cost'] === 'number') assertAmount('cost', write.data['cost'], COST_DECIMALS);
    await completeSlug(write, 'title');
  },
  after: async (write) => {
    const { trx, documentId } = write;
    await assertNamed(write, 'title');
    const facts = await readProductFacts(trx, documentId);
    if (facts.images > MOST_IMAGES) throw invalidField('image', `at most ${MOST_IMAGES} pictures`);
    if (facts.units > 0 && facts.foreignUnits > 0) {
      throw invalidField('basicUnit', 'does not measure what the product is sold by');
    }
    if ('category' in write.data || 'categories' in write.data) await includePrimaryCategory(trx, documentId);
    if ('basicUnit' in write.data && facts.units > 0) await remeasureUnits(trx, documentId);
  },
  beforeDelete: async ({ trx, documentId }) => {
    const reserved = await reservedOf(trx, documentId);
    if (reserved > 0)
      throw new DomainError('in_use', 'orders wait for this product', { reserved: reserved / 1000 });
    await deleteUnitsOf(trx, documentId);
    await deleteLevels(trx, documentId);
  },
};
