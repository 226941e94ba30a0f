import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { ORDER } from '../api/order/change';
import type { Actor } from '../api/order/event-store';
import { readOrder } from '../api/order/read';
import { createOrderService } from '../api/order/services/order';
import { moveInWords } from '../api/order/state-words';
import type { OrderChange } from '../api/order/validation';
import { notFound } from '../domain/errors';
import { allowedMoves } from '../domain/order/transitions';
import { serviceOf } from '../http/service-of';
import type { Company } from '../tenancy/company';
import { companyOf } from '../tenancy/registry';
import { companiesOfStaff } from '../tenancy/staff-companies';
import type { PanelUser } from './offer-service';
import type { OrderMeta } from './order';
import { findPanelOrder, type FoundOrder, listDrivers } from './order-store';

const languageOfPanel = ({ locale }: PanelUser): 'en' | 'ar' => (locale === 'ar' ? 'ar' : 'en');

const requireOrder = async (
  strapi: Core.Strapi,
  db: Knex,
  user: PanelUser,
  documentId: string,
): Promise<FoundOrder> => {
  const order = await findPanelOrder(db, await companiesOfStaff(strapi, user.id, db), documentId);
  if (!order) throw notFound('order');
  return order;
};

/**
 * The company of an order.
 * @throws DomainError `not_found`, also for an order of a company that the user does not work for
 */
export const companyOfOrder = async (
  strapi: Core.Strapi,
  user: PanelUser,
  documentId: string,
): Promise<Company> => {
  const { companyCode } = await requireOrder(strapi, strapi.db.connection, user, documentId);
  return companyOf(companyCode);
};

/**
 * An order as JSON text, with where it may be moved to, and by whom it may be delivered.
 * @throws DomainError `not_found`, also for an order of a company that the user does not work for
 */
export const readPanelOrder = async (
  strapi: Core.Strapi,
  user: PanelUser,
  documentId: string,
): Promise<{ order: string; meta: Omit<OrderMeta, 'mayChange'> }> => {
  const db = strapi.db.connection;
  const { companyCode, decimals, ...states } = await requireOrder(strapi, db, user, documentId);
  const company = companyOf(companyCode);
  const [order, drivers] = await Promise.all([
    readOrder(db, { company, audience: 'staff', locale: languageOfPanel(user) }, documentId),
    listDrivers(db, companyCode),
  ]);
  const allowed = allowedMoves(states, 'staff', { customerMayCancelProcessing: false });
  return { order, meta: { decimals, allowed, drivers } };
};

/**
 * Moves an order, or changes what else of it staff may change.
 * @throws DomainError `not_found`, `illegal_transition`, or what else the life of an order refuses
 */
export const changePanelOrder = async (
  strapi: Core.Strapi,
  user: PanelUser,
  documentId: string,
  change: OrderChange,
  actor: Actor,
): Promise<void> => {
  const company = await companyOfOrder(strapi, user, documentId);
  const service = serviceOf(strapi, ORDER, createOrderService);
  try {
    await service.change({ company, orderId: documentId, change, actor });
  } catch (error) {
    throw moveInWords(error, languageOfPanel(user));
  }
};
