import type { Core } from '@strapi/strapi';
import { keepStaffInCompanies, registerCompanyCondition } from './company-condition';
import { applyLayouts } from './layouts/apply';
import { hideDeletedOrders, keepOrdersFromHands } from './order-rights';
import { keepRelationsInCompany } from './relation-company';
import { ensureShopRoles } from './roles/ensure';
import { registerPanelRoutes } from './routes';
import { carryStatusField } from './status-field';

const TAGS_FIELD = 'global::tags';

type FieldSizes = { setFieldSize(type: string, size: { default: number; isResizable: boolean }): void };

/** What the admin panel needs before the content types are loaded. Called from Strapi's `register`. */
export const registerPanel = ({ strapi }: { strapi: Core.Strapi }): void => {
  // A json field takes a whole row unless told otherwise; chips of tags need half of one.
  const sizes = strapi.plugin('content-manager').service('field-sizes') as unknown as FieldSizes;
  sizes.setFieldSize(TAGS_FIELD, { default: 6, isResizable: true });
  carryStatusField(strapi);
  keepRelationsInCompany(strapi);
  keepOrdersFromHands(strapi);
  registerPanelRoutes(strapi);
};

/** Brings the panel's roles and forms up to date. Called from Strapi's `bootstrap`. */
export const preparePanel = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  await registerCompanyCondition(strapi);
  keepStaffInCompanies(strapi);
  hideDeletedOrders(strapi);
  await ensureShopRoles(strapi);
  await applyLayouts(strapi);
};
