import { ShoppingCart } from '@strapi/icons';
import type { StrapiApp, WidgetArgs } from '@strapi/strapi/admin';
import { deskPermissions } from '../../../../admin/page-permissions';

/** What Strapi's menu takes; its type asks for the id and the conditions of a stored permission, too. */
type MenuPermissions = Parameters<StrapiApp['addMenuLink']>[0]['permissions'];

const newOrders: WidgetArgs = {
  id: 'new-orders',
  icon: ShoppingCart,
  title: { id: 'saptmarkets.desk.newNow', defaultMessage: 'New orders now' },
  permissions: deskPermissions as unknown as WidgetArgs['permissions'],
  component: () => import('./orders/new-orders-widget').then(({ NewOrdersWidget }) => NewOrdersWidget),
};

export default {
  register(app: StrapiApp): void {
    app.registerPlugin({ id: 'connect', name: 'Connect' });
    app.addMenuLink({
      to: 'plugins/connect/orders',
      icon: ShoppingCart,
      intlLabel: { id: 'saptmarkets.desk.page', defaultMessage: 'Orders' },
      permissions: deskPermissions as unknown as MenuPermissions,
      Component: () => import('./orders/desk-page'),
      position: 1,
    });
    app.widgets.register((widgets) => [newOrders, ...widgets]);
  },
};
