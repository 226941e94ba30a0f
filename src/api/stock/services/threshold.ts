import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { differenceOf, type Values } from '../../../audit/difference';
import { recordAct } from '../../../audit/record-act';
import { inTransaction } from '../../../documents/save';
import { notFound } from '../../../domain/errors';
import { toThousandths } from '../../../domain/quantity';
import { holdLocations, lockStockedProduct } from '../store';
import { readThresholds, type ShownThreshold, writeThresholds } from '../threshold-store';
import type { LevelInput } from '../validation';
import { resolveLocation } from './stock';

/** What should be too little of a product where, in basic units; null for what product or company say. */
export type ThresholdsCommand = {
  companyCode: string;
  productId: string;
  thresholds: { locationId: LevelInput['locationId']; threshold: number | null }[];
};

/** Thresholds by location. */
const byLocation = (shown: ShownThreshold[]): Values =>
  Object.fromEntries(shown.map(({ locationId, threshold }) => [locationId, threshold]));

/** How little of a product is too little, location by location. */
export const createThresholdService = ({ strapi }: { strapi: Core.Strapi }) => {
  const read = async (db: Knex, companyCode: string, productId: string): Promise<ShownThreshold[]> => {
    const shown = await readThresholds(db, companyCode, productId);
    if (shown.length === 0) throw notFound('product');
    return shown;
  };

  return {
    /** @throws DomainError `not_found` for a product that is not the company's */
    find: (companyCode: string, productId: string): Promise<ShownThreshold[]> =>
      read(strapi.db.connection, companyCode, productId),

    /**
     * Says what is too little at some locations. What is low by that is told of like any other.
     * @throws DomainError `not_found`; ValidationError for broken pieces, unknown locations
     */
    set: ({ companyCode, productId, thresholds }: ThresholdsCommand): Promise<ShownThreshold[]> =>
      inTransaction(strapi, async (trx) => {
        const product = await lockStockedProduct(trx, companyCode, productId);
        if (!product) throw notFound('product');
        const locations = await holdLocations(trx, companyCode);
        const wanted = thresholds.map(({ locationId, threshold }) => ({
          locationId: resolveLocation(locationId, locations),
          threshold: threshold === null ? null : toThousandths('threshold', threshold, product.unitType),
        }));
        const before = await read(trx, companyCode, productId);
        await writeThresholds(trx, companyCode, productId, wanted);
        const after = await read(trx, companyCode, productId);
        const difference = differenceOf(byLocation(before), byLocation(after));
        if (difference) {
          const subject = { type: 'api::product.product', id: productId };
          await recordAct(strapi, trx, {
            action: 'stock_threshold',
            subject,
            company: companyCode,
            ...difference,
          });
        }
        return after;
      }),
  };
};

export default createThresholdService;
