import { Car, Clock, Earth, Eye, FileCsv, Key, PaperPlane, PinMap } from '@strapi/icons';
import type { StrapiApp, WidgetArgs } from '@strapi/strapi/admin';
import {
  accountPermissions,
  auditPermissions,
  dispatchPermissions,
  driverPermissions,
  importPermissions,
  outboxPermissions,
  picturePermissions,
} from './page-permissions';

/** What Strapi's menu takes; its type asks for the id and the conditions of a stored permission, too. */
type MenuPermissions = Parameters<StrapiApp['addMenuLink']>[0]['permissions'];

/** Adds the shop's own pages to the menu. Each is loaded when it is opened. */
export const registerPages = (app: StrapiApp): void => {
  app.addMenuLink({
    to: 'saptmarkets/dispatch',
    icon: PinMap,
    intlLabel: { id: 'saptmarkets.dispatch.page', defaultMessage: 'Dispatch' },
    permissions: dispatchPermissions as unknown as MenuPermissions,
    Component: () => import('./dispatch/dispatch-page'),
    position: 2,
  });
  app.addMenuLink({
    to: 'saptmarkets/drivers',
    icon: Car,
    intlLabel: { id: 'saptmarkets.drivers.page', defaultMessage: 'Drivers' },
    permissions: driverPermissions as unknown as MenuPermissions,
    Component: () => import('./drivers/drivers-page'),
    position: 2,
  });
  app.addMenuLink({
    to: 'saptmarkets/import',
    icon: FileCsv,
    intlLabel: { id: 'saptmarkets.import.page', defaultMessage: 'Import and prices' },
    permissions: importPermissions as unknown as MenuPermissions,
    Component: () => import('./import/import-page'),
    position: 3,
  });
  app.addMenuLink({
    to: 'saptmarkets/pictures',
    icon: Eye,
    intlLabel: { id: 'saptmarkets.pictures.page', defaultMessage: 'Picture texts' },
    permissions: picturePermissions as unknown as MenuPermissions,
    Component: () => import('./pictures/pictures-page'),
    position: 4,
  });
  app.addMenuLink({
    to: 'saptmarkets/payments',
    icon: Key,
    intlLabel: { id: 'saptmarkets.accounts.page', defaultMessage: 'Payments' },
    permissions: accountPermissions as unknown as MenuPermissions,
    Component: () => import('./payment-accounts/accounts-page'),
    position: 5,
  });
  app.addMenuLink({
    to: 'saptmarkets/outbox',
    icon: PaperPlane,
    intlLabel: { id: 'saptmarkets.outbox.page', defaultMessage: 'Undelivered' },
    permissions: outboxPermissions as unknown as MenuPermissions,
    Component: () => import('./outbox/outbox-page'),
    position: 7,
  });
  app.addMenuLink({
    to: 'saptmarkets/audit',
    icon: Clock,
    intlLabel: { id: 'saptmarkets.audit.page', defaultMessage: 'Audit log' },
    permissions: auditPermissions as unknown as MenuPermissions,
    Component: () => import('./audit/audit-page'),
    position: 8,
  });
};

/** Puts the shop's own numbers before Strapi's on the home page. */
export const registerWidgets = (app: StrapiApp): void => {
  const gaps: WidgetArgs = {
    id: 'missing-translations',
    icon: Earth,
    title: { id: 'saptmarkets.gaps.title', defaultMessage: 'Missing translations' },
    component: () => import('./translation/gaps-widget').then(({ GapsWidget }) => GapsWidget),
  };
  app.widgets.register((widgets) => [gaps, ...widgets]);
};
