import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { createStockService } from '../api/stock/services/stock';
import { createThresholdService } from '../api/stock/services/threshold';
import { lockLevels, lockStockedProduct } from '../api/stock/store';
import { underPath } from '../documents/under-path';
import { invalidField, notFound } from '../domain/errors';
import { serviceOf } from '../http/service-of';
import { allCompanies, companyOf } from '../tenancy/registry';
import { companiesOfStaff, worksFor } from '../tenancy/staff-companies';
import type { Offer, OfferSummary, PanelCompany } from './offer';
import {
  findProduct,
  listOfferStock,
  listOfferUnits,
  listUnitChoices,
  type OfferProduct,
  ownUnitIds,
} from './offer-store';
import { listOfferSummaries } from './offer-summary-store';
import type { OfferUnitCreate, OfferUpdate } from './validation';

/** The type on which the rights to prices and stock hang. */
export const PRODUCT_UNIT = 'api::product-unit.product-unit';

/** Who works in the panel, and in which language. */
export type PanelUser = { id: number; documentId: string; locale: string };

/** The active companies that the user works for. */
export const listCompanies = async (strapi: Core.Strapi, user: PanelUser): Promise<PanelCompany[]> => {
  const allowed = await companiesOfStaff(strapi, user.id);
  return allCompanies()
    .filter((company) => company.isActive && worksFor(allowed, company.code))
    .map(({ code, name, isDefault, currency, decimals }) => ({ code, name, isDefault, currency, decimals }));
};

const requireProduct = async (
  strapi: Core.Strapi,
  db: Knex,
  user: PanelUser,
  documentId: string,
): Promise<OfferProduct> => {
  const product = await findProduct(db, await companiesOfStaff(strapi, user.id, db), documentId);
  if (!product) throw notFound('product');
  return product;
};

/**
 * Price and stock of one product.
 * @throws DomainError `not_found`, also for a product of a company that the user does not work for
 */
export const readOffer = async (strapi: Core.Strapi, user: PanelUser, documentId: string): Promise<Offer> => {
  const db = strapi.db.connection;
  const product = await requireProduct(strapi, db, user, documentId);
  const company = companyOf(product.companyCode);
  const [units, stock, choices] = await Promise.all([
    listOfferUnits(db, product, user.locale),
    listOfferStock(db, product),
    listUnitChoices(db, product.companyCode, user.locale),
  ]);
  const basicUnit = choices.find((choice) => choice.documentId === product.basicUnitId) ?? null;
  return {
    documentId,
    company: {
      code: company.code,
      name: company.name,
      currency: company.currency,
      decimals: company.decimals,
    },
    basicUnit,
    units,
    stock,
    unitChoices: basicUnit ? choices.filter((choice) => choice.type === basicUnit.type) : choices,
  };
};

const thousandths = (quantity: number): number => Math.round(quantity * 1000);

/** Locations whose stock is no longer what the panel showed when the person typed over it. */
const changedLocations = async (
  trx: Knex,
  product: OfferProduct,
  stock: OfferUpdate['stock'],
): Promise<string[]> => {
  const locationIds = stock.map((level) => level.locationId);
  const now = await lockLevels(trx, product.documentId, locationIds);
  return stock
    .filter(({ was, locationId }) => {
      const onHand = now.find((level) => level.locationId === locationId)?.onHand ?? 0;
      return was !== undefined && thousandths(was) !== onHand;
    })
    .map((level) => level.locationId);
};

/**
 * Saves prices, stock and its thresholds of a product at once, or nothing of it.
 * @returns the locations whose stock somebody else changed meanwhile; when there are any, nothing was saved
 * @throws DomainError `not_found`, or what the rules of prices and stock refuse
 */
export const saveOffer = async (
  strapi: Core.Strapi,
  user: PanelUser,
  documentId: string,
  update: OfferUpdate,
): Promise<{ changedMeanwhile: string[] }> =>
  strapi.db.transaction(async ({ trx }) => {
    const product = await requireProduct(strapi, trx, user, documentId);
    // Every writer of prices or stock locks the product first, then its levels.
    await lockStockedProduct(trx, product.companyCode, product.documentId);
    const changedMeanwhile = await changedLocations(trx, product, update.stock);
    if (changedMeanwhile.length > 0) return { changedMeanwhile };

    const own = await ownUnitIds(
      trx,
      product,
      update.units.map((unit) => unit.documentId),
    );
    for (const [index, { documentId: unitDocumentId, ...amounts }] of update.units.entries()) {
      if (!own.includes(unitDocumentId)) {
        throw invalidField(`units.${index}.documentId`, 'is not a unit of this product');
      }
      await underPath(`units.${index}`, () =>
        strapi.documents(PRODUCT_UNIT).update({ documentId: unitDocumentId, data: amounts as never }),
      );
    }
    if (update.stock.length > 0) {
      await serviceOf(strapi, 'api::stock.stock', createStockService).setLevels({
        companyCode: product.companyCode,
        productId: product.documentId,
        levels: update.stock.map(({ locationId, qty }) => ({ locationId, qty })),
        reason: update.reason ?? 'panel',
        actor: user.documentId,
      });
    }
    if (update.thresholds.length > 0) {
      await serviceOf(strapi, 'api::stock.threshold', createThresholdService).set({
        companyCode: product.companyCode,
        productId: product.documentId,
        thresholds: update.thresholds,
      });
    }
    return { changedMeanwhile };
  });

/**
 * Adds a selling unit; the rules make the first one of a product its default.
 * @throws DomainError `not_found`, or what the rules of product units refuse
 */
export const addOfferUnit = async (
  strapi: Core.Strapi,
  user: PanelUser,
  documentId: string,
  unit: OfferUnitCreate,
): Promise<void> => {
  await strapi.db.transaction(async ({ trx }) => {
    const product = await requireProduct(strapi, trx, user, documentId);
    await strapi.documents(PRODUCT_UNIT).create({
      data: {
        ...unit,
        company_code: product.companyCode,
        productId: product.documentId,
        isActive: true,
      } as never,
    });
  });
};

/** Price and available stock of the products of one page of the list; unknown ones are left out. */
export const summarizeOffers = async (
  strapi: Core.Strapi,
  user: PanelUser,
  documentIds: string[],
): Promise<OfferSummary[]> => {
  const allowed = await companiesOfStaff(strapi, user.id);
  const rows = await listOfferSummaries(strapi.db.connection, allowed, documentIds);
  return rows.map(({ companyCode, ...row }) => {
    const { currency, decimals } = companyOf(companyCode);
    return { ...row, currency, decimals };
  });
};
