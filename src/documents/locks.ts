import type { Knex } from 'knex';

/** Serialises writers of one thing until their transactions end. */
export const lockName = async (trx: Knex, name: string): Promise<void> => {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [name]);
};

/** Two moves at once could close a circle of categories that neither sees. */
export const lockCategoryTree = (trx: Knex, companyCode: string): Promise<void> =>
  lockName(trx, `category-tree:${companyCode}`);

/** Serialises what could empty the scope of a promotion with what fills it: an empty scope is the whole shop. */
export const lockPromotionScopes = (trx: Knex, companyCode: string): Promise<void> =>
  lockName(trx, `promotion-scopes:${companyCode}`);
