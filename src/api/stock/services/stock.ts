import type { Core } from '@strapi/strapi';
import { recordAct } from '../../../audit/record-act';
import { invalidField, notFound } from '../../../domain/errors';
import { toThousandths } from '../../../domain/quantity';
import { type LevelChange, planLevels } from '../../../domain/stock/levels';
import { findLocations, lockLevels, lockStockedProduct, writeLevels } from '../store';
import type { LevelInput } from '../validation';

/** What should lie where, who says so, and why. Quantities are in basic units, up to three decimals. */
export type LevelsCommand = {
  companyCode: string;
  productId: string;
  levels: LevelInput[];
  reason: string;
  actor: string;
};

const resolveLocation = (locationId: string | 1, locations: string[]): string => {
  const resolved = locationId === 1 ? locations[0] : locations.find((location) => location === locationId);
  if (!resolved) throw invalidField('locationId', `not found: ${locationId}`);
  return resolved;
};

/** Quantities by location, as people read them. */
const quantities = (
  changes: LevelChange[],
  quantityOf: (change: LevelChange) => number,
): Record<string, number> =>
  Object.fromEntries(changes.map((change) => [change.locationId, quantityOf(change) / 1_000]));

/** Stock of products at locations. */
export const createStockService = ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Sets what lies at some locations and writes the difference to the ledger.
   * @throws DomainError `not_found`, `insufficient_stock`; ValidationError for broken pieces, unknown locations
   */
  async setLevels({ companyCode, productId, levels, reason, actor }: LevelsCommand): Promise<void> {
    if (levels.length === 0) return;
    await strapi.db.transaction(async ({ trx }) => {
      const product = await lockStockedProduct(trx, companyCode, productId);
      if (!product) throw notFound('product');
      const locations = await findLocations(trx, companyCode);
      const wanted = levels.map(({ locationId, qty }, index) => ({
        locationId: resolveLocation(locationId, locations),
        onHand: toThousandths(`stock.${index}.qty`, qty, product.unitType),
      }));
      const locationIds = wanted.map((level) => level.locationId);
      if (new Set(locationIds).size < locationIds.length)
        throw invalidField('stock', 'names a location twice');
      const changes = planLevels(await lockLevels(trx, productId, locationIds), wanted);
      if (changes.length === 0) return;
      await writeLevels(trx, { companyCode, productId, kind: 'adjustment', reason, actor }, changes);
      // A first level of nothing is no adjustment.
      if (changes.every(({ delta }) => delta === 0)) return;
      await recordAct(strapi, trx, {
        action: 'stock',
        subject: { type: 'api::product.product', id: productId },
        company: companyCode,
        before: quantities(changes, ({ onHand, delta }) => onHand - delta),
        after: { ...quantities(changes, ({ onHand }) => onHand), reason },
      });
    });
  },
});

export default createStockService;
