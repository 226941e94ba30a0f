import { createId } from '@paralleldrive/cuid2';
import type { Core } from '@strapi/strapi';
import { recordAct } from '../../../audit/record-act';
import { inTransaction } from '../../../documents/save';
import { changedPrice } from '../../../domain/catalogue/price-change';
import { DomainError, notFound } from '../../../domain/errors';
import type { Company } from '../../../tenancy/company';
import type { PriceLineShown, PricePreview } from '../preview';
import {
  findPriceChange,
  insertPriceChange,
  listPriceChanges,
  lockPrices,
  markUndone,
  type PricedUnit,
  restorePrices,
  selectUnits,
  type StoredPriceChange,
  writePrices,
} from '../store';
import type { PriceChangeInput } from '../validation';

const SHOWN_LINES = 50;
const LISTED_CHANGES = 20;
/** How the audit log names a change of many prices at once. */
const PRICES = 'api::price-change.price-change';
/** The most that a price can be stored as. */
const LARGEST_PRICE = 99_999_999_999;

type ChangedUnit = PricedUnit & { after: number };

const lineOf = ({ sku, title, unit, price, after }: ChangedUnit): PriceLineShown => ({
  sku,
  title,
  unit,
  before: price,
  after,
});

const sumOf = (prices: number[]): number =>
  prices.reduce((sum, price) => sum + Math.round(price * 1000), 0) / 1000;

const isRefused = ({ after }: ChangedUnit): boolean => after < 0 || after > LARGEST_PRICE;

const previewOf = (units: ChangedUnit[]): PricePreview => {
  const refused = units.filter(isRefused);
  const changing = units.filter((unit) => unit.after !== unit.price);
  return {
    products: new Set(changing.map((unit) => unit.productId)).size,
    units: changing.length,
    sumBefore: sumOf(changing.map((unit) => unit.price)),
    sumAfter: sumOf(changing.map((unit) => unit.after)),
    lines: changing.slice(0, SHOWN_LINES).map(lineOf),
    refused: refused.slice(0, SHOWN_LINES).map(lineOf),
    refusedCount: refused.length,
  };
};

/** Changes many prices at once, and takes such a change back. */
export const createPriceChangeService = ({ strapi }: { strapi: Core.Strapi }) => {
  const priced = (units: PricedUnit[], { change }: PriceChangeInput, company: Company): ChangedUnit[] =>
    units.map((unit) => ({ ...unit, after: changedPrice(unit.price, change, company.decimals) }));

  return {
    /** Says what a change would do. */
    async preview(company: Company, input: PriceChangeInput, locale: 'en' | 'ar'): Promise<PricePreview> {
      const units = await selectUnits(strapi.db.connection, company.code, input.filters, locale, false);
      return previewOf(priced(units, input, company));
    },

    /**
     * Changes the prices, all or none.
     * @throws DomainError `price_below_zero`, `price_too_large`, with the first lines that would be so
     */
    apply: (company: Company, input: PriceChangeInput, actor: string): Promise<StoredPriceChange> =>
      inTransaction(strapi, async (trx) => {
        await lockPrices(trx, company.code);
        const units = priced(
          await selectUnits(trx, company.code, input.filters, company.defaultLocale, true),
          input,
          company,
        );
        const preview = previewOf(units);
        if (preview.refusedCount > 0) {
          const isBelow = preview.refused.some(({ after }) => after < 0);
          throw new DomainError(
            isBelow ? 'price_below_zero' : 'price_too_large',
            isBelow ? 'prices would fall below zero' : 'prices would be larger than can be stored',
            { count: preview.refusedCount, lines: preview.refused },
          );
        }
        const changing = units.filter((unit) => unit.after !== unit.price);
        const id = createId();
        await writePrices(trx, changing);
        const { products, sumBefore, sumAfter } = preview;
        const { change, filters } = input;
        await insertPriceChange(
          trx,
          company.code,
          { id, change, filters, products, units: changing.length, sumBefore, sumAfter, createdBy: actor },
          changing.map((unit) => ({ unitId: unit.documentId, before: unit.price, after: unit.after })),
        );
        await recordAct(strapi, trx, {
          action: 'price_change',
          subject: { type: PRICES, id },
          company: company.code,
          after: { change, filters, products, units: changing.length, sumBefore, sumAfter },
        });
        return requireChange(await findPriceChange(trx, company.code, id));
      }),

    /**
     * Takes a change back, once. Prices that somebody changed since stay, and are counted as skipped.
     * @throws DomainError `not_found`, `already_undone`
     */
    undo: (company: Company, id: string, actor: string): Promise<StoredPriceChange> =>
      inTransaction(strapi, async (trx) => {
        await lockPrices(trx, company.code);
        const change = requireChange(await findPriceChange(trx, company.code, id));
        if (change.undoneAt !== null) {
          throw new DomainError('already_undone', 'this change was taken back before', {
            undoneAt: change.undoneAt,
          });
        }
        const restored = await restorePrices(trx, company.code, id);
        const skipped = change.units - restored;
        await markUndone(trx, id, { restored, skipped, undoneBy: actor });
        await recordAct(strapi, trx, {
          action: 'price_undo',
          subject: { type: PRICES, id },
          company: company.code,
          after: { restored, skipped },
        });
        return requireChange(await findPriceChange(trx, company.code, id));
      }),

    list: (company: Company): Promise<StoredPriceChange[]> =>
      listPriceChanges(strapi.db.connection, company.code, LISTED_CHANGES),
  };
};

const requireChange = (change: StoredPriceChange | null): StoredPriceChange => {
  if (!change) throw notFound('price change');
  return change;
};

export default createPriceChangeService;
