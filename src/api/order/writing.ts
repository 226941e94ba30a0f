import type { Knex } from 'knex';
import { noteStockChange, notePromotionUse, tellAfterCommit } from '../../storefront/hot-changes';

/**
 * Says at the beginning of an order's transaction that the triggers need not tell of it: telling holds a lock of the
 * whole database cluster until the commit is on disk. {@link orderWritten} tells after the commit.
 */
export const beginOrderWrite = async (trx: Knex): Promise<void> => {
  await tellAfterCommit(trx);
};

/** Tells everybody, after the commit, that stock and counters have changed. */
export const orderWritten = (companyCode: string): void => {
  noteStockChange(companyCode);
  notePromotionUse(companyCode);
};
