import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { Actor } from '../api/order/event-store';
import { changeOrder } from '../api/order/services/change';
import { orderDetailSource } from '../api/order/source';
import type { OrderChange } from '../api/order/validation';
import { inTransaction } from '../documents/save';
import { notFound } from '../domain/errors';
import { allowedMoves } from '../domain/order/transitions';
import { byDocumentId, readOne } from '../storefront/read';
import { companyOf } from '../tenancy/registry';
import { companiesOfStaff } from '../tenancy/staff-companies';
import type { PanelUser } from './offer-service';
import type { OrderMeta } from './order';
import { findPanelOrder, type FoundOrder, listDrivers } from './order-store';

/** The type on which the rights to orders hang. */
export const ORDER = 'api::order.order';

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
    readOne(
      db,
      orderDetailSource,
      { company, audience: 'staff' },
      languageOfPanel(user),
      byDocumentId(documentId),
    ),
    listDrivers(db, companyCode),
  ]);
  const allowed = allowedMoves(states, 'staff', { customerMayCancelProcessing: false });
  return { order, meta: { decimals, allowed, drivers } };
};

/**
 * Moves an order, or changes what else of it staff may change.
 * @throws DomainError `not_found`, `illegal_transition`, or what else the life of an order refuses
 */
export const changePanelOrder = (
  strapi: Core.Strapi,
  user: PanelUser,
  documentId: string,
  change: OrderChange,
  actor: Actor,
): Promise<void> =>
  inTransaction(strapi, async (trx) => {
    const { companyCode } = await requireOrder(strapi, trx, user, documentId);
    await changeOrder(strapi, trx, {
      company: companyOf(companyCode),
      orderId: documentId,
      change,
      actor,
    });
  });
