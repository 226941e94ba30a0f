import type { DocumentRules, DocumentWrite, WrittenDocument } from '../../documents/document-write';
import { relationTargets } from '../../documents/relation-targets';
import { blankToNull } from '../../documents/stored';
import { DomainError, invalidField } from '../../domain/errors';
import { assertAmount } from '../../domain/money';
import { packQuantity, toThousandths } from '../../domain/quantity';
import {
  countSameMeasure,
  lockProduct,
  type MeasuredUnit,
  productOfUnit,
  readMeasuredUnit,
  setConversionRate,
  settleDefault,
} from './store';

type Placed = MeasuredUnit & { productId: string; unitId: string };

const assertPlaced: (unit: MeasuredUnit) => asserts unit is Placed = (unit) => {
  if (!unit.productId) throw invalidField('productId', 'is required');
  if (!unit.unitId || !unit.unitType) throw invalidField('unitId', 'is required');
  if (!unit.basicType) throw invalidField('productId', 'needs a basic unit first');
  if (unit.unitType !== unit.basicType) {
    throw invalidField(
      'unitId',
      `measures ${unit.unitType}, but the product is counted by ${unit.basicType}`,
    );
  }
};

/** Amounts are checked as they were written; the database has rounded the stored ones. */
const assertPrices = ({ data, company }: DocumentWrite): void => {
  for (const field of ['price', 'originalPrice']) {
    const amount = data[field];
    if (amount === undefined || amount === null) continue;
    assertAmount(field, Number(amount), company?.decimals ?? 2);
  }
};

/** A step is checked as it was written, the database has rounded the stored one; pieces are sold whole. */
const assertStep = ({ data }: WrittenDocument, { step: stored, unitType }: Placed): void => {
  const step = typeof data['step'] === 'number' ? data['step'] : stored;
  if (step === null) return;
  if (toThousandths('step', step, unitType ?? 'piece') === 0) {
    throw invalidField('step', 'must be greater than 0');
  }
};

/** The rate that was written, or the unit's own over the basic unit's (D7). */
const measure = async (write: WrittenDocument, unit: Placed): Promise<void> => {
  const { conversionRate: written } = write.data;
  const measuredAnew = write.action !== 'update' || 'unitId' in write.data || written === null;
  // Rounded as it is stored, so that what is checked is what is sold.
  const derived = Math.round(((unit.unitRate ?? 1) / (unit.basicRate ?? 1)) * 1e6) / 1e6;
  const rate =
    (written !== undefined && written !== null) || !measuredAnew ? (unit.conversionRate ?? derived) : derived;
  packQuantity(unit.unitValue, rate, unit.unitType ?? 'piece');
  if (rate !== unit.conversionRate) await setConversionRate(write.trx, unit.id, rate);
};

/**
 * A product unit belongs to a product, measures what the product is counted by, has a price that its currency
 * can carry, and is the only one of its amount; its step fits its unit. A product with units has exactly one default.
 */
export const productUnitRules: DocumentRules = {
  before: async (write) => {
    blankToNull(write.data, ['sku', 'barcode']);
    assertPrices(write);
    const [written] = relationTargets(write.data['productId']);
    const present =
      write.action === 'update' && write.documentId ? await productOfUnit(write.trx, write.documentId) : null;
    if (written && present && written !== present) {
      throw invalidField('productId', 'a product unit does not move to another product');
    }
    const productId = present ?? written;
    if (productId) await lockProduct(write.trx, productId);
  },
  after: async (write) => {
    const unit = await readMeasuredUnit(write.trx, write.documentId);
    assertPlaced(unit);
    await measure(write, unit);
    assertStep(write, unit);
    if ((await countSameMeasure(write.trx, unit.productId, unit.unitId, unit.unitValue)) > 1) {
      throw new DomainError('already_exists', 'the product is already sold by this unit and value', {
        field: 'unitValue',
      });
    }
    await settleDefault(write.trx, unit.productId, write.data['isDefault'] === true ? unit.id : null);
  },
  beforeDelete: async (write) => {
    const productId = await productOfUnit(write.trx, write.documentId);
    if (productId) await lockProduct(write.trx, productId);
    write.data['productId'] = productId;
  },
  afterDelete: async ({ trx, data }) => {
    if (typeof data['productId'] === 'string') await settleDefault(trx, data['productId'], null);
  },
};
