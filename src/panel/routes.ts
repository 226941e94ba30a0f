import type { Core } from '@strapi/strapi';
import { readsOwnBody } from '../http/own-body';
import { auditHandlers } from './audit-controller';
import { answerRefusals, panelHandlers } from './controller';
import { deliveryAreaHandlers } from './delivery-area-controller';
import { readsDrivers, writesDrivers } from './delivery-rights';
import { deskHandlers } from './desk-controller';
import { dispatchHandlers } from './dispatch-controller';
import { driverHandlers } from './driver-controller';
import { exchangeHandlers } from './exchange-controller';
import { mediaHandlers } from './media';
import { orderHandlers } from './order-controller';
import { orderDeliveryHandlers } from './order-delivery-controller';
import { PRODUCT_UNIT } from './offer-service';
import { outboxHandlers } from './outbox-controller';
import { paperHandlers } from './paper-controller';
import { paymentAccountHandlers } from './payment-accounts-controller';
import { previewHandlers } from './preview-controller';
import { priceHandlers } from './price-controller';
import { refundHandlers } from './refund-controller';

type ExplorerAction = 'read' | 'create' | 'update';

/** Each type is counted for whoever may read it, each company named to whoever works for it. */
const forEverybody = {
  policies: ['admin::isAuthenticatedAdmin'],
  middlewares: [answerRefusals],
};

const withRights = (actions: unknown[]) => ({
  policies: ['admin::isAuthenticatedAdmin', { name: 'admin::hasPermissions', config: { actions } }],
  middlewares: [answerRefusals],
});

const onEntries = (subject: string, ...actions: ExplorerAction[]) =>
  withRights(actions.map((action) => [`plugin::content-manager.explorer.${action}`, subject]));

const onProductUnits = (...actions: ExplorerAction[]) => onEntries(PRODUCT_UNIT, ...actions);

/** Whole catalogues are for those who may change products. */
const onCatalogue = onEntries('api::product.product', 'update');

/** What a cart would cost is for whoever sees promotions and prices. */
const onPromotions = withRights([
  ['plugin::content-manager.explorer.read', 'api::promotion.promotion'],
  ['plugin::content-manager.explorer.read', PRODUCT_UNIT],
]);

const onSettings = (action: ExplorerAction) => onEntries('api::setting.setting', action);

const onZones = onEntries('api::delivery-zone.delivery-zone', 'read');

const onDrivers = withRights(readsDrivers);

const keepingDrivers = withRights(writesDrivers);

/** Whoever dispatches sees orders and how they are brought. */
const onDispatch = withRights([
  ...readsDrivers,
  ['plugin::content-manager.explorer.read', 'api::order.order'],
]);

const dispatching = withRights([
  ...readsDrivers,
  ['plugin::content-manager.explorer.read', 'api::order.order'],
  ['plugin::content-manager.explorer.update', 'api::order.order'],
]);

const onOrders = (...actions: ExplorerAction[]) => onEntries('api::order.order', ...actions);

readsOwnBody(/^\/saptmarkets\/imports\/?$/i);

/** Routes of the panel's own screens, for signed-in panel users. Which company is theirs is checked within. */
export const registerPanelRoutes = (strapi: Core.Strapi): void => {
  const handlers = panelHandlers(strapi);
  const exchange = exchangeHandlers(strapi);
  const prices = priceHandlers(strapi);
  const previews = previewHandlers(strapi);
  const media = mediaHandlers(strapi);
  const audit = auditHandlers(strapi);
  const orders = orderHandlers(strapi);
  const refunds = refundHandlers(strapi);
  const papers = paperHandlers(strapi);
  const accounts = paymentAccountHandlers(strapi);
  const outbox = outboxHandlers(strapi);
  const area = deliveryAreaHandlers(strapi);
  const drivers = driverHandlers(strapi);
  const dispatch = dispatchHandlers(strapi);
  const deliveries = orderDeliveryHandlers(strapi);
  const desk = deskHandlers(strapi);
  const route = (method: string, path: string, handler: unknown, config: object) => ({
    method,
    path,
    handler,
    info: { type: 'admin' },
    config,
  });
  strapi.server.routes({
    type: 'admin',
    prefix: '/saptmarkets',
    routes: [
      route('GET', '/companies', handlers.companies, forEverybody),
      route('GET', '/translation-gaps', handlers.translationGaps, forEverybody),
      route('GET', '/offers', handlers.summaries, onProductUnits('read')),
      route('GET', '/products/:documentId/offer', handlers.showOffer, onProductUnits('read')),
      route('PUT', '/products/:documentId/offer', handlers.updateOffer, onProductUnits('update')),
      route('POST', '/products/:documentId/units', handlers.createUnit, onProductUnits('create')),
      route('POST', '/imports', exchange.receiveImport, onCatalogue),
      route('GET', '/imports', exchange.listImports, onCatalogue),
      route('GET', '/imports/:jobId', exchange.showImport, onCatalogue),
      route('GET', '/exports/products', exchange.exportProducts, onCatalogue),
      route('POST', '/price-changes/preview', prices.previewPrices, onCatalogue),
      route('POST', '/price-changes', prices.changePrices, onCatalogue),
      route('GET', '/price-changes', prices.listPriceChanges, onCatalogue),
      route('POST', '/price-changes/:id/undo', prices.undoPrices, onCatalogue),
      route('GET', '/promotions/:documentId/products', previews.listProducts, onPromotions),
      route('POST', '/promotions/:documentId/preview', previews.preview, onPromotions),
      route('GET', '/orders/:documentId', orders.showOrder, onOrders('read')),
      route('PUT', '/orders/:documentId', orders.changeOrder, onOrders('read', 'update')),
      route('POST', '/orders/:documentId/refund', refunds.refund, onOrders('read', 'update')),
      route('POST', '/orders/:documentId/refund/preview', refunds.preview, onOrders('read', 'update')),
      route('POST', '/orders/:documentId/refunds/:refundId/retry', refunds.retry, onOrders('read', 'update')),
      route('GET', '/orders/:documentId/invoice.pdf', papers.invoice, onOrders('read')),
      route('POST', '/orders/:documentId/invoice/mail', papers.mail, onOrders('read')),
      route('GET', '/orders/:documentId/credit-notes/:number.pdf', papers.creditNote, onOrders('read')),
      route('GET', '/orders/:documentId/receipt.pdf', papers.receipt, onOrders('read')),
      route('GET', '/orders/:documentId/picking-list.pdf', papers.pickingList, onOrders('read')),
      route('GET', '/payment-accounts', accounts.showAccounts, onSettings('update')),
      route('PUT', '/payment-accounts', accounts.changeAccounts, onSettings('update')),
      route('GET', '/outbox', outbox.showOutbox, onSettings('update')),
      route('POST', '/outbox/dead-letters/retry', outbox.retryLetters, onSettings('update')),
      route('POST', '/outbox/dead-letters/:id/retry', outbox.retryLetter, onSettings('update')),
      route('DELETE', '/outbox/dead-letters/:id', outbox.discardLetter, onSettings('update')),
      route('GET', '/delivery-area', area.showArea, onZones),
      route('GET', '/drivers', drivers.listDrivers, onDrivers),
      route('POST', '/drivers', drivers.createDriver, keepingDrivers),
      route('GET', '/drivers/cash', drivers.reportCash, onDrivers),
      route('PUT', '/drivers/:documentId', drivers.changeDriver, keepingDrivers),
      route('GET', '/drivers/:documentId/day', drivers.showDay, onDrivers),
      route('POST', '/drivers/:documentId/cash', drivers.handOver, keepingDrivers),
      route('GET', '/dispatch', dispatch.showBoard, onDispatch),
      route('POST', '/dispatch/assign', dispatch.assign, dispatching),
      route('GET', '/desk', desk.showDesk, onOrders('read')),
      route('GET', '/desk/counts', desk.showDeskCounts, onOrders('read')),
      route('GET', '/desk/orders', desk.showDeskOrders, onOrders('read')),
      route('GET', '/available-drivers', deliveries.listAvailable, onOrders('read')),
      route('GET', '/orders/:documentId/delivery', deliveries.showDelivery, onOrders('read')),
      route('GET', '/orders/:documentId/proofs/:kind', deliveries.showProof, onOrders('read')),
      route('POST', '/orders/:documentId/unlock-code', deliveries.unlockCode, onOrders('read', 'update')),
      route('POST', '/orders/:documentId/receive', deliveries.receive, onOrders('read', 'update')),
      route('GET', '/media', media.list, withRights(['plugin::upload.read'])),
      // Who is a super admin is asked within: no right of a role opens the log.
      route('GET', '/audit', audit.listEvents, forEverybody),
      route('GET', '/audit/choices', audit.listChoices, forEverybody),
      route('PUT', '/media/:documentId', media.describe, withRights(['plugin::upload.assets.update'])),
    ] as Core.Route[],
  });
};
