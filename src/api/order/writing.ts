import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

/**
 * Says at the beginning of an order's transaction that the triggers need not tell of it: telling holds a lock of the
 * whole database cluster until the commit is on disk. {@link orderWritten} tells after the commit.
 */
export const beginOrderWrite = async (trx: Knex): Promise<void> => {
  await trx.raw(`select set_config('shop.tells_itself', 'on', true)`);
};

/** Tells everybody, after the commit, that stock and counters have changed. */
export const orderWritten = (_strapi: Core.Strapi, _companyCode: string): void => {
  // filled in by the read model
};
