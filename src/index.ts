import type { Core } from '@strapi/strapi';
import { assignmentHandler } from './api/delivery-assignment/handler';
import { watchDeliveries } from './api/delivery-assignment/watch';
import { documentRules } from './api/document-rules';
import { watchWindows } from './api/delivery-window/watch';
import { paperAttachments } from './api/invoice/paper-mail';
import { refundHandler } from './api/refund/handler';
import { keepPartitions } from './api/driver-position/partitions';
import { watchDriverEvents } from './api/mobile-delivery/watch';
import { notificationHandlers } from './api/notification/handlers';
import { watchNotifications } from './api/notification/watch';
import { watchOrders } from './api/order/expiry';
import { paymentEventHandler } from './api/payment/handler';
import { watchPayments } from './api/payment/watch';
import { stockHandlers } from './api/stock/handlers';
import { watchStock } from './api/stock/watch';
import { recordPanelSettings } from './audit/panel-settings';
import { superviseImports } from './catalogue-import/supervisor';
import { guardDocuments } from './documents/guard';
import { ensureContentLocales } from './documents/locales';
import { guardGraphql, registerGraphql } from './graphql/register';
import { wrapSecurity } from './http/security-headers';
import { logRequestIds } from './http/log-request-id';
import { closePluginRoutes } from './http/no-second-door';
import { leaveOwnBodies } from './http/own-body';
import { ensureAccountRoles } from './identity/account-roles';
import { linkRequestHandler } from './identity/link-requests';
import { sweepSessions } from './identity/session-sweep';
import { createStrategy } from './identity/strategy';
import { mailHandlers } from './mail/handlers';
import { takeStrapiMails } from './mail/strapi-mails';
import { settleMediaSettings } from './media/settings';
import { stampNewFiles } from './media/upload-scope';
import { startOutbox } from './outbox/worker';
import { liveHandlers } from './plugins/connect/server/src/realtime/handlers';
import { openPress } from './paper/press';
import { preparePanel, registerPanel } from './panel';
import { guardPanelSignIn } from './rate-limit/panel-sign-in';
import { closeRedis, redisOf } from './redis/connection';
import { listenForChanges } from './storefront/changes';
import { keepSalesInOrder } from './storefront/sales-refresh';
import { roadRouterOf } from './routing/road-router';
import { applySchemaExtras } from './schema/apply';
import { keepMisses } from './search/misses';
import { assertFitForProduction } from './start/production-check';
import { recordRoleChanges } from './staff/admin-roles';
import { extendAdminServices } from './staff/admin-services';
import { forgottenPasswordHandler } from './staff/password-reset';
import { guardOneTimeTokens } from './staff/one-time-tokens';
import { reloadCompanies } from './tenancy/registry';

type Context = { strapi: Core.Strapi };

/** What ends with the application, in this order. */
let endings: (() => Promise<void>)[] = [];

export default {
  register({ strapi }: Context): void {
    assertFitForProduction(strapi);
    logRequestIds(strapi);
    strapi.customFields.register({ name: 'company', type: 'string' });
    strapi.customFields.register({ name: 'tags', type: 'json' });
    strapi.customFields.register({ name: 'order', type: 'json' });
    strapi.customFields.register({ name: 'driver', type: 'string' });
    strapi.customFields.register({ name: 'polygon', type: 'json' });
    strapi.customFields.register({ name: 'weekdays', type: 'json' });
    strapi.customFields.register({ name: 'days', type: 'json' });
    strapi.get('auth').register('content-api', createStrategy(strapi));
    guardDocuments(strapi, documentRules);
    extendAdminServices(strapi);
    recordRoleChanges(strapi);
    registerPanel({ strapi });
    wrapSecurity(strapi);
    registerGraphql(strapi);
    closePluginRoutes(strapi);
    leaveOwnBodies(strapi);
    recordPanelSettings(strapi);
    guardPanelSignIn(strapi);
  },

  async bootstrap({ strapi }: Context): Promise<void> {
    await applySchemaExtras(strapi);
    await ensureAccountRoles(strapi);
    guardOneTimeTokens(strapi);
    stampNewFiles(strapi);
    await settleMediaSettings(strapi);
    await ensureContentLocales(strapi);
    await reloadCompanies(strapi);
    const stopListening = listenForChanges(strapi);
    await preparePanel({ strapi });
    const stopPartitions = await keepPartitions(strapi);
    guardGraphql(strapi);
    takeStrapiMails(strapi);
    // An address that is none is told at the start, not at the first order.
    roadRouterOf(strapi);
    await redisOf(strapi)?.settled;
    const stopOutbox = startOutbox(strapi, [
      ...mailHandlers(strapi, undefined, paperAttachments(strapi)),
      linkRequestHandler(strapi),
      forgottenPasswordHandler(strapi),
      paymentEventHandler(strapi),
      refundHandler(strapi),
      assignmentHandler(strapi),
      ...liveHandlers(strapi),
      ...notificationHandlers(strapi),
      ...stockHandlers(strapi),
    ]);
    endings = [
      superviseImports(strapi),
      stopOutbox,
      openPress((error) => strapi.log.error(`The thread that draws papers: ${String(error)}`)),
      sweepSessions(strapi),
      keepMisses(strapi),
      keepSalesInOrder(strapi),
      watchOrders(strapi),
      watchWindows(strapi),
      watchPayments(strapi),
      stopPartitions,
      watchDriverEvents(strapi),
      watchNotifications(strapi),
      watchDeliveries(strapi),
      watchStock(strapi),
      stopListening,
      () => {
        closeRedis(strapi);
        return Promise.resolve();
      },
    ];
  },

  async destroy(): Promise<void> {
    for (const end of endings) await end();
  },
};
