import type { DocumentRules } from '../../documents/document-write';
import { lockName } from '../../documents/locks';
import { blankToNull, storedRow } from '../../documents/stored';
import { DomainError, invalidField } from '../../domain/errors';
import { forgetWatched } from '../stock/low-stock-store';
import { clearDefaultLocation, countDefaultLocations, deleteEmptyLevels, lockStockedProducts } from './store';

/** A company has one default location at all times, and a location with stock stays; empty levels go with it. */
export const locationRules: DocumentRules = {
  before: async (write) => {
    blankToNull(write.data, ['code']);
    if (write.data['isDefault'] !== true || !write.company) return;
    await lockName(write.trx, `default-location:${write.company.code}`);
    await clearDefaultLocation(write.trx, write.company.code);
  },
  after: async (write) => {
    const location = await storedRow<{ code: string | null }>(write);
    if (!location.code) throw invalidField('code', 'is required');
    const defaults = await countDefaultLocations(write.trx, write.company?.code ?? '');
    if (defaults !== 1) throw invalidField('isDefault', 'a company needs one default location');
  },
  beforeDelete: async (write) => {
    const { is_default: isDefault } = await storedRow<{ is_default: boolean | null }>(write);
    const companyCode = write.company?.code ?? '';
    const products = await lockStockedProducts(write.trx, companyCode, write.documentId);
    if (isDefault || products > 0) {
      throw new DomainError('in_use', 'the default location and locations with stock stay', { products });
    }
    await deleteEmptyLevels(write.trx, companyCode, write.documentId);
    await forgetWatched(write.trx, companyCode, { locationId: write.documentId });
  },
};
