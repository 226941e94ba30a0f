import type { Core } from '@strapi/strapi';

/** How old the number may be by which lists are ordered. */
const EVERY_MS = 30_000;

/** How many products are taken at a time: what is held is held only shortly. */
const AT_A_TIME = 1_000;

// Any number that nothing else locks.
const SALES_LOCK = 7_305_055;

/**
 * Takes over some of the sales that differ, unless another process is at it.
 * @returns how many
 */
const refreshSome = (strapi: Core.Strapi): Promise<number> =>
  strapi.db.connection.transaction(async (trx) => {
    const { rows } = await trx.raw<{ rows: { refreshed: number }[] }>(
      `select storefront_refresh_sales(?) as refreshed where pg_try_advisory_xact_lock(?)`,
      [AT_A_TIME, SALES_LOCK],
    );
    return rows[0]?.refreshed ?? 0;
  });

const refreshAll = async (strapi: Core.Strapi): Promise<void> => {
  while ((await refreshSome(strapi)) === AT_A_TIME);
};

/**
 * Brings the order by sales up to date from time to time.
 * @returns what stops it
 */
export const keepSalesInOrder = (strapi: Core.Strapi): (() => Promise<void>) => {
  let refreshing = Promise.resolve();
  const timer = setInterval(() => {
    refreshing = refreshing
      .then(() => refreshAll(strapi))
      .catch((error: unknown) => {
        strapi.log.error(error);
      });
  }, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await refreshing;
  };
};
