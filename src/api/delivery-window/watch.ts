import type { Core } from '@strapi/strapi';
import { inTransaction } from '../../documents/save';
import { repeatedly } from '../../start/repeatedly';
import { companyOf } from '../../tenancy/registry';
import { makeSlots } from './make-slots';
import { findActiveWindows } from './store';

const LOOKING_MS = 10 * 60 * 1_000;

/** Makes the slots that are missing, window by window; one that cannot be read stands in nobody's way. */
export const makeMissingSlots = async (strapi: Core.Strapi): Promise<void> => {
  for (const { documentId, companyCode } of await findActiveWindows(strapi.db.connection)) {
    try {
      await inTransaction(strapi, (trx) => makeSlots(trx, companyOf(companyCode), documentId, new Date()));
    } catch (error) {
      strapi.log.error(error);
    }
  }
};

/**
 * Sees to it that the coming days have their slots.
 * @returns what stops it
 */
export const watchWindows = (strapi: Core.Strapi): (() => Promise<void>) => {
  const first = makeMissingSlots(strapi).catch((error: unknown) => strapi.log.error(error));
  const stop = repeatedly(strapi, LOOKING_MS, () => makeMissingSlots(strapi));
  return async () => {
    await first;
    await stop();
  };
};
