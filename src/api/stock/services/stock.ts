import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { recordAct } from '../../../audit/record-act';
import { inTransaction } from '../../../documents/save';
import { invalidField, notFound } from '../../../domain/errors';
import { toDifference, toThousandths } from '../../../domain/quantity';
import { type LevelChange, planLevels } from '../../../domain/stock/levels';
import { noteStockChange, tellAfterCommit } from '../../../storefront/hot-changes';
import {
  holdLocations,
  lockLevels,
  lockStockedProduct,
  readLevels,
  type ShownLevel,
  writeLevels,
} from '../store';
import type { AdjustmentInput, LevelInput } from '../validation';

/**
 * What should lie where, which member of staff says so (their document id), and why. Quantities are in basic units, up
 * to three decimals.
 */
export type LevelsCommand = {
  companyCode: string;
  productId: string;
  levels: LevelInput[];
  reason: string;
  actor: string;
};

/** A correction of one level, and who makes it. */
export type AdjustmentCommand = AdjustmentInput & { companyCode: string; actor: string };

type Entry = Omit<LevelsCommand, 'levels'>;

/** @throws ValidationError for a location that is not among the company's */
export const resolveLocation = (locationId: string | 1, locations: string[]): string => {
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

/** Writes changes with their ledger rows and the audit log's event; a first level of nothing is no adjustment. */
const record = async (
  strapi: Core.Strapi,
  trx: Knex.Transaction,
  { companyCode, productId, reason, actor }: Entry,
  changes: LevelChange[],
): Promise<void> => {
  if (changes.length === 0) return;
  await writeLevels(trx, { companyCode, productId, kind: 'adjustment', reason, actor }, changes);
  if (changes.every(({ delta }) => delta === 0)) return;
  await recordAct(strapi, trx, {
    action: 'stock',
    subject: { type: 'api::product.product', id: productId },
    company: companyCode,
    before: quantities(changes, ({ onHand, delta }) => onHand - delta),
    after: { ...quantities(changes, ({ onHand }) => onHand), reason },
  });
};

/** Stock of products at locations. */
export const createStockService = ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Sets what lies at some locations and writes the difference to the ledger.
   * @throws DomainError `not_found`, `insufficient_stock`; ValidationError for broken pieces, unknown locations
   */
  async setLevels({ levels, ...entry }: LevelsCommand): Promise<void> {
    const { companyCode, productId } = entry;
    if (levels.length === 0) return;
    await strapi.db.transaction(async ({ trx }) => {
      const product = await lockStockedProduct(trx, companyCode, productId);
      if (!product) throw notFound('product');
      const locations = await holdLocations(trx, companyCode);
      const wanted = levels.map(({ locationId, qty }, index) => ({
        locationId: resolveLocation(locationId, locations),
        onHand: toThousandths(`stock.${index}.qty`, qty, product.unitType),
      }));
      const locationIds = wanted.map((level) => level.locationId);
      if (new Set(locationIds).size < locationIds.length)
        throw invalidField('stock', 'names a location twice');
      const changes = planLevels(await lockLevels(trx, productId, locationIds), wanted);
      await record(strapi, trx, entry, changes);
    });
  },

  /**
   * Corrects what lies at one location, by a difference or to a number.
   * @returns the product's levels, as they are then
   * @throws DomainError `not_found`, `insufficient_stock`; ValidationError for broken pieces, unknown locations
   */
  async adjust({ locationId, delta, qty, ...entry }: AdjustmentCommand): Promise<ShownLevel[]> {
    const { companyCode, productId } = entry;
    const levels = await inTransaction(strapi, async (trx) => {
      await tellAfterCommit(trx);
      const product = await lockStockedProduct(trx, companyCode, productId);
      if (!product) throw notFound('product');
      const location = resolveLocation(locationId, await holdLocations(trx, companyCode));
      const current = await lockLevels(trx, productId, [location]);
      const onHand =
        delta === undefined
          ? toThousandths('qty', qty ?? 0, product.unitType)
          : (current[0]?.onHand ?? 0) + toDifference('delta', delta, product.unitType);
      await record(strapi, trx, entry, planLevels(current, [{ locationId: location, onHand }]));
      return readLevels(trx, productId);
    });
    noteStockChange(companyCode);
    return levels;
  },
});

export default createStockService;
