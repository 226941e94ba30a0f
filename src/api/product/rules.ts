import type { DocumentRules, DocumentWrite, WrittenDocument } from '../../documents/document-write';
import { relationTargets } from '../../documents/relation-targets';
import { completeSlug } from '../../documents/slug';
import { lockPromotionScopes } from '../../documents/locks';
import { assertNamed, blankToNull } from '../../documents/stored';
import { DomainError, invalidField } from '../../domain/errors';
import { assertAmount } from '../../domain/money';
import { toThousandths } from '../../domain/quantity';
import { deleteUnitsOf, remeasureUnits } from '../product-unit/store';
import { forgetWatched } from '../stock/low-stock-store';
import { lockLevelsOf } from '../stock/move-store';
import { countOpenOrders, deleteLevels, lockDepartingProduct, sumLevels } from '../stock/store';
import { forgetRequestsFor } from '../stock-request/store';
import { basicUnitOf, countOffersForOnly, includePrimaryCategory, readProductFacts } from './store';
import { MOST_IMAGES } from './validation';

/** Costs may be finer than prices: three decimals in every currency. */
const COST_DECIMALS = 3;

const normaliseTags = (data: Record<string, unknown>): void => {
  if (!Array.isArray(data['tag'])) return;
  const words = data['tag'].map((word) => String(word).trim().toLowerCase()).filter((word) => word !== '');
  data['tag'] = [...new Set(words)];
};

/** Stock is counted in the basic unit, so that unit stays while there is any. */
const assertBasicUnitFree = async ({ trx, action, documentId, data }: DocumentWrite): Promise<void> => {
  if (action !== 'update' || !documentId || !('basicUnit' in data)) return;
  const [chosen = null] = relationTargets(data['basicUnit']);
  if (chosen === (await basicUnitOf(trx, documentId))) {
    // Writing the same unit again changes nothing, and must not measure the units anew.
    delete data['basicUnit'];
    return;
  }
  const { onHand } = await sumLevels(trx, documentId);
  if (onHand > 0) {
    throw new DomainError('in_use', 'stock is counted in the present basic unit', { onHand: onHand / 1000 });
  }
};

/** What is asked here stays as it is until the transaction ends: an order being placed is waited for. */
const assertUnneeded = async ({ trx, documentId, company }: WrittenDocument): Promise<void> => {
  const companyCode = company?.code ?? '';
  await lockDepartingProduct(trx, companyCode, documentId);
  await lockLevelsOf(trx, companyCode, [documentId]);
  const { reserved } = await sumLevels(trx, documentId);
  const orders = await countOpenOrders(trx, companyCode, documentId);
  const { promotions, coupons } = await countOffersForOnly(trx, documentId);
  if (reserved > 0 || orders > 0 || promotions > 0 || coupons > 0) {
    throw new DomainError(
      'in_use',
      'orders wait for this product, or a promotion or coupon is for it alone',
      {
        reserved: reserved / 1000,
        orders,
        promotions,
        coupons,
      },
    );
  }
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
    const { lowStockThreshold: threshold } = write.data;
    if (typeof threshold === 'number') toThousandths('lowStockThreshold', threshold, 'weight');
    await assertBasicUnitFree(write);
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
    if ('basicUnit' in write.data && facts.units > 0 && (await remeasureUnits(trx, documentId)) > 0) {
      throw invalidField('basicUnit', 'would break pieces that the product is sold by');
    }
  },
  beforeDelete: async (write) => {
    await lockPromotionScopes(write.trx, write.company?.code ?? '');
    await assertUnneeded(write);
    await deleteUnitsOf(write.trx, write.documentId);
    await deleteLevels(write.trx, write.documentId);
    const companyCode = write.company?.code ?? '';
    await forgetWatched(write.trx, companyCode, { productId: write.documentId });
    await forgetRequestsFor(write.trx, companyCode, write.documentId);
  },
};
